package dev.footfall.jobs.govern;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall keys}: the keys of tokens and of the quarantine, their end, and the master key over them. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "The keys of tokens and of the quarantine: how long they live, their end, and the master key.",
        subcommands = {KeysListCommand.class, KeysDestroyCommand.class, KeysRotateCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall keys list",
            "  footfall keys destroy --due --dry-run",
            "  footfall keys rotate"
        })
public final class KeysCommand {
    @ParentCommand
    Footfall footfall;

    Workspace workspace() {
        return Workspace.of(footfall.options());
    }
}
