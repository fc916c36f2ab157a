package dev.footfall.jobs.govern;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.BatchUndo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall batches undo}: takes a batch back. */
@Command(
        name = "undo",
        mixinStandardHelpOptions = true,
        description = {
            "Removes the rows of a batch from every table, in one step, and its files from the disk.",
            "The batch stays in the list as undone; its logs can be ingested again."
        },
        footer = {
            "",
            "A batch whose files grew and were taken further by a later batch can only be undone after that one.",
            "",
            "Examples:",
            "  footfall batches undo 20261124T021200Z-1a2b3c4d",
            "  footfall --warehouse w batches undo 20261124T021200Z-1a2b3c4d --output json"
        })
final class BatchesUndoCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("batch", "table", "rows");

    @ParentCommand
    BatchesCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    OutputOption output = new OutputOption();

    @Parameters(paramLabel = "ID", description = "The batch, as 'footfall batches list' names it.")
    String batch;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.of(parent.footfall.options());
        BatchUndo.Answer answer = BatchUndo.run(workspace.openWarehouse(), batch, Clock.systemUTC());
        workspace
                .ledger()
                .append(NotedCommand.act(spec, workspace.policy(), Set.of())
                        .tables(answer.rows().keySet())
                        .rows(answer.rows().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .fact("batch", batch));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        answer.rows().forEach((table, n) -> rows.add(List.of(batch, table, n)));
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .println(
                        answer.already()
                                ? "batch " + batch + " was undone before; nothing is left to remove"
                                : String.format(
                                        Locale.ROOT,
                                        "batch %s is undone: %,d rows went; its logs can be ingested again",
                                        batch,
                                        answer.rows().values().stream()
                                                .mapToLong(Long::longValue)
                                                .sum()));
        if (answer.replayed() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "note: %,d lines that it had replayed are not back in quarantine; 'footfall ingest --again"
                                    + " FILE' reads them from their log%n",
                            answer.replayed());
        }
        return 0;
    }
}
