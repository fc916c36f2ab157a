package dev.footfall.jobs.govern;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ingest.QuarantineReplayCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall quarantine}: lines that did not parse. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Lines that did not parse: encrypted, with reason, file and offset.",
        subcommands = {QuarantineListCommand.class, QuarantineShowCommand.class, QuarantineReplayCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall quarantine list --reason bad-time",
            "  footfall quarantine show --limit 5",
            "  footfall quarantine replay --format nginx_json"
        })
public final class QuarantineCommand {
    @ParentCommand
    Footfall footfall;

    Workspace workspace() {
        return Workspace.of(footfall.options());
    }
}
