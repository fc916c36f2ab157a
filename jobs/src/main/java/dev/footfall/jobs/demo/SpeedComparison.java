package dev.footfall.jobs.demo;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.simulate.BenchLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code footfall bench compare} does, apart from its options, so that {@code --help} loads no Spark: one log, one
 * machine, one run, each tool alone.
 */
final class SpeedComparison {
    private static final long SEED = 1;
    private static final int WARM_UPS = 2;
    private static final long FIRST_START_LINES = 1_000;
    private static final List<String> COLUMNS =
            List.of("tool", "lines", "seconds", "lines_per_second", "peak_memory_mb", "ratio");

    /**
     * What is compared.
     *
     * @param lines lines of the log
     * @param cold whether to time one small file from the shell to the report, against GoAccess alone
     * @param tools the others, in the order in which they are timed; with cold GoAccess alone
     * @param duckdbJar DuckDB's JDBC driver, or null
     * @param launcher the script to start the program with, or null for the one beside the build
     */
    record Settings(
            long lines,
            boolean cold,
            Set<Peers.Tool> tools,
            @Nullable Path duckdbJar,
            @Nullable Path launcher) {}

    private record Measured(
            String tool, double seconds, @Nullable Long peakMegabytes) {}

    private final Settings settings;
    private final PrintWriter progress;
    private final Path work;
    private final Path log;
    private final Path city;
    private final Path asn;
    private final List<Measured> measured = new ArrayList<>();
    /** What the others' speed is divided by: the program as a user runs it. */
    private @Nullable Measured own;

    /** A comparison in a directory for its files, which says how far it is. */
    SpeedComparison(Settings settings, Path work, PrintWriter progress) {
        this.settings = settings;
        this.work = work;
        this.progress = progress;
        log = work.resolve("access.log");
        city = work.resolve("city.mmdb");
        asn = work.resolve("asn.mmdb");
    }

    /** Time and memory of each tool that is here. */
    Rows measure() throws IOException {
        say("writing a log of %,d lines", settings.lines());
        BenchLog.write(log, settings.lines(), SEED);
        BenchLog.writeDatabases(city, asn);
        Peers peers = new Peers(log, settings.duckdbJar());
        for (Peers.Tool tool : settings.cold() ? Set.of(Peers.Tool.goaccess) : settings.tools()) {
            run(peers.of(tool));
        }
        Optional<Launcher> launcher = Launcher.find(settings.launcher());
        if (launcher.isEmpty()) {
            say(
                    "footfall from the shell is not timed: build it with 'mvn package', or name its script with --launcher FILE");
        } else if (settings.cold()) {
            startOnce(launcher.get());
            fromShellToReport(launcher.get());
        } else {
            startOnce(launcher.get());
            own = add("footfall ingest, cold", ingest(launcher.get(), log, work.resolve("cold")));
        }
        if (!settings.cold()) {
            warm();
        }
        return rows();
    }

    private void run(Peer peer) throws IOException {
        Peer.Trial trial = peer.trial();
        if (trial == null) {
            say("%s is not here: %s", peer.tool(), peer.advice());
        } else {
            Path place = Files.createTempDirectory(work, "peer-");
            add(peer.tool(), trial.run(place));
            DemoDirectory.remove(place);
        }
    }

    private @Nullable Measured add(String tool, TimedProcess run) {
        if (run.problem() != null) {
            say("%s failed: %s", tool, run.problem());
            return null;
        }
        say("%s: %.1f s", tool, run.seconds());
        Measured row = new Measured(tool, run.seconds(), run.peakMegabytes());
        measured.add(row);
        return row;
    }

    private TimedProcess ingest(Launcher launcher, Path file, Path warehouse) throws IOException {
        return TimedProcess.run(
                launcher.command(
                        warehouse,
                        "ingest",
                        file.toString(),
                        "--format",
                        Bench.FORMAT,
                        "--geo",
                        city.toString(),
                        "--asn",
                        asn.toString(),
                        "--final"),
                work);
    }

    private TimedProcess report(Launcher launcher, Path warehouse) throws IOException {
        return TimedProcess.run(launcher.command(warehouse, "report", "traffic", "--by", "page"), work);
    }

    /** The first start after a build prepares faster ones; it is not what a user meets every day. */
    private void startOnce(Launcher launcher) throws IOException {
        Path small = work.resolve("first.log");
        BenchLog.write(small, FIRST_START_LINES, SEED);
        say("starting the program once, as the first start after a build is slower");
        ingest(launcher, small, work.resolve("first"));
        if (settings.cold()) {
            report(launcher, work.resolve("first"));
        }
    }

    private void fromShellToReport(Launcher launcher) throws IOException {
        Path warehouse = work.resolve("warehouse");
        Measured ingest = add("footfall ingest", ingest(launcher, log, warehouse));
        Measured report = add("footfall report", report(launcher, warehouse));
        if (ingest != null && report != null) {
            own = new Measured(
                    "footfall, both",
                    ingest.seconds() + report.seconds(),
                    larger(ingest.peakMegabytes(), report.peakMegabytes()));
            measured.add(own);
        }
    }

    private static @Nullable Long larger(@Nullable Long a, @Nullable Long b) {
        return a == null || b == null ? null : Long.valueOf(Math.max(a, b));
    }

    /** The same ingest in a process that has done it before, as in a long batch or a backfill. */
    private void warm() throws IOException {
        Configuration configuration = Configuration.defaults().with(city.toString(), asn.toString(), null);
        say("ingesting %d times to warm up", WARM_UPS);
        for (int round = 1; round <= WARM_UPS; round++) {
            Path place = work.resolve("warm-up" + round);
            Bench.ingest(place, configuration, log);
            DemoDirectory.remove(place);
        }
        long start = System.nanoTime();
        Bench.ingest(work.resolve("warm"), configuration, log);
        double seconds = (System.nanoTime() - start) / 1e9;
        add("footfall ingest, warm", new TimedProcess(seconds, PeakMemory.residentMegabytes(), null));
    }

    private Rows rows() {
        Measured base = own;
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Measured row : measured) {
            rows.add(Arrays.asList(
                    row.tool(),
                    settings.lines(),
                    rounded(row.seconds()),
                    Math.round(settings.lines() / row.seconds()),
                    row.peakMegabytes(),
                    base == null ? null : rounded(base.seconds() / row.seconds())));
        }
        return new Rows(COLUMNS, rows);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private void say(String format, @Nullable Object... arguments) {
        progress.printf(Locale.ROOT, format + "%n", arguments);
        progress.flush();
    }
}
