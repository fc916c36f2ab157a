package dev.footfall.jobs.govern;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Adjustment;
import dev.footfall.jobs.warehouse.BatchUndo;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Tables;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall batches list}: one row a batch. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "What each batch took, newest first, with the versions of program, policy and databases, and digests of",
            "the policy file, the bundled rules and the configuration: equal ones made rows alike.",
            "Counts are those of the day it was taken; state says what became of its rows since: whole, undone, or",
            "changed (files were ingested --again, or lines replayed from quarantine)."
        },
        footer = {"", "Examples:", "  footfall batches list", "  footfall --warehouse w batches list --output csv"})
final class BatchesListCommand implements Callable<Integer> {
    @ParentCommand
    BatchesCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Warehouse warehouse = Workspace.of(parent.footfall.options()).openWarehouse();
        List<String> columns = new ArrayList<>(
                Tables.BATCHES.columns().stream().map(ColumnSpec::name).toList());
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            List<Adjustment> adjustments = Adjustment.read(warehouse);
            TableRows.forEach(warehouse.table(Tables.BATCHES.fullName()), columns, row -> {
                row.add(1, state(adjustments, String.valueOf(row.get(0))));
                rows.add(row);
            });
        }
        columns.add(1, "state");
        int begun = columns.indexOf("ts");
        // Ids tell seconds only, and two small batches fit into one.
        rows.sort(Comparator.comparing((List<@Nullable Object> row) -> (Instant) Objects.requireNonNull(row.get(begun)))
                .thenComparing(row -> String.valueOf(row.get(0)))
                .reversed());
        output.print(new Rows(columns, rows), spec.commandLine().getOut());
        return 0;
    }

    private static String state(List<Adjustment> adjustments, String batch) {
        if (BatchUndo.undone(adjustments, batch)) {
            return "undone";
        }
        return adjustments.stream().anyMatch(one -> one.ofBatch().equals(batch)) ? "changed" : "whole";
    }
}
