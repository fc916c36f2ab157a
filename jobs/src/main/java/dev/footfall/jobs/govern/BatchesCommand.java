package dev.footfall.jobs.govern;

import dev.footfall.jobs.Footfall;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall batches}: what was taken in, and when; and how to take it back. */
@Command(
        name = "batches",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What was taken in, and when; and how to take it back.",
        subcommands = {BatchesListCommand.class, BatchesUndoCommand.class},
        footer = {"", "Examples:", "  footfall batches list", "  footfall batches undo 20261124T021200Z-1a2b3c4d"})
public final class BatchesCommand {
    @ParentCommand
    Footfall footfall;
}
