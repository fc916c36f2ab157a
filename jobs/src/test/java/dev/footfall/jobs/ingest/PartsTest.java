package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.log.LineParser;
import dev.footfall.log.LogFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** However a file is cut into parts, each line is read once, whole, by the part in which it starts. */
class PartsTest {
    /** A line as a reader gives it; of a long one the beginning. */
    private record Line(long offset, long length, boolean terminated, String text) {}

    @Property(tries = 600)
    void partsGiveTheLinesOfTheWhole(
            @ForAll("contents") String content, @ForAll @IntRange(min = 1, max = 60) int partBytes) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(bytes, partBytes, Integer.MAX_VALUE)).isEqualTo(split(content));
    }

    @Property(tries = 60)
    void partsOfFilesWithLinesBeyondTheLimitGiveTheLinesOfTheWhole(
            @ForAll("longContents") String content,
            @ForAll @IntRange(min = 20_000, max = 200_000) int partBytes,
            @ForAll @IntRange(min = 1_000, max = 90_000) int readBytes)
            throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(bytes, partBytes, readBytes)).isEqualTo(split(content));
    }

    @Property(tries = 300)
    void aGrownFileGivesItsOldLinesAndThenItsNewOnes(
            @ForAll("contents") String old,
            @ForAll("contents") String added,
            @ForAll @IntRange(min = 1, max = 60) int part)
            throws IOException {
        String whole = old.isEmpty() ? added : old + "\n" + added;
        byte[] bytes = whole.getBytes(StandardCharsets.ISO_8859_1);
        int end = whole.length() - added.length();
        List<Line> lines = new ArrayList<>(read(bytes, 0, end, part, Integer.MAX_VALUE));
        lines.addAll(read(bytes, end, bytes.length, part, Integer.MAX_VALUE));
        assertThat(lines).isEqualTo(split(whole));
    }

    @Property(tries = 300)
    void whatStandsBehindTheLimitIsNotRead(
            @ForAll("contents") String taken,
            @ForAll("contents") String waiting,
            @ForAll @IntRange(min = 1, max = 60) int part)
            throws IOException {
        String complete = taken + "\n";
        byte[] bytes = (complete + waiting.replace('\n', 'x')).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(bytes, 0, complete.length(), part, Integer.MAX_VALUE)).isEqualTo(split(complete));
    }

    @Provide
    Arbitrary<String> contents() {
        return Arbitraries.of("", "a", "bc", "\r", "d\re", "0123456789", "#x", "\n", "\r\n", "\n\n")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> longContents() {
        int limit = LineParser.MAX_LINE_BYTES;
        Arbitrary<String> line = Arbitraries.oneOf(
                        Arbitraries.of(0, 1, 50),
                        Arbitraries.of(limit - 1, limit, limit + 1, limit + 2, limit + 3),
                        Arbitraries.integers().between(limit, 4 * limit))
                .map(n -> "y".repeat(n));
        Arbitrary<String> end = Arbitraries.of("\n", "\r\n");
        return net.jqwik.api.Combinators.combine(line, end)
                .as((text, newline) -> text + newline)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(lines -> line.map(last -> String.join("", lines) + last));
    }

    private static List<Line> read(byte[] bytes, long partBytes, int readBytes) throws IOException {
        return read(bytes, 0, bytes.length, partBytes, readBytes);
    }

    /** Reads the bytes {@code from} to {@code limit} in parts, at most {@code readBytes} at a time. */
    private static List<Line> read(byte[] bytes, long from, long limit, long partBytes, int readBytes)
            throws IOException {
        InputUnit whole = new InputUnit(
                0,
                "a.log",
                "a.log",
                "site",
                null,
                null,
                LogFormats.find("common"),
                from,
                limit,
                limit,
                "",
                "",
                "",
                "",
                "");
        InputPlanner.Looked looked = new InputPlanner.Looked(
                "a.log",
                whole.format(),
                whole,
                new FileIdentity.Found(limit, new byte[0], new byte[0], Optional.empty()),
                false,
                0,
                limit,
                List.of());
        List<Line> all = new ArrayList<>();
        for (InputUnit part : TaskBalance.parts(looked, partBytes)) {
            int start = (int) IngestTask.startOf(part);
            InputStream in = new Dribble(new ByteArrayInputStream(bytes, start, bytes.length - start), readBytes);
            LineReader lines = IngestTask.linesOf(part, in);
            while (IngestTask.next(lines, part)) {
                String text = new String(
                        lines.buffer(),
                        lines.lineFrom(),
                        lines.lineTo() - lines.lineFrom(),
                        StandardCharsets.ISO_8859_1);
                all.add(new Line(lines.lineOffset(), lines.lineLength(), lines.terminated(), cut(text)));
            }
        }
        return all;
    }

    /** The plain twin: cuts a text at its newlines. */
    private static List<Line> split(String content) {
        List<Line> lines = new ArrayList<>();
        int from = 0;
        while (from < content.length()) {
            int newline = content.indexOf('\n', from);
            int end = newline < 0 ? content.length() : newline;
            String line = content.substring(from, end);
            lines.add(new Line(
                    from,
                    line.length(),
                    newline >= 0,
                    cut(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)));
            from = end + 1;
        }
        return lines;
    }

    /** A reader may give more or less of a line that is too long, but never less than the limit. */
    private static String cut(String line) {
        int most = LineParser.MAX_LINE_BYTES;
        return line.length() > most ? line.substring(0, most) + "…" : line;
    }

    /** A stream that gives few bytes at a time, as pipes and decompressors do. */
    private static final class Dribble extends java.io.FilterInputStream {
        private final int most;

        Dribble(InputStream in, int most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read(byte[] buf, int from, int length) throws IOException {
            return super.read(buf, from, Math.min(length, most));
        }
    }
}
