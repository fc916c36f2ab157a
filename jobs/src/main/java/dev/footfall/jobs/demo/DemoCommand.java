package dev.footfall.jobs.demo;

import dev.footfall.jobs.Footfall;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Shows it all on a small world: makes five or six weeks of log of a site that does not exist, ingests it and the samples,"
                    + " runs the reports, compares them with what really happened, and writes a dashboard.",
            "",
            "The directory holds world/ (logs, databases, truth.json), warehouse/ and dashboard.html afterwards."
        },
        footer = {"", "Examples:", "  footfall demo", "  footfall demo --out /var/tmp/footfall-demo"})
public final class DemoCommand implements Callable<Integer> {
    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "demo-out",
            description = "Where to write, new or of an earlier demo (default: ${DEFAULT-VALUE}).")
    Path out = Path.of("demo-out");

    @Override
    public Integer call() throws IOException {
        new Demo(spec.commandLine().getOut(), spec.commandLine().getErr()).run(out);
        return 0;
    }
}
