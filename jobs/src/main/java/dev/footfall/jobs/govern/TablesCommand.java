package dev.footfall.jobs.govern;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.compact.TablesCompactCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.TableSize;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
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

/** {@code footfall tables}: what the warehouse holds, or one table's columns with the rule behind each. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = {
            "The tables of the warehouse; with a name, its columns and the rule behind each.",
            "With --by day, rows, files and bytes of each day."
        },
        subcommands = {TablesCompactCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall tables",
            "  footfall tables audience.hits",
            "  footfall tables audience.hits --by day",
            "  footfall tables compact --day-before 2026-11-01",
            "  footfall --warehouse w tables --output json"
        })
public final class TablesCommand implements Callable<Integer> {
    private static final List<String> TABLES = List.of("table", "vault", "rows", "days", "files", "bytes");
    private static final List<String> DAYS = List.of("table", "day", "rows", "files", "bytes");
    private static final List<String> COLUMNS =
            List.of("column", "type", "form", "purposes", "retention", "clause", "description");

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    /** What a row stands for. */
    enum By {
        /** A day of a table. */
        day
    }

    @Option(names = "--by", paramLabel = "day", description = "Sizes by ${COMPLETION-CANDIDATES}.")
    @Nullable
    By by;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A table, such as audience.hits.")
    @Nullable
    String name;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.of(footfall.options());
        Rows rows;
        if (by != null) {
            rows = days(workspace, name == null ? Tables.ALL : List.of(TableNames.find(name)));
        } else {
            rows = name == null ? tables(workspace) : columns(workspace.policy(), TableNames.find(name));
        }
        output.print(rows, spec.commandLine().getOut());
        return 0;
    }

    private static Rows tables(Workspace workspace) {
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (TableSpec spec : Tables.ALL) {
                if (!warehouse.holds(spec)) {
                    continue; // the next command that writes makes it
                }
                TableSize size = TableSize.of(warehouse.table(spec.fullName()));
                rows.add(Arrays.asList(
                        spec.fullName(), spec.vault().label(), size.rows(), size.days(), size.files(), size.bytes()));
            }
            return new Rows(TABLES, rows);
        }
    }

    private static Rows days(Workspace workspace, List<TableSpec> tables) {
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (TableSpec spec : tables) {
                if (warehouse.holds(spec)) {
                    TableSize.byDay(warehouse.table(spec.fullName()))
                            .forEach((day, size) -> rows.add(
                                    Arrays.asList(spec.fullName(), day, size.rows(), size.files(), size.bytes())));
                }
            }
            return new Rows(DAYS, rows);
        }
    }

    private static Rows columns(CompiledPolicy policy, TableSpec table) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ColumnSpec column : table.columns()) {
            PolicyRow row = PolicyRow.of(policy, table, column);
            rows.add(Arrays.asList(
                    column.name(),
                    PolicyRow.word(column.type()),
                    row.form(),
                    row.purposes(),
                    row.retention(),
                    row.clause(),
                    column.description()));
        }
        return new Rows(COLUMNS, rows);
    }
}
