package dev.footfall.jobs.simulate;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.simulate.DrawnWorld.Sample;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall bench fit-people}. */
@Command(
        name = "fit-people",
        mixinStandardHelpOptions = true,
        description = {
            "Fits the model by which people are estimated, to worlds drawn from the ranges of the parameters, half of them in each"
                    + " construction, and writes it as the program's source holds it.",
            "",
            "A world takes a third of a second a core."
        },
        footer = {
            "",
            "Examples:",
            "  footfall bench fit-people --worlds 4000 --out udf/src/main/resources/dev/footfall/estimate/people-model.csv"
        })
public final class FitCommand implements Callable<Integer> {
    private static final int FEWEST_WORLDS = 40;
    private static final int SAID_EVERY = 500;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--worlds",
            paramLabel = "N",
            defaultValue = "4000",
            description = "Worlds (default: ${DEFAULT-VALUE}).")
    int worlds = 4_000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Seed of the first world, the others follow (default: ${DEFAULT-VALUE}).")
    long seed = 1_000_000;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write; standard output without it.")
    @Nullable
    Path out;

    @Override
    public Integer call() throws IOException {
        if (worlds < FEWEST_WORLDS) {
            throw new UserException("--worlds " + worlds, "give " + FEWEST_WORLDS + " or more");
        }
        PrintWriter progress = spec.commandLine().getErr();
        List<Sample> samples = new ArrayList<>();
        for (int from = 0; from < worlds; from += SAID_EVERY) {
            int to = Math.min(worlds, from + SAID_EVERY);
            LongStream.range(seed + from, seed + to)
                    .parallel()
                    .mapToObj(DrawnWorld::samples)
                    .toList()
                    .forEach(samples::addAll);
            progress.println(to + " worlds");
            progress.flush();
        }
        List<String> lines = new ArrayList<>();
        lines.add("# Written by: footfall bench fit-people --worlds " + worlds + " --seed " + seed);
        lines.add("# evidence,target,ratio,name,mean,deviation,low,high | evidence,target,term,coefficient"
                + " | evidence,target,width,class of days,class of accounts,half width of the logarithm");
        lines.addAll(PeopleFit.fit(samples));
        if (out == null) {
            lines.forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().flush();
        } else {
            Files.write(out, lines);
        }
        return 0;
    }
}
