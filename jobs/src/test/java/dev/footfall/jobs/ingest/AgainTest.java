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

/** A file that is ingested --again gives its rows afresh, and what it gave before goes. */
class AgainTest {
    private static final List<String> WITH_BATCH = List.of("batch", "file", "ts", "status", "bytes", "country");

    @TempDir
    Path temp;

    private List<Map<String, Object>> ingest(Object... arguments) {
        return Cli.ingest(temp.resolve("w"), arguments);
    }

    private Path file(String name, String text) {
        return Samples.write(temp.resolve(name), text);
    }

    private Stored audience() {
        return Stored.in(temp.resolve("w"), Tables.AUDIENCE_HITS);
    }

    private static void assertCounts(Map<String, Object> row, int hits, int quarantined, int duplicates) {
        assertThat(row)
                .containsEntry("hits", hits)
                .containsEntry("quarantined", quarantined)
                .containsEntry("duplicates", duplicates);
    }

    @Test
    void itsLinesAreHitsOfANewBatchAndTheOldRowsAreGone() {
        Path log = file("a.log", Samples.lines(0, 20) + "bad\n");
        Object old = ingest(log).get(0).get("batch");
        Map<String, Integer> before = Stored.sizes(temp.resolve("w"));

        Cli.Run again = Cli.run("--warehouse", temp.resolve("w"), "ingest", "--again", "--output", "json", log);

        assertThat(again.code()).as(again.err()).isZero();
        assertCounts(again.rows().get(0), 20, 1, 0);
        Object batch = again.rows().get(0).get("batch");
        assertThat(again.err())
                .contains(log + " takes the place of what batch " + old + " took of it")
                .contains("rows replaced: 20 of audience.hits, 20 of security.hits, ")
                .contains("1 of ingest.quarantine");
        assertThat(audience().only("batch")).isEqualTo(batch);
        Map<String, Integer> after = Stored.sizes(temp.resolve("w"));
        assertThat(after).containsEntry("ingest.batches", 2).containsEntry("ingest.adjustments", 5);
        for (String table : List.of("audience.hits", "security.hits", "ingest.quarantine", "ingest.files")) {
            assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
        }
        assertThat(Stored.in(temp.resolve("w"), Tables.NETWORK_HOURLY).sum("hits"))
                .isEqualTo(20);
        assertThat(Stored.unnamedFiles(temp.resolve("w"))).isEmpty();
        assertCounts(ingest(log).get(0), 0, 0, 21);
    }

    @Test
    void aDatabaseThatCameLaterPlacesTheHits() {
        Path log = Samples.log("combined.log");
        ingest(log);
        assertThat(audience().counts("country")).containsOnlyKeys("unknown");
        long hits = audience().size();

        ingest("--again", "--geo", Samples.directory().resolve("geo/city.mmdb"), log);

        assertThat(audience().size()).isEqualTo((int) hits);
        assertThat(audience().counts("country")).hasSizeGreaterThan(1);
    }

    @Test
    void otherFilesOfTheSameBatchStayAsTheyWere() {
        Path one = file("a.log", Samples.lines(0, 20) + "bad\n");
        Path other = file("b.log", Samples.lines(20, 50) + "worse\n");
        Object old = ingest(one, other).get(0).get("batch");
        Map<String, Long> untouched = bagOf(other(old, 20));
        assertThat(untouched).hasSize(30);

        Object batch = ingest("--again", one).get(0).get("batch");

        assertThat(audience().size()).isEqualTo(50);
        assertThat(audience().where("batch", batch).size()).isEqualTo(20);
        assertThat(bagOf(audience().where("batch", old))).isEqualTo(untouched);
        assertThat(Stored.in(temp.resolve("w"), Tables.QUARANTINE).counts("name"))
                .isEqualTo(Map.of("a.log", 1L, "b.log", 1L));
        Cli.Run show = Cli.run("--warehouse", temp.resolve("w"), "quarantine", "show", "--output", "csv");
        assertThat(show.out()).as("a line that stayed can still be decrypted").contains("xxxxx");
        Cli.Run list = Cli.run("--warehouse", temp.resolve("w"), "batches", "list", "--output", "json");
        assertThat(list.rows()).extracting(row -> row.get("state")).containsExactly("whole", "changed");
    }

