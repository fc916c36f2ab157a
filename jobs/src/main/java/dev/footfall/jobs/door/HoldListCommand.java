package dev.footfall.jobs.door;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.hold.HeldCase;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall hold list}: the open cases. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "The open cases, oldest first, with how many rows of which table and days each one keeps.",
        footer = {"", "Examples:", "  footfall hold list", "  footfall hold list --output json"})
final class HoldListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("case", "basis", "opened", "selection", "table", "rows", "first_day", "last_day", "case_bytes");

    @ParentCommand
    HoldCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Warehouse warehouse = Workspace.of(parent.footfall.options()).openWarehouse();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            List<HeldCase> cases = Holds.openCases(warehouse);
            if (!cases.isEmpty()) {
                Holds holds = Holds.of(warehouse, warehouse.openKeys());
                cases.forEach(open -> add(open, holds.bytes(open), rows));
            }
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        return 0;
    }

    private static void add(HeldCase open, long bytes, List<List<@Nullable Object>> rows) {
        List<String> selections =
                open.parts().stream().map(part -> part.selection()).distinct().toList();
        for (Map.Entry<String, Long> table : open.rows().entrySet()) {
            SortedSet<LocalDate> days = open.days(table.getKey());
            rows.add(Arrays.asList(
                    open.id(),
                    String.join(" ", open.bases()),
                    open.opened(),
                    String.join(" | ", selections),
                    table.getKey(),
                    table.getValue(),
                    days.first(),
                    days.last(),
                    bytes));
        }
    }
}
