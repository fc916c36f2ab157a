package dev.footfall.jobs.ingest;

import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.jobs.warehouse.QuarantinedLine;
import dev.footfall.log.FormatException;
import dev.footfall.log.LineParser;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.log.LogLine;
import dev.footfall.log.Outcome;
import dev.footfall.privacy.TokenKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * Lines of quarantine that are tried again: those that parse are gathered by file and, when there are many, read by an
 * {@link IngestTask} as if they stood in a file of their own.
 */
final class ReplayedLines {
    /** Plain bytes that are held before they are read. */
    private static final int ROUND_BYTES = 32 << 20;

    /** Where a line stands in quarantine. */
    record Place(String batch, String file, long offset) {}

    private record FileAndFormat(String batch, String file, String site, String name, LogFormat format) {}

    /** The lines of one file: what is waiting to be read, and what came of those before. */
    private static final class Gathered {
        final LineParser parser;
        final String state;
        ByteArrayOutputStream waiting = new ByteArrayOutputStream();
        long tried;
        long hits;
        final Map<Outcome, Long> reasons = new EnumMap<>(Outcome.class);
        final UnitResult result = new UnitResult(0);

        Gathered(LineParser parser, String state) {
            this.parser = parser;
            this.state = state;
        }
    }

    private final IngestTask.Settings settings;
    private final Rules rules;
    private final InputPlanner planner;
    private final @Nullable LogFormat wanted;
    private final List<LogFormat> mappings;
    private final LogLine parsed = new LogLine();
    private final Map<String, Optional<LogFormat>> formats = new HashMap<>();
    private final Map<FileAndFormat, Gathered> gathered = new LinkedHashMap<>();
    private final Map<String, List<DataFile>> files = new LinkedHashMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Map<String, Long> closed = new TreeMap<>();
    private final Set<String> unknownFormats = new TreeSet<>();
    private long waitingBytes;

    /** @param wanted the format to read by; {@code null} for the one by which each line was read */
    ReplayedLines(IngestTask.Settings settings, Rules rules, InputPlanner planner, @Nullable LogFormat wanted) {
        this.settings = settings;
        this.rules = rules;
        this.planner = planner;
        this.wanted = wanted;
        mappings = Mappings.of(rules.configuration);
    }

    /** Tries a line; says that it wants the next one. */
    boolean take(QuarantinedLine line) {
        if (!(line.content() instanceof QuarantineCipher.Plain plain)) {
            String why = line.content() instanceof QuarantineCipher.Closed one ? one.why() : "";
            closed.merge(why, 1L, Long::sum);
            return true;
        }
        LogFormat format = wanted != null ? wanted : format(line.format()).orElse(null);
        if (format == null) {
            unknownFormats.add(line.format());
            return true;
        }
        Gathered file = gathered.computeIfAbsent(
                new FileAndFormat(line.batch(), line.file(), line.site(), line.name(), format),
                key -> gather(key, line.format()));
        file.tried++;
        if (line.length() <= LineParser.MAX_LINE_BYTES && parses(file.parser, plain.line())) {
            file.hits++;
            reason(line.reason()).ifPresent(reason -> file.reasons.merge(reason, 1L, Long::sum));
            file.waiting.writeBytes(plain.line());
            file.waiting.write('\n');
            places.add(new Place(line.batch(), line.file(), line.offset()));
            waitingBytes += plain.line().length + 1;
        }
        Arrays.fill(plain.line(), (byte) 0);
        if (waitingBytes > ROUND_BYTES) {
            flush();
        }
        return true;
    }

    private boolean parses(LineParser parser, byte[] line) {
        return parser.parse(line, 0, line.length, parsed) == Outcome.HIT
                && parsed.epochMillis() <= settings.nowMillis() + IngestTask.CLOCK_SKEW_MILLIS;
    }

