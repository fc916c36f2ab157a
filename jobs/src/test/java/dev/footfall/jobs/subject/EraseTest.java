package dev.footfall.jobs.subject;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.table.Tables;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is erased is gone from every table, and stays so when the log is read again; nobody else is touched. */
class EraseTest {
    private static final String LINE =
            "%s - %s [%s:08:00:00 +0000] \"GET %s HTTP/1.1\" 200 10 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0)"
                    + " Gecko/20100101 Firefox/140.0\" \"ff_id=%s; sid=s%s\" \"-\" 1500\n";

    @TempDir
    Path temp;

    private Path log;

    @BeforeEach
    void ingest() {
        String lines = LINE.formatted("198.51.100.23", "ada", "14/Oct/2026", "/a", "c00kieada", "ada1")
                + LINE.formatted("198.51.100.24", "ada", "15/Oct/2026", "/b", "c00kieada", "ada2")
                + LINE.formatted("198.51.100.23", "-", "15/Oct/2026", "/c", "c00kiebob", "bob1")
                + LINE.formatted("203.0.113.9", "carla", "15/Nov/2026", "/d", "c00kiecarla", "carla1")
                + "198.51.100.23 this line of ada is broken c00kieada\n"
                + "203.0.113.9 this line of carla is broken c00kiecarla\n";
        log = Samples.write(temp.resolve("a.log"), lines);
        Cli.ingest(warehouse(), log, "--format", "combined_cookie", "--final");
    }

    private Path warehouse() {
        return temp.resolve("w");
    }

