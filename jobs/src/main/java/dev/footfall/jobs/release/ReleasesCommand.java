package dev.footfall.jobs.release;

import dev.footfall.jobs.Footfall;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall releases}: noisy releases that were drawn. */
@Command(
        name = "releases",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Noisy releases that 'footfall share --dp' drew, and what is left of the budget.",
        subcommands = {ReleasesListCommand.class},
        footer = {"", "Examples:", "  footfall releases list"})
public final class ReleasesCommand implements Runnable {
    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing the command: list");
    }
}
