package dev.footfall.jobs.govern;

import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.table.Tables;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall quarantine list}: where quarantined lines stood and why they did not parse. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Where quarantined lines stood, and why they did not parse.",
        footer = {
            "",
            "Examples:",
            "  footfall quarantine list",
            "  footfall quarantine list --reason bad-client --limit 10",
            "  footfall quarantine list --limit 1000000 --output csv"
        })
final class QuarantineListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("batch", "name", "byte_offset", "length", "format", "reason", "day");

    @ParentCommand
    QuarantineCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    QuarantineFilter filter = new QuarantineFilter();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        filter.check();
        Warehouse warehouse = parent.workspace().openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            QuarantineFilter.Chosen chosen = filter.choose(warehouse.table(Tables.QUARANTINE.fullName()), COLUMNS);
            output.print(new Rows(COLUMNS, chosen.rows()), spec.commandLine().getOut());
            More.say(chosen.total() - chosen.rows().size(), spec);
        }
        return 0;
    }
}
