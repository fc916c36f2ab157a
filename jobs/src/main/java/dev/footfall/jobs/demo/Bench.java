package dev.footfall.jobs.demo;

import com.sun.management.OperatingSystemMXBean;
import dev.footfall.jobs.Engine;
import dev.footfall.jobs.Version;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ingest.IngestJob;
import dev.footfall.jobs.ingest.Workers;
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
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** What {@code footfall bench} does, apart from its options, so that {@code --help} loads no Spark. */
final class Bench {
    /** CPU time tells more than wall time on a machine that does other things too. */
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final long SEED = 1;
    static final String FORMAT = "combined";

    private final long lines;
    private final int warm;
    private final PrintWriter progress;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    /** A bench of a log of so many lines and so many warm rounds, which says how far it is. */
    Bench(long lines, int warm, PrintWriter progress) {
        this.lines = lines;
        this.warm = warm;
        this.progress = progress;
    }

    /** The time and memory of each step, in a directory for its files. */
    Rows measure(Path work) throws IOException {
        run(work);
        return new Rows(
                List.of("step", "lines", "seconds", "cpu_seconds", "lines_per_second", "peak_memory_mb", "resident_mb"),
                rows);
    }

    private void run(Path work) throws IOException {
        Path log = work.resolve("access.log");
        Path city = work.resolve("city.mmdb");
        Path asn = work.resolve("asn.mmdb");
        timed("generate", () -> BenchLog.write(log, lines, SEED));
        BenchLog.writeDatabases(city, asn);
        Configuration configuration = Configuration.defaults().with(city.toString(), asn.toString(), null);
        Path first = work.resolve("cold");
        timed("ingest cold", () -> ingest(first, configuration, log));
        for (int round = 1; round <= warm; round++) {
            Path again = work.resolve("warm" + round);
            timed("ingest warm " + round, () -> ingest(again, configuration, log));
            DemoDirectory.remove(again);
        }
        SparkSession spark = Engine.start(first, Map.of());
        try {
            reports(spark.table(Engine.CATALOGUE + ".audience.hits"));
        } finally {
            Engine.stop(spark);
        }
    }

    /** Takes a log into a new warehouse. */
    static void ingest(Path directory, Configuration configuration, Path log) {
        ingest(directory, configuration, log, LogFormats.find(FORMAT));
    }

    /** The same of a log in another format; null to find it out. */
    static void ingest(Path directory, Configuration configuration, Path log, @Nullable LogFormat format) {
        Warehouse warehouse = Warehouse.openOrCreate(directory);
        IngestJob job = new IngestJob(warehouse, configuration, Version.program(), Workers.here(), Clock.systemUTC());
        job.run(new IngestJob.Request(List.of(log.toString()), format, null, true));
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
    interface Step {
        void run() throws IOException;
    }

    private void timed(String name, Step step) throws IOException {
        PeakMemory.reset();
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        List<@Nullable Object> row = new ArrayList<>();
        row.add(name);
        row.add(lines);
        row.add(Math.round(seconds * 1000) / 1000.0);
        row.add(Math.round(cpuSeconds * 1000) / 1000.0);
        row.add(Math.round(lines / seconds));
        row.add(PeakMemory.heapMegabytes());
        row.add(PeakMemory.residentMegabytes());
        rows.add(row);
        progress.printf(Locale.ROOT, "%s: %.1f s, %.1f CPU-s%n", name, seconds, cpuSeconds);
        progress.flush();
    }
}
