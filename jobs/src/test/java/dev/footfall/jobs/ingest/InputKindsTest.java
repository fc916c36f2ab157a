package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be given to ingest: standard input, directories, globs, format strings, files of several formats at once. */
class InputKindsTest {
    /** What of a row depends on the line alone, tokens included. */
    private static final List<String> AUDIENCE = List.of("ts", "page", "status", "bytes", "device_day", "place_day");

    @TempDir
    Path temp;

    private Cli.Run fromInput(String text) {
        return fromInput(text.getBytes(StandardCharsets.UTF_8));
    }

    private Cli.Run fromInput(byte[] bytes) {
        return Cli.runWithInput(bytes, "--warehouse", temp.resolve("w"), "ingest", "-", "--output", "json");
    }

    private Stored audience() {
        return Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS);
    }

    @Test
    void standardInputGivesTheRowsThatTheFileGives() {
        String text = Samples.lines(0, 50) + "no log line\n\n" + Samples.lines(50, 60);
        Map<String, Object> piped = fromInput(text).rows().get(0);
        assertThat(piped)
                .containsEntry("path", "-")
                .containsEntry("format", "combined")
                .containsEntry("lines", 61)
                .containsEntry("hits", 60)
                .containsEntry("quarantined", 1)
                .containsEntry("ignored", 1);
        Map<String, Long> rows = audience().bag(AUDIENCE);

        Map<String, Object> again = Cli.ingest(temp.resolve("w"), Samples.write(temp.resolve("access.log"), text))
                .get(0);
        assertThat(again).as("the file is known by its content").containsEntry("duplicates", 61);

        Path other = temp.resolve("other");
        Cli.ingest(other, Samples.write(temp.resolve("access.log"), text));
        List<String> withoutTokens = AUDIENCE.subList(0, 4);
        assertThat(Stored.in(other, Tables.AUDIENCE_HITS).bag(withoutTokens))
                .isEqualTo(audience().bag(withoutTokens));
        assertThat(rows).as("each line its own row").hasSize(60);
    }

    @Test
    void standardInputTwiceIsDuplicatesAndLeavesNothingBehind() {
        Object batch = fromInput(Samples.lines(0, 50)).rows().get(0).get("batch");
        Map<String, Integer> before = Stored.sizes(temp.resolve("w"));
        Cli.Run again = fromInput(Samples.lines(0, 50));
        assertThat(again.rows().get(0))
                .containsEntry("duplicates", 50)
                .containsEntry("hits", 0)
                .containsEntry("batch", batch);
        assertThat(again.err()).contains("nothing new");
        assertThat(Stored.sizes(temp.resolve("w"))).isEqualTo(before);
        assertThat(temp.resolve("w/plans")).isEmptyDirectory();
    }

    @Test
    void standardInputThatGoesOnWhereABatchEndedIsRefusedAndNotCountedTwice() {
        fromInput(Samples.lines(0, 50));
        Cli.Run grown = fromInput(Samples.lines(0, 60));
        assertThat(grown.code()).as(grown.err()).isEqualTo(2);
        assertThat(grown.err()).contains("standard input begins with").contains("tail -c +");
        assertThat(audience().size()).isEqualTo(50);
        assertThat(temp.resolve("w/plans")).isEmptyDirectory();
        assertThat(Cli.ingest(temp.resolve("w"), Samples.write(temp.resolve("a.log"), Samples.lines(0, 60)))
                        .get(0))
                .containsEntry("duplicates", 50)
                .containsEntry("hits", 10);
    }

    @Test
    void standardInputMayBeCompressed() {
        assertThat(fromInput(Samples.gzip(Samples.lines(0, 5))).rows().get(0)).containsEntry("hits", 5);
        assertThat(fromInput(Samples.zstd(Samples.lines(5, 9))).rows().get(0)).containsEntry("hits", 4);
    }

    @Test
    void filesOfSeveralFormatsMakeOneBatch() {
        List<Map<String, Object>> rows = Cli.ingest(
                temp.resolve("w"), Samples.log("combined.log"), Samples.log("w3c.log"), Samples.log("beacon.ndjson"));
        assertThat(rows).extracting(row -> row.get("format")).containsExactly("combined", "w3c", "beacon");
        assertThat(rows)
                .extracting(row -> row.get("batch"))
                .doesNotContainNull()
                .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(1));
    }

    @Test
    void aLogFormatStringReadsWhatItDescribes() {
        String log = """
                2025-10-14T08:00:01+00:00|203.0.113.5|GET /odd HTTP/1.1|200|17|0.250
                2025-10-14T08:00:02+00:00|203.0.113.5|GET /odd HTTP/1.1|404|-|0.002
                """;
        Map<String, Object> row = Cli.ingest(
                        temp.resolve("w"),
                        Samples.write(temp.resolve("odd.log"), log),
                        "--format",
                        "$time_iso8601|$remote_addr|$request|$status|$body_bytes_sent|$request_time")
                .get(0);
        assertThat(row).containsEntry("hits", 2);
        assertThat(audience().bag(List.of("page", "status", "bytes", "ms")))
                .isEqualTo(Map.of("/odd | 200 | 17 | 250", 1L, "/odd | 404 | 0 | 2", 1L));
    }

    @Test
    void directoriesAreReadWithAllBelowThemButHiddenFiles() {
        Path logs = temp.resolve("logs");
        Samples.write(logs.resolve("b.log"), Samples.lines(0, 2));
        Samples.write(logs.resolve("deep/er/a.log.gz"), Samples.gzip(Samples.lines(2, 5)));
        Samples.write(logs.resolve(".hidden"), Samples.lines(5, 9));
        assertThat(Cli.ingest(temp.resolve("w"), logs))
                .extracting(row -> row.get("path"), row -> row.get("hits"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                logs.resolve("b.log").toString(), 2),
                        org.assertj.core.groups.Tuple.tuple(
                                logs.resolve("deep/er/a.log.gz").toString(), 3));
    }

    @Test
    void globsThatTheShellDidNotExpandAreExpanded() {
        Path logs = temp.resolve("logs");
        Samples.write(logs.resolve("access.log"), Samples.lines(0, 2));
        Samples.write(logs.resolve("access.log.1"), Samples.lines(2, 5));
        Samples.write(logs.resolve("error.log"), "[error] no access log\n");
        assertThat(Cli.ingest(temp.resolve("w"), logs + "/access*"))
                .extracting(row -> row.get("hits"))
                .containsExactly(2, 3);
    }

    @Test
    void aFileGivenByItsDirectoryAndByItsNameIsReadOnce() {
        Path log = Samples.write(temp.resolve("logs/access.log"), Samples.lines(0, 2));
        assertThat(Cli.ingest(temp.resolve("w"), log, temp.resolve("logs"))).hasSize(1);
    }

    @Test
    void anEmptyFileBesideGoodOnesIsNamedAndLeftOut() {
        Path log = Samples.write(temp.resolve("access.log"), Samples.lines(0, 2));
        Path empty = Samples.write(temp.resolve("empty.log"), "");
        Cli.Run run = Cli.run("--warehouse", temp.resolve("w"), "ingest", log, empty, "--output", "json");
        assertThat(run.code()).isZero();
        assertThat(run.rows()).extracting(row -> row.get("lines")).containsExactly(2, 0);
        assertThat(run.err()).contains("note: " + empty + " is empty");
    }

    @Test
    void linesOfOtherFormatsHalfWayGoToQuarantineWithTheirReasonAndOffset() throws Exception {
        String good = Samples.lines(0, 3);
        String bad = "{\"json\": \"half-way\"}";
        Cli.ingest(temp.resolve("w"), Samples.write(temp.resolve("a.log"), good + bad + "\n" + Samples.lines(3, 5)));
        Stored quarantine = Stored.in(temp.resolve("w"), Tables.QUARANTINE);
        assertThat(quarantine.only("byte_offset")).isEqualTo((long) good.length());
        assertThat(quarantine.only("length")).isEqualTo((long) bad.length());
        assertThat(quarantine.only("reason")).isEqualTo("bad-client");
        assertThat(new Revealed(temp.resolve("w")).line(quarantine.rows().get(0)))
                .isEqualTo(bad);
    }

    @Test
    void linesOverTheLimitAreQuarantinedByTheirBeginning() throws Exception {
        String huge = Samples.line(1).replace("/page/", "/" + "x".repeat(100_000) + "/");
        String giant = "y".repeat(3_000_000);
        String text = Samples.lines(0, 1) + huge + "\n" + giant + "\n" + Samples.lines(2, 3);
        Map<String, Object> row = Cli.ingest(temp.resolve("w"), Samples.write(temp.resolve("a.log"), text))
                .get(0);
        assertThat(row).containsEntry("hits", 2).containsEntry("quarantined", 2);
        Stored quarantine = Stored.in(temp.resolve("w"), Tables.QUARANTINE);
        assertThat(quarantine.only("reason")).isEqualTo("too-long");
        assertThat(quarantine.counts("length"))
                .isEqualTo(Map.of(String.valueOf(huge.length()), 1L, String.valueOf(giant.length()), 1L));
        for (var line : quarantine.rows()) {
            assertThat(new Revealed(temp.resolve("w")).line(line)).hasSize(64 * 1024);
        }
    }

    @Test
    void linesDatedInTheFutureAreQuarantined() {
        String future = Samples.line(0).replace("/2025:", "/2999:");
        assertThat(Cli.ingest(
                                temp.resolve("w"),
                                Samples.write(temp.resolve("a.log"), Samples.lines(0, 2) + future + "\n"))
                        .get(0))
                .containsEntry("hits", 2)
                .containsEntry("quarantined", 1);
        assertThat(Stored.in(temp.resolve("w"), Tables.QUARANTINE).only("reason"))
                .isEqualTo("future-time");
    }

    @Test
    void linesEndInCrLfToo() {
        String text = Samples.lines(0, 4).replace("\n", "\r\n");
        assertThat(Cli.ingest(temp.resolve("w"), Samples.write(temp.resolve("a.log"), text))
                        .get(0))
                .containsEntry("hits", 4)
                .containsEntry("quarantined", 0);
    }
}