    private static Optional<Outcome> reason(String label) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> QuarantineRows.label(outcome).equals(label))
                .findFirst();
    }

    /** The format that a line was read by, if it is still known. */
    private Optional<LogFormat> format(String label) {
        return formats.computeIfAbsent(label, name -> {
            Optional<LogFormat> own =
                    mappings.stream().filter(m -> m.name().equals(name)).findFirst();
            try {
                return own.isPresent() ? own : Optional.of(LogFormats.find(name));
            } catch (FormatException e) {
                return Optional.empty();
            }
        });
    }

    private Gathered gather(FileAndFormat file, String label) {
        boolean same = file.format.name().equals(label);
        String state = same ? planner.stateAtTheEndOf(file.batch, file.file) : "";
        LineParser parser = file.format.newParser();
        parser.restore(state);
        return new Gathered(parser, state);
    }

    /** Reads what is waiting. */
    void flush() {
        List<InputUnit> units = new ArrayList<>();
        List<Gathered> read = new ArrayList<>();
        gathered.forEach((file, lines) -> {
            if (lines.waiting.size() > 0) {
                units.add(unit(read.size(), file, lines));
                read.add(lines);
            }
        });
        if (units.isEmpty()) {
            return;
        }
        try {
            IngestTask.Result part = IngestTask.run(
                    settings,
                    rules,
                    units,
                    unit -> new ByteArrayInputStream(
                            read.get(unit.index()).waiting.toByteArray()));
            part.files().forEach((table, list) -> files.computeIfAbsent(table, t -> new ArrayList<>())
                    .addAll(list));
            part.units().forEach(result -> read.get(result.index).result.plus(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (Gathered lines : read) {
            lines.waiting = new ByteArrayOutputStream();
            if (lines.result.hits != lines.hits) {
                throw new IllegalStateException("a line that parsed did not parse again");
            }
        }
        waitingBytes = 0;
    }

    private InputUnit unit(int index, FileAndFormat file, Gathered lines) {
        byte[] identity = planner.identityOfRows(file.batch, file.file);
        boolean ofDefaultSite = file.site.equals(rules.configuration.defaultSite());
        return new InputUnit(
                index,
                "quarantine",
                file.name,
                file.site,
                ofDefaultSite ? null : file.site,
                null,
                file.format,
                0,
                lines.waiting.size(),
                lines.waiting.size(),
                lines.state,
                planner.id(TokenKind.AUDIENCE_FILE, identity),
                planner.id(TokenKind.SECURITY_FILE, identity),
                planner.id(TokenKind.NETWORK_FILE, identity),
                file.file);
    }

    /** Data files of the new hits. */
    Map<String, List<DataFile>> files() {
        return files;
    }

    /** Where the lines stand that leave quarantine. */
    Set<Place> places() {
        return places;
    }

    /** What was tried, by file. */
    List<QuarantineReplay.Count> counts() {
        List<QuarantineReplay.Count> counts = new ArrayList<>();
        gathered.forEach((file, lines) ->
                counts.add(new QuarantineReplay.Count(file.name, file.format.name(), lines.tried, lines.hits)));
        return counts;
    }

    /**
     * The accounts of the files: what were quarantined lines are hits now, so that the sums over all accounts of a file
     * stay what they were.
     */
    List<AccountRows.Taken> taken() {
        List<AccountRows.Taken> taken = new ArrayList<>();
        gathered.forEach((file, lines) -> {
            if (lines.hits > 0) {
                Map<Outcome, Long> fewer = new EnumMap<>(Outcome.class);
                lines.reasons.forEach((reason, n) -> fewer.put(reason, -n));
                FileAccount account = new FileAccount(
                        file.name,
                        file.format.name(),
                        lines.hits,
                        lines.result.late,
                        lines.result.withheld,
                        -lines.hits,
                        0,
                        0,
                        lines.result.scrubbed,
                        fewer,
                        settings.batch(),
                        0);
                taken.add(new AccountRows.Taken(unit(0, file, lines), null, lines.result, account, file.file));
            }
        });
        return taken;
    }

    /** What the user should know, a sentence each. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        closed.forEach((why, n) -> notes.add(n + " lines cannot be replayed: " + why));
        unknownFormats.forEach(name -> notes.add("lines of format '" + name
                + "' stay: it is not known here; name it with --format, or its mapping with --mapping"));
        return notes;
    }
}
