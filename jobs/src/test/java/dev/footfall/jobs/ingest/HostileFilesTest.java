package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that somebody made to do harm: every line is counted, memory is bounded, and what is printed is harmless. */
class HostileFilesTest {
    private static final int BOMB_MIB = Integer.getInteger("footfall.bomb.mib", 256);
    private static final int MEMBER_MIB = 16;

    @TempDir
    Path temp;

    @Test
    void linesThatAreNoneAreCountedAndTheRestIsTaken() throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        write(log, Samples.lines(0, 5));
        write(log, "\0\0\0\0".repeat(1000) + "\n"); // what a crash leaves
        write(log, Samples.line(5).replace("/page/", "/\0/") + "\n");
        write(log, "y".repeat(10 << 20) + "\n");
        write(log, Samples.line(6).replace("/page/", "/" + "z".repeat(10 << 20)) + "\n");
        log.write(Samples.line(7).replace("/page/", "/\u00ff\u00fe/").getBytes(StandardCharsets.ISO_8859_1));
        write(log, "\n" + Samples.lines(8, 12));
        Path w = temp.resolve("w");
        Map<String, Object> row = Cli.ingest(w, Samples.write(temp.resolve("a.log"), log.toByteArray()))
                .get(0);
        assertThat(row).containsEntry("lines", 14);
        assertThat((int) row.get("hits") + (int) row.get("quarantined")).isEqualTo(14);
        assertThat(Stored.in(w, Tables.AUDIENCE_HITS).size()).isEqualTo(row.get("hits"));
        assertThat(Stored.in(w, Tables.QUARANTINE).counts("reason")).containsEntry("too-long", 2L);
        assertThat((int) row.get("hits")).isBetween(9, 10);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsPrintedActsNeitherOnATerminalNorASpreadsheetNorAPage() throws IOException {
        List<String> evil = List.of(
                "=cmd|'/c calc'!A1",
                "@SUM(1+1)",
                "<script>alert(1)</script>",
                "\u001b[31mred\u001b]0;title\u0007",
                "%1b[2J",
                "\u202Egnp.exe",
                "%E2%80%AEgnp.exe",
                "'\"><img src=x onerror=alert(1)>");
        StringBuilder log = new StringBuilder();
        for (int i = 0; i < evil.size(); i++) {
            String path = "/" + evil.get(i).replace(' ', '+').replace("\"", "%22");
            log.append(Samples.line(i).replaceFirst("/page/.", java.util.regex.Matcher.quoteReplacement(path)))
                    .append('\n');
            log.append(Samples.line(100 + i)
                            .replace(
                                    "\"-\"",
                                    "\"https://evil.example/?q=" + evil.get(i).replace("\"", "%22") + "\""))
                    .append('\n');
            log.append(Samples.line(200 + i)
                            .replace("Firefox/128.0", evil.get(i).replace("\"", "")))
                    .append('\n');
        }
        Path w = temp.resolve("w");
        Map<String, Object> row = Cli.ingest(w, Samples.write(temp.resolve("a.log"), log.toString()))
                .get(0);
        assertThat(row).containsEntry("lines", 3 * evil.size());

        for (String by : List.of("page", "referrer", "agent", "search")) {
            for (String format : List.of("table", "csv", "json")) {
                Cli.Run run =
                        Cli.run("--warehouse", w, "report", "traffic", "--by", by, "--who", "all", "--output", format);
                if (run.code() != 0) {
                    continue; // nothing of this kind was kept
                }
                assertThat(run.out() + run.err())
                        .as("%s as %s", by, format)
                        .doesNotContain("\u001b", "\u0007", "\u202e");
                if (format.equals("csv")) {
                    assertThat(run.out().lines().flatMap(line -> Arrays.stream(line.split(","))))
                            .noneMatch(cell -> cell.matches("\"?[=@+].*"));
                }
            }
        }
        Cli.Run pages = Cli.run("--warehouse", w, "report", "traffic", "--by", "page", "--who", "all");
        assertThat(pages.out()).as("they are there, made harmless").contains("cmd", "gnp.exe", "script");
        Path html = temp.resolve("d.html");
        Cli.Run dashboard = Cli.run("--warehouse", w, "dashboard", "--out", html);
        if (dashboard.code() == 0) {
            assertThat(Files.readString(html)).doesNotContain("<script>alert", "<img src=x", "\u001b", "\u202e");
        }
    }

