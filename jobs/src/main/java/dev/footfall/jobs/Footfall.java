package dev.footfall.jobs;

import dev.footfall.jobs.demo.DemoCommand;
import dev.footfall.jobs.ingest.IngestCommand;
import dev.footfall.jobs.report.DashboardCommand;
import dev.footfall.jobs.report.ReportCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The program. */
@Command(
        name = "footfall",
        mixinStandardHelpOptions = true,
        version = "footfall 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        description = "Browser and server logs in, answers out, nothing learnt beyond what the privacy policy permits.",
        subcommands = {IngestCommand.class, ReportCommand.class, DashboardCommand.class, DemoCommand.class})
public final class Footfall {
    @Mixin
    GlobalOptions options = new GlobalOptions();

    /** What every command takes. */
    public GlobalOptions options() {
        return options;
    }

    /** Version of the program. */
    public static String version() {
        return "0.1.0";
    }

    /** The command line, for the program and for tests. */
    public static CommandLine commandLine() {
        return new CommandLine(new Footfall());
    }

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }
}
