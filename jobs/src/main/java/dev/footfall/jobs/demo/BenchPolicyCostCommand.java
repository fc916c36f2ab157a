package dev.footfall.jobs.demo;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall bench policy-cost}. */
@Command(
        name = "policy-cost",
        mixinStandardHelpOptions = true,
        description = {
            "Times ingest of one generated log under the bundled policy and under policies without its scrubbers, without its"
                    + " tokens and encrypted columns, and without either.",
            "",
            "The policies take turns in a warm process, and the median of the rounds counts. saves_percent is the time that a"
                    + " policy saves against the bundled one. What is dropped is not written either, so it is more than the"
                    + " policy's own work. That is samples_percent: how often a thread at work, looked at every 10 ms, is in"
                    + " the code of policy, tokens and scrubbers or in what it calls."
        },
        footer = {
            "",
            "Examples:",
            "  footfall bench policy-cost",
            "  footfall bench policy-cost --lines 5000000 --rounds 9",
            "  footfall bench policy-cost --log access.log"
        })
public final class BenchPolicyCostCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--lines",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Lines of the log (default: ${DEFAULT-VALUE}).")
    long lines = 1_000_000;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "A log of yours, not compressed, in the place of one made.")
    @Nullable
    Path log;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Rounds after the first, which does not count (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Mixin
    BenchDirectory.Place place = new BenchDirectory.Place();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        if (log != null && !Files.isRegularFile(log)) {
            throw new UserException("no log at " + log, "name a file with --log FILE, or leave it out");
        }
        if (lines < 1 || rounds < 1) {
            throw new UserException("--lines " + lines + " --rounds " + rounds, "give at least one line and one round");
        }
        try (BenchDirectory work = place.make()) {
            output.print(
                    new PolicyCost(log, lines, rounds, spec.commandLine().getErr()).measure(work.path()),
                    spec.commandLine().getOut());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }
}
