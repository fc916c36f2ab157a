package dev.footfall.jobs.evaluate;

import dev.footfall.jobs.output.OutputOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code footfall evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Compares the reports on simulated worlds with what really happened, and with what the definitions of other programs"
                    + " give from the same tables.",
            "",
            "Each directory is one that footfall simulate wrote and whose log was ingested. An error is the mean of"
                    + " |estimate - truth| / truth over the periods, in percent, and for regions the mean difference of their shares,"
                    + " in points; bias is the same with its sign. covered_percent says how often the interval held the truth."
        },
        footer = {
            "",
            "Examples:",
            "  footfall simulate --world office --seed 7 --out w1",
            "  footfall --config w1/footfall.yaml ingest w1/logs",
            "  footfall evaluate w1",
            "  footfall evaluate w1 w2 w3 --periods --output csv"
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Directories of worlds.")
    List<Path> directories = new ArrayList<>();

    @Option(names = "--periods", description = "Show each period instead of the errors.")
    boolean periods;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        List<WorldDirectory> worlds =
                directories.stream().map(WorldDirectory::open).toList();
        List<Comparison> comparisons = Evaluation.of(worlds, spec.commandLine().getErr());
        output.print(
                periods ? Scores.periods(comparisons) : Scores.errors(comparisons),
                spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return 0;
    }
}
