package dev.footfall.jobs.release;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.NoiseBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall releases list}: what was drawn, and what the months cost so far. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "What was drawn, oldest first; on standard error what is spent of each month's budget.",
        footer = {"", "Examples:", "  footfall releases list", "  footfall releases list --output json"})
final class ReleasesListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("release", "drawn", "by", "first_day", "last_day", "days", "rho_a_day", "cells");

    @ParentCommand
    ReleasesCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Workspace workspace = Workspace.of(parent.footfall.options());
        Warehouse warehouse = workspace.openWarehouse();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            for (DrawnDays one : ReleaseStore.of(warehouse.directory()).all()) {
                rows.add(List.of(
                        one.number(),
                        one.drawn(),
                        one.question().cut().label(),
                        one.days().firstKey(),
                        one.days().lastKey(),
                        one.days().size(),
                        ReleaseBudget.plain(one.question().rho()),
                        one.question().cells()));
            }
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        Optional<NoiseBudget> budget = workspace.policy().policy().noise();
        ReleaseBudget.of(workspace.ledger()).spent().forEach((month, spent) -> spec.commandLine()
                .getErr()
                .println(month + ": ρ " + ReleaseBudget.plain(spent)
                        + budget.map(one -> " of " + ReleaseBudget.plain(one.month()))
                                .orElse("")
                        + " spent"));
        return 0;
    }
}
