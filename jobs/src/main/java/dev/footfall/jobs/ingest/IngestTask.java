package dev.footfall.jobs.ingest;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.log.LineParser;
import dev.footfall.log.LogLine;
import dev.footfall.log.Outcome;
import dev.footfall.privacy.ErasedList;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.OptOutList;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/**
 * Reads units of input and writes their rows into data files of all tables, in one pass. Runs where
 * {@link Workers} say. Commits nothing: its files belong to a batch that has no plan yet.
 */
final class IngestTask {
    /** Lines read by this process so far, for the progress line. */
    static final LongAdder LINES_READ = new LongAdder();

    /** How far a server's clock may run ahead of ours before its lines count as dated in the future. */
    static final long CLOCK_SKEW_MILLIS = 3_600_000;

    private static final int PROGRESS_STEP = 4096;

    /**
     * What all tasks of a batch share.
     *
     * @param keys directory of the keys
     * @param tables the tables to write to, by full name; they come along, so that a task needs no catalogue
     * @param batch the batch's id
     * @param configuration sites, databases, rules
     * @param nowMillis time of the ingest, milliseconds since the epoch
     */
    record Settings(String keys, Map<String, Table> tables, String batch, Configuration configuration, long nowMillis)
            implements Serializable {
        /** Settings for a batch of a warehouse, whose tables are taken as they are now. */
        static Settings of(Warehouse warehouse, String batch, Configuration configuration, long nowMillis) {
            return new Settings(
                    warehouse.keys().toAbsolutePath().toString(),
                    warehouse.portableTables(),
                    batch,
                    configuration,
                    nowMillis);
        }

        /** Day of the ingest, UTC, in days since the epoch. */
        int today() {
            return (int) Math.floorDiv(nowMillis, 86_400_000L);
        }
    }

    /** What a task gives back: new data files by table, and the counts of each unit. */
    record Result(Map<String, List<DataFile>> files, List<UnitResult> units) implements Serializable {}

    /** Opens the bytes of a unit. */
    @FunctionalInterface
    interface Opener {
        InputStream open(InputUnit unit) throws IOException;
    }

    private final Settings settings;
    private final Rules rules;
    private final Map<String, TableWriter> writers = new LinkedHashMap<>();
    private final AudienceRows audience;
    private final SecurityRows security;
    private final NetworkRows network;
    private final QuarantineRows quarantine;
    private final OptedOut optedOut;
    private final ErasedHits erased;
    private final Tokens tokens;
    private final Map<String, Enricher> enrichers = new HashMap<>();
    private final Map<Integer, Boolean> lateDays = new HashMap<>();
    private final LogLine line = new LogLine();
    private final Hit hit = new Hit();

    private IngestTask(Settings settings, Rules rules) {
        this.settings = settings;
        this.rules = rules;
        Path directory = Path.of(settings.keys);
        KeyStore keys = KeyStore.open(directory, MasterKey.of(System.getenv(), directory));
        Path warehouse = directory.toAbsolutePath().getParent();
        optedOut = new OptedOut(OptOutList.read(warehouse, keys));
        erased = new ErasedHits(ErasedList.read(warehouse, keys));
        tokens = new Tokens(keys, rules);
        Cell batch = Cell.of(settings.batch);
        audience = new AudienceRows(writer(Tables.AUDIENCE_HITS), tokens, batch);
        security = new SecurityRows(writer(Tables.SECURITY_HITS), tokens, batch);
        network = new NetworkRows(writer(Tables.NETWORK_HOURLY), tokens, batch, rules);
        LocalDate today = LocalDate.ofEpochDay(settings.today());
        quarantine = new QuarantineRows(
                writer(Tables.QUARANTINE),
                keys.livingQuarantine(rules.policy.epoch(TokenKind.QUARANTINE).of(today))
                        .orElse(null),
                erased,
                settings.batch,
                settings.today());
    }

    private TableWriter writer(TableSpec spec) {
        Table table = Objects.requireNonNull(settings.tables.get(spec.fullName()));
        TableWriter writer = new TableWriter(table, spec, day -> rules.on(day).policy, settings.batch);
        writers.put(spec.fullName(), writer);
        return writer;
    }