    /** A few kilobytes that expand to gigabytes: a line without end, and lines without number. */
    @Test
    @Timeout(300)
    void aGzThatExpandsWithoutEndTakesNoMemory() throws Exception {
        Path endless = bomb("endless.gz", 'A');
        Path blank = bomb("blank.gz", '\n');
        Path good = Samples.write(temp.resolve("good.log"), Samples.lines(0, 7));
        assertThat(Files.size(endless) + Files.size(blank)).isLessThan(BOMB_MIB * 4L << 10);
        Path w = temp.resolve("w");
        Process program = ChildJvm.start(
                temp,
                Footfall.class,
                List.of(
                        "--warehouse",
                        w.toString(),
                        "ingest",
                        "--format",
                        "combined",
                        "--output",
                        "json",
                        endless.toString(),
                        blank.toString(),
                        good.toString()),
                List.of("-Xmx600m"), // about the least that Spark starts with
                List.of(),
                Map.of());
        assertThat(program.waitFor()).as(Files.readString(temp.resolve("err"))).isZero();
        List<Map<String, Object>> rows =
                new ObjectMapper().readValue(temp.resolve("out").toFile(), new TypeReference<>() {});
        assertThat(rows.get(0)).containsEntry("lines", 1).containsEntry("quarantined", 1);
        assertThat(rows.get(1)).containsEntry("lines", 0);
        assertThat(((Number) rows.get(1).get("ignored")).longValue()).isEqualTo((long) BOMB_MIB << 20);
        assertThat(rows.get(2)).containsEntry("hits", 7);
        assertThat(((Number) Stored.in(w, Tables.QUARANTINE).only("length")).longValue())
                .isEqualTo((long) BOMB_MIB << 20);
    }

    /** Members one after the other are one gz file. */
    private Path bomb(String name, char filler) throws IOException {
        byte[] member = new byte[MEMBER_MIB << 20];
        Arrays.fill(member, (byte) filler);
        byte[] packed = Samples.gzip(member);
        Path file = temp.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < BOMB_MIB / MEMBER_MIB; i++) {
                out.write(packed);
            }
        }
        return file;
    }

    /** A pipe gives what it has; at the end of a member it may have nothing more just then. */
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 511, 512, 513, 100_000})
    void allMembersOfAGzThatComesThroughAPipeAreRead(int most) throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        for (int i = 0; i < 20; i++) {
            members.write(Samples.gzip(Samples.lines(i, i + 1 + i % 3)));
        }
        long expected = 0;
        for (int i = 0; i < 20; i++) {
            expected += 1 + i % 3;
        }
        InputStream pipe = new ByteArrayInputStream(members.toByteArray()) {
            @Override
            public synchronized int read(byte[] b, int off, int len) {
                return super.read(b, off, Math.min(len, most));
            }

            @Override
            public synchronized int available() {
                return 0;
            }
        };
        try (InputStream in = GzipMembers.open(pipe, 512)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text.lines().count()).isEqualTo(expected);
        }
    }

    @Test
    void zerosBehindAGzAreTheTapesAndCountAsNothing() {
        byte[] gzip = Samples.gzip(Samples.lines(0, 9));
        Path log = Samples.write(temp.resolve("a.log.gz"), Arrays.copyOf(gzip, gzip.length + 10_240));
        assertThat(Cli.ingest(temp.resolve("w"), log).get(0)).containsEntry("hits", 9);
    }
}
