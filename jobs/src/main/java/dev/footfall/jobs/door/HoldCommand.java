package dev.footfall.jobs.door;

import dev.footfall.jobs.Footfall;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall hold}: rows kept for a case. */
@Command(
        name = "hold",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Keeps the rows of a case: copies, encrypted under a key of the case, that outlive retention and erasure",
            "until the case is released."
        },
        subcommands = {HoldAddCommand.class, HoldListCommand.class, HoldReleaseCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall hold add --case 12-C-4711 --basis legal-process --token 3f2a0c5e8d1b4a6f9c7e2d4b6a8f0e1c",
            "  footfall hold list",
            "  footfall hold release --case 12-C-4711"
        })
public final class HoldCommand {
    @ParentCommand
    Footfall footfall;
}
