package dev.footfall.jobs.demo;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tools that {@code footfall bench compare} runs over the same log. */
final class Peers {
    /** Counts by status and page, and adds up bytes: what one writes in a line of shell. */
    private static final String MAWK_PROGRAM =
            "{ status[$9]++; bytes += $10; pages[$7]++ } END { for (s in status) print s, status[s]; print bytes;"
                    + " for (p in pages) print pages[p], p }";

    private static final List<Path> AWSTATS =
            List.of(Path.of("/usr/lib/cgi-bin/awstats.pl"), Path.of("/usr/local/awstats/wwwroot/cgi-bin/awstats.pl"));
    private static final String AWSTATS_NAME = "bench";

    private final Path log;
    private final @Nullable Path duckdbJar;

    /**
     * The tools for a log.
     *
     * @param duckdbJar DuckDB's JDBC driver, for want of its program
     */
    Peers(Path log, @Nullable Path duckdbJar) {
        this.log = log;
        this.duckdbJar = duckdbJar;
    }

    /** The tools, the simplest first, by the names that the command line knows. */
    enum Tool {
        wc,
        mawk,
        duckdb,
        goaccess,
        awstats
    }

    /** A tool, present or not. */
    Peer of(Tool tool) {
        return switch (tool) {
            case wc -> wc();
            case mawk -> mawk();
            case duckdb -> duckdb();
            case goaccess -> goAccess();
            case awstats -> awStats();
        };
    }

    /** Reads the log once and counts. */
    private Peer wc() {
        String tool = "wc -l";
        String advice = "apt-get install coreutils";
        return program("wc")
                .map(wc -> Peer.of(tool, List.of(wc, "-l", log.toString()), advice))
                .orElseGet(() -> Peer.absent(tool, advice));
    }

    private Peer mawk() {
        String advice = "apt-get install mawk";
        return program("mawk")
                .map(mawk -> Peer.of("mawk", List.of(mawk, MAWK_PROGRAM, log.toString()), advice))
                .orElseGet(() -> Peer.absent("mawk", advice));
    }

    /** A report of all its panels as JSON. */
    private Peer goAccess() {
        String advice = "apt-get install goaccess";
        return program("goaccess")
                .map(goaccess -> new Peer(
                        "goaccess",
                        work -> TimedProcess.run(
                                List.of(
                                        goaccess,
                                        log.toString(),
                                        "--no-global-config",
                                        "--log-format=COMBINED",
                                        "--no-progress",
                                        "-o",
                                        work.resolve("goaccess.json").toString()),
                                work),
                        advice))
                .orElseGet(() -> Peer.absent("goaccess", advice));
    }

    private Peer awStats() {
        String advice = "apt-get install awstats";
        Optional<String> perl = program("perl");
        Optional<Path> script = AWSTATS.stream().filter(Files::isReadable).findFirst();
        if (perl.isEmpty() || script.isEmpty()) {
            return Peer.absent("awstats", advice);
        }
        String interpreter = perl.get();
        String awstats = script.get().toString();
        return new Peer("awstats", work -> awStats(interpreter, awstats, work), advice);
    }

    private TimedProcess awStats(String perl, String script, Path work) throws IOException {
        Path data = Files.createDirectories(work.resolve("awstats"));
        // LogType W is a web server's log, LogFormat 1 the combined format.
        Files.writeString(data.resolve("awstats." + AWSTATS_NAME + ".conf"), """
                LogFile="%s"
                LogType=W
                LogFormat=1
                SiteDomain="www.example.com"
                HostAliases="localhost"
                DNSLookup=0
                DirData="%s"
                """.formatted(log, data));
        return TimedProcess.run(
                List.of(perl, script, "-config=" + AWSTATS_NAME, "-configdir=" + data, "-update"), work);
    }

    private Peer duckdb() {
        String tool = "duckdb, five aggregates";
        String advice = "put the duckdb program on the PATH, or give its JDBC driver with --duckdb-jar FILE";
        Path jar = duckdbJar;
        if (jar != null) {
            return new Peer(tool, work -> DuckdbAggregates.run(jar, log), advice);
        }
        return program("duckdb")
                .map(duckdb -> Peer.of(
                        tool, List.of(duckdb, "-c", String.join(";\n", DuckdbAggregates.statements(log))), advice))
                .orElseGet(() -> Peer.absent(tool, advice));
    }

    /** A program on the PATH. */
    private static Optional<String> program(String name) {
        String path = System.getenv("PATH");
        return path == null
                ? Optional.empty()
                : Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                        .splitAsStream(path)
                        .map(directory -> Path.of(directory, name))
                        .filter(Files::isExecutable)
                        .map(Path::toString)
                        .findFirst();
    }
}
