package dev.footfall.jobs.report;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.GlobalOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall report}: answers from the tables. */
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "REPORT",
        description = "Answers from the tables: traffic, audience, geography.",
        subcommands = {TrafficCommand.class, AudienceCommand.class, GeoCommand.class},
        footer = {
            "",
            "Examples:",
            "  footfall report traffic --by page",
            "  footfall report audience --by week",
            "  footfall report geo --by country --output csv"
        })
public final class ReportCommand implements Runnable {
    /** Least number of browsers or devices behind a released cell. */
    static final int K = 10;

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing the report: traffic, audience or geo");
    }

    GlobalOptions options() {
        return footfall.options();
    }
}
