package dev.footfall.jobs.govern;

import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall policy show}: the rule of each column. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "The rule of each column: form, purposes, retention, clause, class.",
        footer = {
            "",
            "Examples:",
            "  footfall policy show",
            "  footfall policy show security.hits --output csv",
            "  footfall policy show audience.hits --day 2025-10-14"
        })
final class PolicyShowCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("column", "form", "purposes", "retention", "clause", "class");

    @ParentCommand
    PolicyCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Only this table, such as audience.hits.")
    @Nullable
    String table;

    @Option(
            names = "--day",
            paramLabel = "DATE",
            description = "What holds for hits of that day, whatever comes in later (default: the newest version).")
    @Nullable
    LocalDate day;

    @Override
    public Integer call() {
        List<TableSpec> tables = table == null ? Tables.ALL : List.of(TableNames.find(table));
        CompiledPolicy policy = day == null
                ? parent.workspace().policy()
                : parent.workspace().policyVersions().on(day);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (TableSpec shown : tables) {
            for (ColumnSpec column : shown.columns()) {
                PolicyRow row = PolicyRow.of(policy, shown, column);
                rows.add(Arrays.asList(
                        shown.fullName() + "." + column.name(),
                        row.form(),
                        row.purposes(),
                        row.retention(),
                        row.clause(),
                        row.dataClass()));
            }
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        return 0;
    }
}
