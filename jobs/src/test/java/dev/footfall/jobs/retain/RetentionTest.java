package dev.footfall.jobs.retain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes when its term is over, and what stays. */
class RetentionTest {
    private static final int LINES = 20;
    private static final LocalDate HIT = LocalDate.of(2025, 10, 14);
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @TempDir
    Path temp;

    @BeforeEach
    void fill() {
        Cli.ingest(warehouse(), Samples.write(temp.resolve("a.log"), Samples.lines(0, LINES) + "bad\n"));
    }

    private Path warehouse() {
        return temp.resolve("w");
    }

    /** The bundled policy with a change, as a file of one's own that held from the beginning. */
    private PolicyVersions policy(String find, String replace) {
        try (InputStream in = PolicyFile.class.getResourceAsStream("policy.yaml")) {
            String yaml = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(yaml).contains(find);
            return PolicyVersions.load(Samples.write(temp.resolve("site.yaml"), yaml.replace(find, replace)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private KeyStore keys() {
        Path keys = warehouse().resolve("keys");
        return KeyStore.open(keys, MasterKey.of(Map.of(), keys));
    }

    private Retention retention(PolicyVersions policy) {
        return new Retention(Warehouse.open(warehouse()), policy, this::keys, Clock.systemUTC());
    }

    private List<Retention.Gone> run(PolicyVersions policy, LocalDate asOf) {
        return retention(policy).run(asOf);
    }

    private static List<Retention.Gone> rows(List<Retention.Gone> gone) {
        return gone.stream()
                .filter(one -> one.table().contains(".") || one.table().equals("keys"))
                .toList();
    }

    @Test
    void aRowGoesOnTheDayOnWhichItsTermIsOver() {
        LocalDate over = HIT.plusDays(90);
        assertThat(rows(run(PolicyVersions.bundled(), over.minusDays(1)))).isEmpty();
        Map<String, Integer> before = Stored.sizes(warehouse());

        List<Retention.Gone> gone = rows(run(PolicyVersions.bundled(), over));

        assertThat(gone).containsExactly(new Retention.Gone("security.hits", "rows", LINES, "90 days", "logs.abuse"));
        Map<String, Integer> after = Stored.sizes(warehouse());
        assertThat(after).containsEntry("security.hits", 0).containsEntry("ingest.adjustments", 1);
        before.forEach((table, rows) -> {
            if (!table.equals("security.hits") && !table.equals("ingest.adjustments")) {
                assertThat(after).containsEntry(table, rows);
            }
        });
        assertThat(Stored.dataFiles(warehouse())).noneMatch(file -> file.contains("/security/"));
        assertThat(Stored.unnamedFiles(warehouse())).isEmpty();
        assertThat(run(PolicyVersions.bundled(), over)).isEmpty();
    }

    @Test
    void aColumnGoesBeforeItsRow() {
        String os = "os: { form: derive, purposes: [audience, research, analytics], retention: 25 months";
        PolicyVersions policy = policy(os, os.replace("25 months", "10 days"));
        assertThat(rows(run(policy, HIT.plusDays(9)))).isEmpty();

        List<Retention.Gone> gone = rows(run(policy, HIT.plusDays(10)));

        assertThat(gone).containsExactly(new Retention.Gone("audience.hits", "os", LINES, "10 days", "logs.analytics"));
        Stored stored = Stored.in(warehouse(), Tables.AUDIENCE_HITS);
        assertThat(stored.size()).isEqualTo(LINES);
        assertThat(stored.column("os")).containsOnlyNulls();
        assertThat(stored.only("agent")).isEqualTo("Firefox");
        Set<String> files = Stored.dataFiles(warehouse());
        assertThat(run(policy, HIT.plusDays(10)))
                .as("a second run rewrites nothing")
                .isEmpty();
        assertThat(Stored.dataFiles(warehouse())).isEqualTo(files);
    }

    @Test
    void aPreviewChangesNothing() {
        Map<String, Integer> before = Stored.sizes(warehouse());
        Set<String> files = Stored.dataFiles(warehouse());
        List<Retention.Gone> gone = retention(PolicyVersions.bundled()).preview(HIT.plusYears(10));
        assertThat(gone).extracting(Retention.Gone::table).contains("audience.hits", "ingest.quarantine", "keys");
        assertThat(Stored.sizes(warehouse())).isEqualTo(before);
        assertThat(Stored.dataFiles(warehouse())).isEqualTo(files);
        assertThat(keys().keys()).noneMatch(RetentionTest::destroyed);
    }

    @Test
    void aKeyGoesWhenItsLifeIsOverEvenIfItWasMadeLate() {
        assertThat(run(PolicyVersions.bundled(), TODAY.plusDays(3)))
                .filteredOn(one -> one.table().equals("keys"))
                .as("those that go with rows, which went long ago")
                .extracting(Retention.Gone::what)
                .hasSize(3)
                .allMatch(key -> key.startsWith("security/"));
        assertThat(run(PolicyVersions.bundled(), TODAY.plusDays(4)))
                .filteredOn(one -> one.table().equals("keys"))
                .extracting(Retention.Gone::what)
                .containsExactlyInAnyOrder("audience/device_day/" + HIT, "audience/place_day/" + HIT);
        assertThat(keys().keys().stream().filter(RetentionTest::destroyed)).hasSize(5);
        assertThat(run(PolicyVersions.bundled(), TODAY.plusDays(4))).isEmpty();
    }

    private static boolean destroyed(KeyInfo key) {
        return key.state() == KeyInfo.State.DESTROYED;
    }

    @Test
    void quarantinedLinesGoAfterTheirOwnTerm() {
        assertThat(run(PolicyVersions.bundled(), TODAY.plusDays(13)))
                .noneMatch(one -> one.table().equals("ingest.quarantine"));
        assertThat(run(PolicyVersions.bundled(), TODAY.plusDays(14)))
                .contains(new Retention.Gone("ingest.quarantine", "rows", 1, "14 days", "logs.diagnose"));
        assertThat(Stored.in(warehouse(), Tables.QUARANTINE).size()).isZero();
    }

    @Test
    void filesThatNoTableNamesGoToo() throws IOException {
        Path table = warehouse().resolve("security").resolve("hits");
        Path data = Samples.write(table.resolve("data").resolve("left.parquet"), "left");
        Path manifest = Samples.write(table.resolve("metadata").resolve("left-m0.avro"), "left");
        assertThat(run(PolicyVersions.bundled(), HIT)).contains(new Retention.Gone("warehouse", "files", 2, "", ""));
        assertThat(data).doesNotExist();
        assertThat(manifest).doesNotExist();
        assertThat(Stored.in(warehouse(), Tables.SECURITY_HITS).size()).isEqualTo(LINES);
    }

    @Test
    void theCommandSaysWhatWentAndTheLedgerHasIt() {
        Cli.Run preview =
                Cli.run("--warehouse", warehouse(), "retain", "--dry-run", "--as-of", "2026-01-12", "--output", "json");
        assertThat(preview.code()).as(preview.err()).isZero();
        assertThat(preview.rows())
                .filteredOn(row -> row.get("table").equals("security.hits"))
                .singleElement()
                .satisfies(row -> assertThat(row).containsEntry("count", LINES).containsEntry("what", "rows"));
        assertThat(preview.rows())
                .as("three devices saw each page")
                .anyMatch(row ->
                        row.get("what").equals("rare page") && row.get("count").equals(LINES));
        Cli.Run run = Cli.run("--warehouse", warehouse(), "retain", "--as-of", "2026-01-12", "--output", "json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.rows().get(0)).containsEntry("table", "security.hits").containsEntry("clause", "logs.abuse");
        assertThat(run.err()).contains("20 rows went as of 2026-01-12");
        List<Map<String, Object>> noted = Cli.run(
                        "--warehouse", warehouse(), "ledger", "list", "--command", "retain", "--output", "json")
                .rows();
        assertThat(noted).hasSize(2);
        assertThat(noted.get(0)).containsEntry("rows", LINES);
        assertThat((String) noted.get(0).get("clauses")).contains("logs.abuse");
        assertThat((String) noted.get(0).get("facts")).contains("state=done");
    }

    @Test
    void aDayToComeIsForPreviewsOnly() {
        Cli.Run run = Cli.run("--warehouse", warehouse(), "retain", "--as-of", TODAY.plusDays(2));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("is still to come", "--dry-run");
        assertThat(Cli.run("--warehouse", warehouse(), "retain", "--as-of", "soon")
                        .code())
                .isEqualTo(2);
    }
}
