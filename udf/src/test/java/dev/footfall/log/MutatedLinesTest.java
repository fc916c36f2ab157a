package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged lines of every bundled format: each is a hit or goes to quarantine, no parser throws or hangs. As many lines as
 * {@code footfall.fuzz.lines} says: some in every build, a million with {@code mvn -Plong}.
 */
class MutatedLinesTest {
    private static final Path SAMPLES = Path.of("..", "data-samples", "logs");
    private static final long SEED = 20_251_010;
    private static final long LINES = Long.getLong("footfall.fuzz.lines", 50_000);
    private static final int LINES_PER_FILE = 40;
    private static final Duration LONGEST = Duration.ofMinutes(10);

    static List<LogFormat> formats() {
        return LogFormats.bundled();
    }

    @ParameterizedTest
    @MethodSource("formats")
    void everyDamagedLineIsAHitOrGoesToQuarantine(LogFormat format) {
        List<byte[]> all = new ArrayList<>();
        formats().forEach(each -> all.addAll(lines(each)));
        List<byte[]> own = lines(format);
        LineMutations mutations = new LineMutations(SEED ^ format.name().hashCode(), all);
        AtomicLong at = new AtomicLong();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    long lines = LINES / formats().size() + 1;
                    LineParser parser = format.newParser();
                    for (; at.get() < lines; at.incrementAndGet()) {
                        if (at.get() % LINES_PER_FILE == 0) {
                            parser = format.newParser();
                            header(parser, own);
                        }
                        byte[] line = mutations.next(own);
                        outcomes.merge(check(parser, line, at.get()), 1, Integer::sum);
                    }
                },
                () -> "line " + at.get() + " of seed " + SEED + " never ends");
        System.out.println(format.name() + ": " + outcomes);
        assertThat(outcomes.get(Outcome.HIT)).as("some damage leaves a hit").isGreaterThan(0);
        assertThat(outcomes.size()).as("kinds of outcomes").isGreaterThan(3);
    }

    private static Outcome check(LineParser parser, byte[] line, long number) {
        try {
            return LineInvariants.check(parser, line);
        } catch (RuntimeException | Error e) {
            String shown = Lines.text(line);
            throw new AssertionError("line " + number + " of seed " + SEED + ": " + shown, e);
        }
    }

    /** What stands above the first hit of the format's samples, for formats whose lines mean nothing without it. */
    private static void header(LineParser parser, List<byte[]> samples) {
        for (byte[] line : samples) {
            if (parser.parse(line, 0, line.length, new LogLine()) == Outcome.HIT) {
                return;
            }
        }
    }

    /** The lines of the format's file of samples, or its own sample. */
    private static List<byte[]> lines(LogFormat format) {
        List<byte[]> lines = new ArrayList<>();
        for (String ending : List.of(".log", ".ndjson")) {
            Path file = SAMPLES.resolve(format.name() + ending);
            try {
                if (Files.exists(file)) {
                    Files.readAllLines(file).forEach(line -> lines.add(Lines.bytes(line)));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String line : format.sample().split("\n")) {
            lines.add(Lines.bytes(line));
        }
        return lines;
    }
}
