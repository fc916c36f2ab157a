package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is lost or counted twice, whatever becomes of the files between one ingest and the next. */
class RerunTest {
    private static final String W3C_HEADER = "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status\n";

    @TempDir
    Path temp;

    private Map<String, Object> ingest(Object... arguments) {
        return Cli.ingest(temp.resolve("w"), arguments).get(0);
    }

    private Path file(String name, String text) {
        return Samples.write(temp.resolve(name), text);
    }

    private long stored() {
        return Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS).size();
    }

    private static void assertCounts(Map<String, Object> row, int hits, int duplicates) {
        assertThat(row)
                .containsEntry("lines", hits + duplicates)
                .containsEntry("hits", hits)
                .containsEntry("quarantined", 0)
                .containsEntry("duplicates", duplicates);
    }

    @Test
    void theSameFileAgainAddsNothingAndSaysSo() {
        Path log = file("access.log", Samples.lines(0, 20));
        Object batch = ingest(log).get("batch");
        Map<String, Integer> before = Stored.sizes(temp.resolve("w"));

        Cli.Run again = Cli.run("--warehouse", temp.resolve("w"), "ingest", log, "--output", "json");

        assertThat(again.code()).isZero();
        assertCounts(again.rows().get(0), 0, 20);
        assertThat(again.rows().get(0).get("batch"))
                .as("the batch that took it")
                .isEqualTo(batch);
        assertThat(again.err()).contains("nothing new: every line was taken by an earlier batch");
        assertThat(Stored.sizes(temp.resolve("w"))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"renamed.log", "access.log.1.gz", "access.log.zst"})
    void theSameContentUnderAnotherNameOrCompressionIsDuplicates(String name) {
        String text = Samples.lines(0, 20);
        ingest(file("access.log", text));
        byte[] bytes = name.endsWith("gz")
                ? Samples.gzip(text)
                : name.endsWith("zst") ? Samples.zstd(text) : text.getBytes(StandardCharsets.UTF_8);
        assertCounts(ingest(Samples.write(temp.resolve(name), bytes)), 0, 20);
        assertThat(stored()).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access.log.gz", "access.log.zst"})
    void compressedFilesGiveTheSameHits(String name) {
        String text = Samples.lines(0, 20);
        byte[] bytes = name.endsWith("gz") ? Samples.gzip(text) : Samples.zstd(text);
        assertCounts(ingest(Samples.write(temp.resolve(name), bytes)), 20, 0);
        assertCounts(ingest(file("plain.log", text)), 0, 20);
    }

    @Test
    void aGzipOfSeveralMembersIsReadToItsEnd() throws IOException {
        byte[] one = Samples.gzip(Samples.lines(0, 5));
        byte[] two = Samples.gzip(Samples.lines(5, 9));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        assertCounts(ingest(Files.write(temp.resolve("a.gz"), both)), 9, 0);
    }

    @Test
    void ofAGrownFileOnlyTheNewLinesAreHits() {
        ingest(file("access.log", Samples.lines(0, 20)));
        assertCounts(ingest(file("access.log", Samples.lines(0, 32))), 12, 20);
        assertCounts(ingest(file("access.log", Samples.lines(0, 33))), 1, 32);
        assertCounts(ingest(file("access.log", Samples.lines(0, 33))), 0, 33);
        assertThat(stored()).isEqualTo(33);
        assertThat(Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS).distinct("bytes"))
                .as("every line has its own number of bytes")
                .isEqualTo(33);
    }

    @Test
    void aGrownFileThatWasCompressedMeanwhileOnlyAddsItsNewLines() {
        ingest(file("access.log", Samples.lines(0, 20)));
        assertCounts(ingest(Samples.write(temp.resolve("a.gz"), Samples.gzip(Samples.lines(0, 32)))), 12, 20);
        assertCounts(ingest(file("access.log", Samples.lines(0, 40))), 8, 32);
    }

    @Test
    void aRotatedFileIsKnownUnderItsNewNameAndTheFreshOneIsNew() {
        ingest(file("access.log", Samples.lines(0, 20)));
        file("access.log.1", Samples.lines(0, 25));
        file("access.log", Samples.lines(25, 30));
        List<Map<String, Object>> rows =
                Cli.ingest(temp.resolve("w"), temp.resolve("access.log"), temp.resolve("access.log.1"));
        assertCounts(rows.get(0), 5, 0);
        assertCounts(rows.get(1), 5, 20);
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void aFileThatWasCutAndWrittenAnewIsNew() {
        ingest(file("access.log", Samples.lines(0, 20)));
        assertCounts(ingest(file("access.log", Samples.lines(100, 110))), 10, 0);
    }

    @Test
    void theSameContentOfAnotherSiteIsNoDuplicate() {
        Path log = file("access.log", Samples.lines(0, 3));
        assertCounts(ingest(log, "--site", "north"), 3, 0);
        assertCounts(ingest(log, "--site", "south"), 3, 0);
        assertThat(Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS).counts("site"))
                .isEqualTo(Map.of("north", 3L, "south", 3L));
    }

    @Test
    void twoEqualLinesOfAFileAreTwoHits() {
        assertCounts(ingest(file("access.log", Samples.lines(0, 1).repeat(2) + Samples.lines(1, 2))), 3, 0);
        assertThat(stored()).isEqualTo(3);
    }

    @Test
    void theSameFileTwiceInOneRunIsTakenOnce() {
        Path log = file("access.log", Samples.lines(0, 20));
        Path copy = file("copy.log", Samples.lines(0, 20));
        List<Map<String, Object>> rows = Cli.ingest(temp.resolve("w"), log, copy, log);
        assertThat(rows).hasSize(2);
        assertCounts(rows.get(0), 20, 0);
        assertCounts(rows.get(1), 0, 20);
        assertThat(stored()).isEqualTo(20);
    }

    @Test
    void aFileAndItsOlderCopyInOneRunAreTakenOnce() {
        Path old = file("a-copy.log", Samples.lines(0, 20));
        Path log = file("access.log", Samples.lines(0, 30));
        List<Map<String, Object>> rows = Cli.ingest(temp.resolve("w"), log, old);
        assertCounts(rows.get(0), 30, 0);
        assertCounts(rows.get(1), 0, 20);
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void ofManyCopiesOfAGrowingFileInOneRunTheLongestIsTaken() {
        Path logs = temp.resolve("logs");
        int[] lengths = {30, 10, 20, 10, 30, 1};
        for (int i = 0; i < lengths.length; i++) {
            Samples.write(logs.resolve("copy-" + i + ".log"), Samples.lines(0, lengths[i]));
        }
        List<Map<String, Object>> rows = Cli.ingest(temp.resolve("w"), logs);
        for (int i = 0; i < lengths.length; i++) {
            assertCounts(rows.get(i), i == 0 ? 30 : 0, i == 0 ? 0 : lengths[i]);
        }
        assertThat(stored()).isEqualTo(30);
    }

    @Test
    void aLastLineWithoutNewlineWaitsUntilItHasOne() {
        String first = Samples.lines(0, 3);
        Cli.Run waiting = Cli.run(
                "--warehouse",
                temp.resolve("w"),
                "ingest",
                "--output",
                "json",
                file("access.log", first + Samples.line(3).substring(0, 60)));
        assertCounts(waiting.rows().get(0), 3, 0);
        assertThat(waiting.err()).contains("has no newline yet and waits for it; --final takes it as it is");
        assertCounts(ingest(file("access.log", first + Samples.line(3) + "\n")), 1, 3);
        assertThat(stored()).isEqualTo(4);
    }

    @Test
    void aFileOfOneUnfinishedLineWaitsAsAWhole() {
        Cli.Run waiting = Cli.run(
                "--warehouse", temp.resolve("w"), "ingest", "--output", "json", file("access.log", Samples.line(0)));
        assertThat(waiting.code()).as(waiting.err()).isZero();
        assertCounts(waiting.rows().get(0), 0, 0);
        assertThat(waiting.err()).contains("waits for it");
        assertCounts(ingest(file("access.log", Samples.line(0) + "\n")), 1, 0);
    }

    @Test
    void aLastLineWithoutNewlineIsTakenWhenTheUserSaysItIsFinal() {
        Path log = file("access.log", Samples.lines(0, 3) + Samples.line(3));
        assertCounts(ingest(log, "--final"), 4, 0);
        assertCounts(ingest(log), 0, 4);
        assertCounts(ingest(file("access.log", Samples.lines(0, 5))), 1, 4);
        assertThat(stored()).isEqualTo(5);
    }

    @Test
    void aLastLineWithoutNewlineIsTakenWhenNobodyHasWrittenForAnHour() throws IOException {
        Path log = file("access.log", Samples.lines(0, 3) + Samples.line(3));
        Files.setLastModifiedTime(log, FileTime.from(Instant.now().minus(Duration.ofMinutes(61))));
        assertCounts(ingest(log), 4, 0);
        Files.setLastModifiedTime(log, FileTime.from(Instant.now()));
        assertCounts(ingest(log), 0, 4);
    }

    @Test
    void aCompressedCopyMadeInTheMidstOfALineCountsNothingTwice() {
        String text = Samples.lines(0, 3) + Samples.line(3);
        assertCounts(ingest(Samples.write(temp.resolve("a.gz"), Samples.gzip(text))), 4, 0);
        assertCounts(ingest(file("access.log", text)), 0, 4);
        assertCounts(ingest(file("access.log", text + "\n" + Samples.lines(4, 6))), 2, 4);
        assertThat(stored()).isEqualTo(6);
    }

    @Test
    void aW3cFileGoesOnWithTheFieldsThatItHadWhenItGrows() throws IOException {
        String first = W3C_HEADER + w3c(1) + "#Fields: c-ip date time cs-method cs-uri-stem sc-status\n" + turned(2);
        Path log = file("u_ex.log", first);
        assertCounts(ingest(log), 2, 0);
        Files.writeString(
                log,
                turned(3) + "#Fields: date time c-ip cs-method cs-uri-stem sc-status\n" + w3c(4),
                StandardOpenOption.APPEND);
        Map<String, Object> grown = ingest(log);
        assertCounts(grown, 2, 2);
        assertThat(grown).as("directives of both parts").containsEntry("ignored", 4);
        Files.writeString(log, w3c(5), StandardOpenOption.APPEND);
        assertCounts(ingest(log), 1, 4);
        assertThat(stored()).isEqualTo(5);
        assertThat(new Revealed(temp.resolve("w")).addresses(Stored.in(temp.resolve("w"), Tables.SECURITY_HITS)))
                .containsOnlyKeys("c0000201", "c0000202", "c0000203", "c0000204", "c0000205");
    }

    @Test
    void anHourOfW3cWithoutVisitsIsKnownAndGrowsToo() {
        Path log = file("u_ex.log", W3C_HEADER);
        assertCounts(ingest(log), 0, 0);
        assertCounts(ingest(file("u_ex.log", W3C_HEADER + w3c(1))), 1, 0);
        assertCounts(ingest(log), 0, 1);
    }

    private static String w3c(int number) {
        return "2025-10-14 08:00:0%d 192.0.2.%d GET /%d 200\n".formatted(number, number, number);
    }

    private static String turned(int number) {
        return "192.0.2.%d 2025-10-14 08:00:0%d GET /%d 200\n".formatted(number, number, number);
    }
}
