package dev.footfall.jobs.govern;

import dev.footfall.jobs.Footfall;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall batches}: what was taken in, and when. */
@Command(
        name = "batches",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What was taken in, and when.",
        subcommands = {BatchesListCommand.class},
        footer = {"", "Examples:", "  footfall batches list"})
public final class BatchesCommand {
    @ParentCommand
    Footfall footfall;
}
