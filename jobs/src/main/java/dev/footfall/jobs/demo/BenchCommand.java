package dev.footfall.jobs.demo;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.simulate.FitCommand;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {BenchCompareCommand.class, BenchPolicyCostCommand.class, FitCommand.class},
        description = {
            "Times ingest and reports on a generated log, with city and ASN databases, the bundled policy and all tables.",
            "",
            "The first ingest runs in a fresh Java, as a user's does; the warm ones after it show what a long batch comes to."
                    + " Memory is the most since the step began (heap) and since the program started (resident, Linux only)."
        },
        footer = {
            "",
            "Examples:",
            "  footfall bench",
            "  footfall bench --lines 5000000 --warm 1 --output csv",
            "  footfall bench compare",
            "  footfall bench policy-cost"
        })
public final class BenchCommand implements Callable<Integer> {
    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Lines of the log (default: ${DEFAULT-VALUE}).")
    long lines = 1_000_000;

    @Option(
            names = "--warm",
            paramLabel = "N",
            defaultValue = "3",
            description = "Warm rounds of ingest (default: ${DEFAULT-VALUE}).")
    int warm = 3;

    @Mixin
    BenchDirectory.Place place = new BenchDirectory.Place();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        if (lines < 1 || warm < 0) {
            throw new UserException(
                    "--lines " + lines + " --warm " + warm, "give at least one line, and no negative rounds");
        }
        try (BenchDirectory work = place.make()) {
            output.print(
                    new Bench(lines, warm, spec.commandLine().getErr()).measure(work.path()),
                    spec.commandLine().getOut());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
