package dev.footfall.jobs.demo;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code footfall bench compare}. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        description = {
            "Times wc, mawk, DuckDB, GoAccess, AWStats and this program over one generated log, one after the other.",
            "",
            "Tools that are not installed are named and left out. The program is timed as a user runs it (cold) and again"
                    + " in a process that has done the same before (warm). ratio is the speed of a tool by that of the"
                    + " program from the shell. Memory is the resident peak of the tool and its children (Linux only); of"
                    + " the warm ingest that since the program started.",
            "",
            "They do not do the same: wc counts lines, mawk and DuckDB add up, GoAccess and AWStats make a report and keep"
                    + " addresses, this program writes three pseudonymous tables."
        },
        footer = {
            "",
            "Examples:",
            "  footfall bench compare",
            "  footfall bench compare --without awstats,duckdb",
            "  footfall bench compare --lines 1000000 --duckdb-jar duckdb_jdbc-1.4.2.0.jar --output csv",
            "  footfall bench compare --cold"
        })
public final class BenchCompareCommand implements Callable<Integer> {
    private static final long LINES = 5_000_000;
    private static final long COLD_LINES = 100_000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--lines",
            paramLabel = "N",
            description = "Lines of the log (default: 5000000, with --cold 100000).")
    @Nullable
    Long lines;

    @Option(
            names = "--cold",
            description = "Times one small file from the shell to the report, against GoAccess alone.")
    boolean cold;

    @Option(
            names = "--without",
            paramLabel = "TOOL",
            split = ",",
            description =
                    "Leaves tools out: ${COMPLETION-CANDIDATES}. AWStats takes a quarter of an hour for the default.")
    List<Peers.Tool> without = new ArrayList<>();

    @Option(
            names = "--duckdb-jar",
            paramLabel = "FILE",
            description = "DuckDB's JDBC driver (org.duckdb:duckdb_jdbc), for want of its program on the PATH.")
    @Nullable
    Path duckdbJar;

    @Option(
            names = "--launcher",
            paramLabel = "FILE",
            description = "The script that starts the program (default: ./footfall of the build that runs).")
    @Nullable
    Path launcher;

    @Mixin
    BenchDirectory.Place place = new BenchDirectory.Place();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        long count = lines == null ? (cold ? COLD_LINES : LINES) : lines;
        if (count < 1) {
            throw new UserException("--lines " + count, "give at least one line");
        }
        try (BenchDirectory work = place.make()) {
            Set<Peers.Tool> tools = EnumSet.allOf(Peers.Tool.class);
            tools.removeAll(without);
            SpeedComparison.Settings settings =
                    new SpeedComparison.Settings(count, cold, tools, absolute(duckdbJar), absolute(launcher));
            output.print(
                    new SpeedComparison(
                                    settings,
                                    work.path().toAbsolutePath(),
                                    spec.commandLine().getErr())
                            .measure(),
                    spec.commandLine().getOut());
        }
        spec.commandLine().getOut().flush();
        return 0;
    }

    private static @Nullable Path absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath();
    }
}
