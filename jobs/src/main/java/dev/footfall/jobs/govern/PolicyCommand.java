package dev.footfall.jobs.govern;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Workspace;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code footfall policy}: what may be kept, in which form, why and how long. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "What may be kept, in which form, for which purpose, how long, and under which clause.",
        subcommands = {
            PolicyShowCommand.class,
            PolicyCheckCommand.class,
            PolicyExplainCommand.class,
            PolicyVerifyCommand.class,
            PolicyDiffCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  footfall policy show audience.hits",
            "  footfall policy check",
            "  footfall policy explain audience.hits.browser",
            "  footfall policy verify --text privacy-policy.txt",
            "  footfall policy diff policy-2025.yaml policy-2026.yaml"
        })
public final class PolicyCommand {
    @ParentCommand
    Footfall footfall;

    Workspace workspace() {
        return Workspace.of(footfall.options());
    }
}