    private Cli.Run run(Object... arguments) {
        List<Object> all = new ArrayList<>(List.of("--warehouse", warehouse()));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private long lines() {
        return Stored.in(warehouse(), Tables.QUARANTINE).column("line").stream()
                .filter(java.util.Objects::nonNull)
                .count();
    }

    private Map<String, Long> days(dev.footfall.table.TableSpec table) {
        return Stored.in(warehouse(), table).counts("day");
    }

    @ParameterizedTest
    @CsvSource({
        "--account, ADA, 2, 0, 1",
        "--cookie, c00kieada, 2, 0, 1",
        "--ip, ::ffff:198.51.100.23, 2, 2, 1",
        "--ip, 192.0.2.99, 0, 0, 0",
        "--account, nobody, 0, 0, 0"
    })
    void takesTheRowsOfOneVisitorAndOfNobodyElse(String option, String value, long rows, long sketches, long lines) {
        Cli.Run dry = run("erase", option, value, "--dry-run", "--output", "json");
        assertThat(dry.code()).as(dry.err()).isZero();
        assertThat(Stored.in(warehouse(), Tables.AUDIENCE_HITS).size()).isEqualTo(4);

        Cli.Run run = run("erase", option, value, "--output", "json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows()).isEqualTo(dry.rows());
        assertThat(run.rows())
                .extracting(row -> row.get("table") + " " + row.get("what") + " " + row.get("count"))
                .containsExactly(
                        "audience.hits rows " + rows,
                        "security.hits rows " + rows,
                        "network.hourly sketches " + sketches,
                        "ingest.quarantine lines " + lines);
        assertThat(Stored.in(warehouse(), Tables.AUDIENCE_HITS).size()).isEqualTo(4 - (int) rows);
        assertThat(Stored.in(warehouse(), Tables.SECURITY_HITS).size()).isEqualTo(4 - (int) rows);
        assertThat(Stored.in(warehouse(), Tables.NETWORK_HOURLY).sum("hits")).isEqualTo(4);
        assertThat(lines()).isEqualTo(2 - lines);
        assertThat(Stored.unnamedFiles(warehouse())).isEmpty();
        assertThat(run.err() + run.out()).doesNotContainIgnoringCase(value);
    }

    @Test
    void whoWasErasedStaysErasedWhenTheLogIsReadAgainOrIntoAnotherBatch() throws Exception {
        run("erase", "--account", "ada");
        Map<String, Long> audience = days(Tables.AUDIENCE_HITS);

        Cli.Run again = run("ingest", "--again", log, "--format", "combined_cookie", "--final");
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.err()).contains("withheld 2 hits");
        Path other = Files.writeString(
                temp.resolve("b.log"),
                LINE.formatted("198.51.100.99", "Ada", "16/Oct/2026", "/e", "c00kienew", "new1")
                        + LINE.formatted("198.51.100.99", "-", "16/Oct/2026", "/f", "c00kiedora", "d1"),
                StandardCharsets.UTF_8);
        run("ingest", other, "--format", "combined_cookie", "--final");

        audience.put("2026-10-16", 1L);
        assertThat(days(Tables.AUDIENCE_HITS)).isEqualTo(audience);
        assertThat(days(Tables.SECURITY_HITS)).isEqualTo(audience);
        assertThat(lines()).isEqualTo(1);
        Stored files = Stored.in(warehouse(), Tables.FILES);
        assertThat(files.sum("hits")).isEqualTo(6);
        assertThat(files.sum("withheld")).isEqualTo(3);
    }

    @Test
    void namesSharedAddressesAndOpenCasesAndLeavesWhatIsHeld() {
        run("hold", "add", "--case", "7", "--basis", "rights", "--ip", "198.51.100.23");

        Cli.Run run = run("erase", "--ip", "198.51.100.23");

        assertThat(run.err()).contains("the address is shared", "case 7 holds");
        Cli.Run held = run("hold", "list", "--output", "json");
        assertThat(held.rows()).isNotEmpty();
    }

    @Test
    void aWrongLineIsNamedByItsNumberAndNothingIsErased() {
        Path file = Samples.write(temp.resolve("r.csv"), "account,ada\naddress,300.1.1.1\n");

        Cli.Run run = run("erase", "--file", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("nothing is done").contains("2").doesNotContain("300.1.1.1");
        assertThat(Stored.in(warehouse(), Tables.AUDIENCE_HITS).size()).isEqualTo(4);
        assertThat(run("erase").code()).isEqualTo(2);
    }

    @Test
    void theLedgerHasItWithoutSayingWho() {
        run("erase", "--account", "ada");

        Cli.Run entries = run("ledger", "list", "--command", "erase", "--output", "json");

        assertThat(entries.rows()).hasSize(2);
        assertThat(entries.out()).contains("state=done").doesNotContain("ada\"", "=ada");
    }

    @Test
    void provesThatNothingIsLeftAndSaysWhatIsNotReached() {
        Path copy = temp.resolve("case");
        run(
                "disclose",
                "--case",
                "7",
                "--basis",
                "safety",
                "--recipient",
                "authority",
                "--account",
                "ada",
                "--to",
                copy);

        Cli.Run run = run("erase", "--account", "ada", "--cookie", "c00kieada", "--prove");

        assertThat(run.code()).as(run.err() + run.out()).isZero();
        assertThat(run.err())
                .contains("no live form found here; backups and recipients' copies are listed, not reached")
                .contains("not reached: what authority got by 'disclose'");
        assertThat(run("ledger", "list", "--command", "erase", "--output", "json")
                        .out())
                .contains("proof=no live form found here");
    }

    @Test
    void theProofFindsWhatLiesBesideTheTables() throws Exception {
        Path exports = Files.createDirectories(temp.resolve("exports"));
        String token = Stored.in(warehouse(), Tables.AUDIENCE_HITS).rows().stream()
                .filter(row -> row.getField("person") != null)
                .filter(row -> java.time.LocalDate.of(2026, 10, 14).equals(row.getField("day")))
                .map(row -> String.valueOf(Stored.value(row, "person")))
                .findFirst()
                .orElseThrow();
        Files.writeString(exports.resolve("rows.csv"), "day,person\n2026-10-14," + token + "\n");
        try (var out = new java.util.zip.GZIPOutputStream(
                Files.newOutputStream(warehouse().resolve("audience").resolve("old.log.gz")))) {
            out.write("x c00kieada y".getBytes(StandardCharsets.UTF_8));
        }

        Cli.Run run = run(
                "erase", "--account", "ada", "--cookie", "c00kieada", "--prove", "--also", exports, "--output", "json");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.rows())
                .filteredOn(row -> String.valueOf(row.get("what")).startsWith("remains"))
                .extracting(row -> Path.of(String.valueOf(row.get("table"))).getFileName() + " " + row.get("what"))
                .containsExactlyInAnyOrder(
                        "old.log.gz remains: cookie as text",
                        "rows.csv remains: token of audience.hits.person in 2026-10 in hexadecimal");
    }

    @Test
    void showsThePersonWhatIsHeldAndAfterErasureThatNothingIs() throws Exception {
        Path answer = temp.resolve("answer");

        Cli.Run run = run("subject", "--account", "ada", "--cookie", "c00kieada", "--to", answer, "--output", "json");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows())
                .extracting(row -> row.get("table") + " " + row.get("found_by") + " " + row.get("rows"))
                .containsExactlyInAnyOrder(
                        "audience.hits person 2",
                        "audience.hits browser 2",
                        "security.hits account 2",
                        "security.hits browser 2",
                        "ingest.quarantine line 1");
        assertThat(Files.readString(answer.resolve("ingest.quarantine.json"))).contains("this line of ada is broken");
        assertThat(Files.readString(answer.resolve("audience.hits.json")))
                .contains("\"/a\"", "\"/b\"")
                .doesNotContain("\"/c\"");
        assertThat(Files.readString(answer.resolve("manifest.json"))).contains("logs.audience");

        run("erase", "--account", "ada", "--cookie", "c00kieada");
        Cli.Run after = run("subject", "--account", "ada", "--cookie", "c00kieada", "--output", "json");
        assertThat(after.rows()).isEmpty();
        assertThat(after.err()).contains("nothing is held of this", "erased on ");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void linesInQuarantineOfTheErasedAreNotReplayed(boolean erasedBefore) {
        String lines = LINE.formatted("198.51.100.30", "ada", "17/Oct/2026", "/g", "c00kieada", "ada3")
                + LINE.formatted("198.51.100.31", "bob", "17/Oct/2026", "/h", "c00kiebob", "bob3");
        Path wrong = Samples.write(temp.resolve("wrong.log"), lines);
        if (erasedBefore) {
            run("erase", "--account", "ada");
        }
        run("ingest", wrong, "--format", "haproxy", "--final");
        if (!erasedBefore) {
            run("erase", "--account", "ada");
        }

        Cli.Run replay = run("quarantine", "replay", "--format", "combined_cookie");

        assertThat(replay.code()).as(replay.err()).isZero();
        assertThat(days(Tables.AUDIENCE_HITS)).containsEntry("2026-10-17", 1L);
        assertThat(days(Tables.SECURITY_HITS)).containsEntry("2026-10-17", 1L);
    }
}