    /** Reads the units and writes their rows. */
    static Result run(Settings settings, Rules rules, List<InputUnit> units, Opener opener) throws IOException {
        RunningTasks.enter(settings.batch);
        try {
            return new IngestTask(settings, rules).run(units, opener);
        } finally {
            RunningTasks.leave(settings.batch);
        }
    }

    private Result run(List<InputUnit> units, Opener opener) throws IOException {
        boolean done = false;
        try {
            List<UnitResult> results = new ArrayList<>();
            for (InputUnit unit : units) {
                results.add(read(unit, opener));
            }
            network.flush();
            Map<String, List<DataFile>> files = new LinkedHashMap<>();
            writers.forEach((table, writer) -> files.put(table, new ArrayList<>(writer.finish())));
            done = true;
            return new Result(files, results);
        } finally {
            if (!done) {
                writers.values().forEach(TableWriter::close);
            }
        }
    }

    private UnitResult read(InputUnit unit, Opener opener) throws IOException {
        long start = System.nanoTime();
        UnitResult result = new UnitResult(unit.index());
        Enricher enricher = enrichers.computeIfAbsent(
                unit.forcedSite() + "\n" + unit.ownHost() + "\n" + unit.format().logsCookies(),
                k -> new Enricher(
                        rules, unit.forcedSite(), unit.ownHost(), unit.format().logsCookies()));
        long scrubbedBefore = enricher.scrubbed();
        LineParser parser = unit.format().newParser();
        parser.restore(unit.parserState());
        try (InputStream in = opener.open(unit)) {
            readLines(unit, linesOf(unit, in), parser, enricher, result);
        }
        result.scrubbed = enricher.scrubbed() - scrubbedBefore;
        result.parserState = parser.state();
        result.nanos = System.nanoTime() - start;
        return result;
    }

    /** A part that begins in mid-file is read from one byte before, to see whether a line begins with it. */
    static long startOf(InputUnit unit) {
        return unit.format().splittable() && unit.from() > 0 ? unit.from() - 1 : unit.from();
    }

    /** The lines that start in a unit; {@code in} begins at {@link #startOf}. */
    static LineReader linesOf(InputUnit unit, InputStream in) throws IOException {
        LineReader lines = new LineReader(in, startOf(unit));
        if (startOf(unit) < unit.from()) {
            lines.next(); // the end of a line that belongs to the unit before
        }
        return lines;
    }

    /** Goes to the next line of a unit; says whether there is one. */
    static boolean next(LineReader lines, InputUnit unit) throws IOException {
        return lines.next() && lines.lineOffset() < Math.min(unit.to(), unit.limit());
    }

    private void readLines(InputUnit unit, LineReader lines, LineParser parser, Enricher enricher, UnitResult result)
            throws IOException {
        Cell audienceFile = Cell.of(unit.audienceFile());
        Cell securityFile = Cell.of(unit.securityFile());
        Cell networkFile = Cell.of(unit.networkFile());
        long latest = settings.nowMillis + CLOCK_SKEW_MILLIS;
        int sinceProgress = 0;
        int lastDay = Integer.MIN_VALUE;
        boolean late = false;
        while (next(lines, unit)) {
            if (++sinceProgress == PROGRESS_STEP) {
                LINES_READ.add(PROGRESS_STEP);
                RunningTasks.goOn(settings.batch);
                sinceProgress = 0;
            }
            Outcome outcome = parser.parse(lines.buffer(), lines.lineFrom(), lines.lineTo(), line);
            if (outcome == Outcome.HIT && line.epochMillis() > latest) {
                outcome = Outcome.FUTURE_TIME;
            }
            if (outcome == Outcome.HIT) {
                enricher.enrich(line, hit);
                result.hits++;
                if (erased.has(hit)) {
                    network.addNameless(hit, networkFile);
                    result.withheld++;
                    continue;
                }
                optedOut.mark(hit);
                audience.add(hit, audienceFile);
                security.add(hit, securityFile);
                network.add(hit, networkFile);
                result.days.add(hit.host.site, hit.day);
                if (hit.day != lastDay) {
                    lastDay = hit.day;
                    late = lateDays.computeIfAbsent(hit.day, tokens::late);
                }
                if (late) {
                    result.late++;
                }
            } else if (outcome == Outcome.IGNORED) {
                result.ignored++;
            } else {
                quarantine.add(unit, lines, outcome);
                result.quarantine(outcome);
            }
        }
        LINES_READ.add(sinceProgress);
    }
}
