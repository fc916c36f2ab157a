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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that did not parse are read again by another format; a batch with too many of them says what is wrong. */
class ReplayTest {
    private static final List<String> OF_THE_LINE = List.of("ts", "status", "bytes", "kind", "agent", "site");

    @TempDir
    Path temp;

    private Path w() {
        return temp.resolve("w");
    }

    private Path file(String name, String text) {
        return Samples.write(temp.resolve(name), text);
    }

    private Cli.Run run(Object... arguments) {
        Object[] all = new Object[arguments.length + 2];
        System.arraycopy(new Object[] {"--warehouse", w()}, 0, all, 0, 2);
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return Cli.run(all);
    }

    private static String json(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"time_iso8601\":\"2025-10-14T09:%02d:%02d+00:00\",\"remote_addr\":\"192.0.2.%d\","
                                .formatted(i / 60 % 60, i % 60, i % 200 + 1)
                        + "\"request\":\"GET /json/%d HTTP/1.1\",\"status\":200,\"body_bytes_sent\":%d}\n"
                                .formatted(i % 7, 5000 + i))
                .collect(Collectors.joining());
    }

    private Stored audience() {
        return Stored.in(w(), Tables.AUDIENCE_HITS);
    }

    @Test
    void linesThatParseNowBecomeHitsOfANewBatchAndTheOthersStay() throws IOException {
        Object old = Cli.ingest(w(), file("a.log", Samples.lines(0, 10) + json(0, 5) + "bad\n"))
                .get(0)
                .get("batch");

        Cli.Run replay = run("quarantine", "replay", "--format", "nginx_json", "--output", "json");

        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(replay.rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("name", "a.log")
                .containsEntry("format", "nginx_json")
                .containsEntry("replayed", 6)
                .containsEntry("hits", 5)
                .containsEntry("still_quarantined", 1));
        assertThat(replay.err()).contains("6 lines replayed: 5 are hits now, 1 are still quarantined");
        Object batch = replay.rows().get(0).get("batch");
        assertThat(audience().where("batch", batch).size()).isEqualTo(5);
        assertThat(audience().size()).isEqualTo(15);
        assertThat(audience().only("file")).as("the file is the same").isNotNull();
        Stored quarantine = Stored.in(w(), Tables.QUARANTINE);
        assertThat(quarantine.only("batch")).isEqualTo(old);
        assertThat(quarantine.size()).isEqualTo(1);
        assertThat(run("quarantine", "show", "--output", "csv").out()).contains("xxx");
        assertThat(Stored.unnamedFiles(w())).isEmpty();
        assertNoPlainLineOnDisk();
    }

    private void assertNoPlainLineOnDisk() throws IOException {
        try (Stream<Path> walk = Files.walk(w())) {
            for (Path path : walk.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1))
                        .as(path.toString())
                        .doesNotContain("remote_addr", "192.0.2.");
            }
        }
    }

    @Test
    void theHitsAreThoseThatAnIngestByTheRightFormatGives() {
        Cli.ingest(w(), file("a.log", Samples.lines(0, 10) + json(0, 5)));
        run("quarantine", "replay", "--format", "nginx_json");
        Path right = temp.resolve("right");
        Cli.ingest(right, file("b.log", json(0, 5)));
        assertThat(audience().bag(OF_THE_LINE))
                .containsAllEntriesOf(Stored.in(right, Tables.AUDIENCE_HITS).bag(OF_THE_LINE));
    }

    @Test
    void theAccountsOfTheFileStillAddUp() {
        Cli.ingest(w(), file("a.log", Samples.lines(0, 10) + json(0, 5) + "bad\n"));
        run("quarantine", "replay", "--format", "nginx_json");
        for (var table : List.of(Tables.FILES, Tables.BATCHES)) {
            Stored accounts = Stored.in(w(), table);
            assertThat(accounts.sum("lines")).isEqualTo(16);
            assertThat(accounts.sum("hits")).isEqualTo(15);
            assertThat(accounts.sum("quarantined")).isEqualTo(1);
        }
        assertThat(Cli.ingest(w(), temp.resolve("a.log")).get(0)).containsEntry("duplicates", 16);
    }

    @Test
    void whatDoesNotParseAgainChangesNothing() {
        Cli.ingest(w(), file("a.log", Samples.lines(0, 3) + "bad\n"));
        Map<String, Integer> before = Stored.sizes(w());
        Cli.Run replay = run("quarantine", "replay", "--output", "json");
        assertThat(replay.rows().get(0)).containsEntry("hits", 0).containsEntry("still_quarantined", 1);
        assertThat(replay.rows().get(0).get("batch")).isNull();
        assertThat(Stored.sizes(w())).isEqualTo(before);
        assertThat(w().resolve("plans")).isEmptyDirectory();
    }

    @Test
    void onlyLinesOfTheNamedBatchAreReplayed() {
        Object one = Cli.ingest(w(), file("a.log", Samples.lines(0, 3) + json(0, 2)))
                .get(0)
                .get("batch");
        Cli.ingest(w(), file("b.log", Samples.lines(3, 6) + json(2, 5)));
        Cli.Run replay = run("quarantine", "replay", "--batch", one, "--format", "nginx_json", "--output", "json");
        assertThat(replay.rows()).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("hits", 2));
        assertThat(Stored.in(w(), Tables.QUARANTINE).size()).isEqualTo(3);
    }

    @Test
    void aMappingThatWasMendedIsTriedByItsFile() throws IOException {
        String lines = Files.readString(Samples.directory().resolve("mapped/app.ndjson"));
        Cli.ingest(w(), file("a.log", Samples.lines(0, 300) + lines));
        Path mapping = Samples.directory().resolve("mapping.yaml");
        Cli.Run replay = run("quarantine", "replay", "--format", "ndjson", "--mapping", mapping, "--output", "json");
        assertThat(replay.code()).as(replay.err()).isZero();
        Path right = temp.resolve("right");
        Map<String, Object> direct = Cli.ingest(
                        right,
                        Samples.directory().resolve("mapped/app.ndjson"),
                        "--format",
                        "ndjson",
                        "--mapping",
                        mapping)
                .get(0);
        assertThat(replay.rows().get(0)).containsEntry("hits", direct.get("hits"));
    }

    @Test
    void aFileThatIsReadAgainTakesItsReplayedLinesWithIt() {
        Path log = file("a.log", Samples.lines(0, 10) + json(0, 5));
        Cli.ingest(w(), log);
        run("quarantine", "replay", "--format", "nginx_json");
        Map<String, Object> again = Cli.ingest(w(), "--again", log).get(0);
        assertThat(again).containsEntry("hits", 10).containsEntry("quarantined", 5);
        assertThat(audience().size()).isEqualTo(10);
    }

    @Test
    void theReplayIsUndoneBeforeTheBatchWhoseLinesItTook() {
        Object old = Cli.ingest(w(), file("a.log", Samples.lines(0, 10) + json(0, 5)))
                .get(0)
                .get("batch");
        Object batch = run("quarantine", "replay", "--format", "nginx_json", "--output", "json")
                .rows()
                .get(0)
                .get("batch");
        assertThat(run("batches", "undo", old).err()).contains("undo these first, in this order: " + batch);
        Cli.Run undo = run("batches", "undo", batch);
        assertThat(undo.code()).isZero();
        assertThat(undo.err()).contains("5 lines that it had replayed are not back in quarantine");
        assertThat(run("batches", "undo", old).code()).isZero();
        assertThat(audience().size()).isZero();
    }

    @Test
    void aBatchOfWhichTooMuchIsQuarantinedEndsWithThreeAndNamesTheFormat() {
        Path log = file("a.log", Samples.lines(0, 900) + json(0, 400));
        Cli.Run ingest = run("ingest", log, "--output", "json");
        assertThat(ingest.code()).isEqualTo(3);
        assertThat(ingest.rows().get(0)).containsEntry("quarantined", 400);
        Object batch = ingest.rows().get(0).get("batch");
        assertThat(ingest.err())
                .contains("30.8 % of 1,300 lines went to quarantine, more than --max-quarantine 5")
                .contains(log + " looks like nginx_json, not combined")
                .contains("footfall quarantine replay --batch " + batch + " --format nginx_json")
                .contains("quarantined 400 (bad-client): ");
        assertThat(audience().size()).as("the batch is there").isEqualTo(900);

        assertThat(run("quarantine", "replay", "--batch", batch, "--format", "nginx_json")
                        .code())
                .isZero();
        assertThat(audience().size()).isEqualTo(1300);
    }

    @Test
    void theLimitIsTheUsersAndCountsFromAThousandLinesOn() {
        Path large = file("large.log", Samples.lines(0, 1000) + "bad\n".repeat(100));
        assertThat(run("ingest", large, "--max-quarantine", "10").code()).isZero();
        Path small = file("small.log", Samples.lines(1000, 1010) + "worse\n".repeat(5));
        assertThat(run("ingest", small).code()).as("15 lines prove nothing").isZero();
        Cli.Run strict = run("ingest", "--again", large, "--max-quarantine", "0.5");
        assertThat(strict.code()).isEqualTo(3);
        assertThat(strict.err()).contains("--max-quarantine 0.5", "wrong-shape", "footfall batches undo");
        assertThat(run("ingest", small, "--max-quarantine", "101").code()).isEqualTo(2);
    }
}