    /** Rows of a batch with more bytes than the first so many lines have. */
    private Stored other(Object batch, int number) {
        Object file = audience().rows().stream()
                .filter(row -> (Long) row.getField("bytes") >= 1000 + number)
                .findFirst()
                .orElseThrow()
                .getField("file");
        return audience().where("batch", batch).where("file", file);
    }

    private static Map<String, Long> bagOf(Stored rows) {
        return rows.bag(WITH_BATCH);
    }

    @Test
    void aFileThatGrewOverSeveralBatchesIsTakenAsOne() {
        ingest(file("a.log", Samples.lines(0, 10)));
        ingest(file("a.log", Samples.lines(0, 20)));
        Path log = file("a.log", Samples.lines(0, 30));

        Map<String, Object> row = ingest("--again", log).get(0);

        assertCounts(row, 30, 0, 0);
        assertThat(audience().size()).isEqualTo(30);
        assertThat(audience().only("batch")).isEqualTo(row.get("batch"));
        assertCounts(ingest(file("a.log", Samples.lines(0, 33))).get(0), 3, 0, 30);
    }

    @Test
    void itIsKnownUnderAnotherNameAndCompressed() {
        ingest(file("a.log", Samples.lines(0, 10)));
        Path gz = Samples.write(temp.resolve("a.log.1.gz"), Samples.gzip(Samples.lines(0, 10)));
        assertCounts(ingest("--again", gz).get(0), 10, 0, 0);
        assertThat(audience().size()).isEqualTo(10);
    }

    @Test
    void aLastLineThatWasTakenWithoutItsNewlineIsTakenAgain() {
        Path log = file("a.log", Samples.lines(0, 3) + Samples.line(3));
        ingest("--final", log);
        assertCounts(ingest("--again", log).get(0), 4, 0, 0);
        assertThat(audience().size()).isEqualTo(4);
    }

    @Test
    void aFileThatIsNewReplacesNothingAndSaysSo() {
        Path log = file("a.log", Samples.lines(0, 10));
        Cli.Run run = Cli.run("--warehouse", temp.resolve("w"), "ingest", "--again", "--output", "json", log);
        assertCounts(run.rows().get(0), 10, 0, 0);
        assertThat(run.err()).contains(log + " was not taken before: it replaces nothing");
        assertThat(Stored.sizes(temp.resolve("w"))).containsEntry("ingest.adjustments", 0);
    }

    @Test
    void undoneItLeavesTheFileUntaken() {
        Path log = file("a.log", Samples.lines(0, 10));
        ingest(log);
        Object batch = ingest("--again", log).get(0).get("batch");
        assertThat(Cli.run("--warehouse", temp.resolve("w"), "batches", "undo", batch)
                        .code())
                .isZero();
        assertThat(audience().size()).isZero();
        assertCounts(ingest(log).get(0), 10, 0, 0);
    }

    @Test
    void whatCameByStandardInputIsReplacedByItsFile() {
        String text = Samples.lines(0, 10);
        Cli.runWithInput(text.getBytes(StandardCharsets.UTF_8), "--warehouse", temp.resolve("w"), "ingest", "-");
        assertCounts(ingest("--again", file("a.log", text)).get(0), 10, 0, 0);
        assertThat(audience().size()).isEqualTo(10);
    }

    @Test
    void standardInputCannotBeTakenAgain() {
        Cli.Run run = Cli.runWithInput(
                Samples.lines(0, 3).getBytes(StandardCharsets.UTF_8),
                "--warehouse",
                temp.resolve("w"),
                "ingest",
                "--again",
                "-");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("name the file instead of -");
    }
}
