package dev.footfall.jobs.door;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.OptOutList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall optout list}: how many opted out, by import and kind. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "How many identifiers each import brought, by kind. Who they are cannot be told from the list.",
        footer = {"", "Examples:", "  footfall optout list", "  footfall optout list --output json"})
final class OptOutListCommand implements Callable<Integer> {
    @ParentCommand
    OptOutCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Warehouse warehouse = Workspace.of(parent.footfall.options()).openWarehouse();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            KeyStore keys = warehouse.openKeys();
            for (OptOutList.Import one :
                    OptOutList.read(warehouse.directory(), keys).imports()) {
                rows.add(List.of(one.number(), one.kind().label(), one.identifiers()));
            }
        }
        output.print(
                new Rows(List.of("import", "kind", "identifiers"), rows),
                spec.commandLine().getOut());
        return 0;
    }
}
