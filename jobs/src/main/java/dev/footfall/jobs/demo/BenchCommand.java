package dev.footfall.jobs.demo;

import dev.footfall.jobs.Engine;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Version;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ingest.IngestJob;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.AudienceQuery;
import dev.footfall.jobs.report.AudienceReport;
import dev.footfall.jobs.report.Dimension;
import dev.footfall.jobs.report.GeoQuery;
import dev.footfall.jobs.report.GeoReport;
import dev.footfall.jobs.report.Granularity;
import dev.footfall.jobs.report.Scope;
import dev.footfall.jobs.report.TrafficQuery;
import dev.footfall.jobs.report.TrafficReport;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.log.LogFormats;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
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
        description = {
            "Times ingest and reports on a generated log, with city and ASN databases, the bundled policy and all tables.",
            "",
            "The first ingest runs in a fresh Java, as a user's does; the warm ones after it show what a long batch comes to."
                    + " Memory is the most since the step began (heap) and since the program started (resident, Linux only)."
        },
        footer = {"", "Examples:", "  footfall bench", "  footfall bench --lines 5000000 --warm 1 --output csv"})
public final class BenchCommand implements Callable<Integer> {
    private static final long SEED = 1;
    private static final String FORMAT = "combined";

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

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description =
                    "Where to work; what is written there is removed at the end (default: the system's directory for"
                            + " temporary files).")
    @Nullable
    Path dir;

    @Mixin
    OutputOption output = new OutputOption();

    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    @Override
    public Integer call() throws IOException {
        if (lines < 1 || warm < 0) {
            throw new UserException(
                    "--lines " + lines + " --warm " + warm, "give at least one line, and no negative rounds");
        }
        Path work = work();
        try {
            run(work);
        } finally {
            DemoDirectory.remove(work);
        }
        List<String> columns = List.of("step", "lines", "seconds", "lines_per_second", "peak_memory_mb", "resident_mb");
        output.print(new Rows(columns, rows), spec.commandLine().getOut());
        spec.commandLine().getOut().flush();
        return 0;
    }

    private Path work() {
        try {
            return dir == null
                    ? Files.createTempDirectory("footfall-bench-")
                    : Files.createTempDirectory(Files.createDirectories(dir), "footfall-bench-");
        } catch (IOException e) {
            throw new UserException(
                    "cannot write to " + (dir == null ? "the directory for temporary files" : dir) + " ("
                            + e.getClass().getSimpleName() + ")",
                    "choose a directory that you may write to with --dir DIR");
        }
    }

    private void run(Path work) throws IOException {
        Path log = work.resolve("access.log");
        Path city = work.resolve("city.mmdb");
        Path asn = work.resolve("asn.mmdb");
        timed("generate", () -> BenchLog.write(log, lines, SEED));
        BenchLog.writeDatabases(city, asn);
        Configuration configuration = Configuration.defaults().with(city.toString(), asn.toString(), null);
        Path first = work.resolve("cold");
        SparkSession spark = Engine.start(first, Map.of());
        try {
            timed("ingest cold", () -> ingest(first, configuration, log, spark));
            for (int round = 1; round <= warm; round++) {
                Path again = work.resolve("warm" + round);
                timed("ingest warm " + round, () -> ingest(again, configuration, log, spark));
                DemoDirectory.remove(again);
            }
            reports(spark.table(Engine.CATALOGUE + ".audience.hits"));
        } finally {
            Engine.stop(spark);
        }
    }

    private static void ingest(Path directory, Configuration configuration, Path log, SparkSession spark) {
        Warehouse warehouse = Warehouse.openOrCreate(directory);
        IngestJob job = new IngestJob(warehouse, configuration, Version.program(), () -> spark, Clock.systemUTC());
        job.run(new IngestJob.Request(List.of(log.toString()), LogFormats.find(FORMAT), null, true));
    }

    private void reports(Dataset<Row> hits) throws IOException {
        Scope scope = Scope.everything();
        int k = CompiledPolicy.ofAllTables(PolicyFile.bundled()).k();
        timed(
                "report traffic --by day",
                () -> TrafficReport.run(
                        hits, new TrafficQuery(scope, List.of(Dimension.DAY), false, TrafficQuery.SHOW_ALL)));
        timed(
                "report traffic --by page",
                () -> TrafficReport.run(
                        hits, new TrafficQuery(scope, List.of(Dimension.PAGE), false, TrafficQuery.SHOW_ALL)));
        timed(
                "report audience --by week",
                () -> AudienceReport.run(hits, new AudienceQuery(scope, Granularity.week, null, false, k)));
        timed("report geo --by country", () -> GeoReport.run(hits, new GeoQuery(scope, Dimension.COUNTRY, false, k)));
    }

    /** A step that may fail to read or write. */
    private interface Step {
        void run() throws IOException;
    }

    private void timed(String name, Step step) throws IOException {
        PeakMemory.reset();
        long start = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        List<@Nullable Object> row = new ArrayList<>();
        row.add(name);
        row.add(lines);
        row.add(Math.round(seconds * 1000) / 1000.0);
        row.add(Math.round(lines / seconds));
        row.add(PeakMemory.heapMegabytes());
        row.add(PeakMemory.residentMegabytes());
        rows.add(row);
        spec.commandLine().getErr().printf(Locale.ROOT, "%s: %.1f s%n", name, seconds);
        spec.commandLine().getErr().flush();
    }
}
