package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.Identifiers;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a destroyed key leaves, and what becomes of lines that come after its end. */
class LateLinesTest {
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    @TempDir
    static Path temp;

    private static Path warehouse;
    private static String month;
    private static List<String> before;
    private static Cli.Run late;

    @BeforeAll
    static void destroyKeysBetweenTwoLogs() {
        warehouse = temp.resolve("w");
        month = EpochKind.MONTH.of(LocalDate.now(ZoneOffset.UTC)).label();
        Path first = Samples.write(
                temp.resolve("first.log"), line("early", "01/Oct/2024:10:00:00") + "no line of 192.0.2.9\n");
        Cli.ingest(warehouse, first, "--format", "combined_cookie");
        before = rows("early");
        List<Object> destroy = new ArrayList<>(List.of("--warehouse", warehouse, "keys", "destroy"));
        destroy.addAll(List.of(
                "audience/browser/2024-10",
                "audience/device_day/2024-10-01",
                "network/addresses/2024-10",
                "security/ip_crypt/2024-Q4",
                "ingest/quarantine/" + month));
        assertThat(Cli.run(destroy.toArray()).code()).isZero();
        Path second = Samples.write(
                temp.resolve("second.log"),
                line("late", "01/Oct/2024:12:00:00")
                        + line("month", "20/Oct/2024:12:00:00")
                        + line("quarter", "20/Nov/2024:12:00:00")
                        + line("after", "20/Jan/2025:12:00:00")
                        + "another that is no line of 192.0.2.9\n");
        late = Cli.run(
                "--warehouse",
                warehouse,
                "ingest",
                "--output",
                "json",
                "--max-quarantine",
                "100",
                second,
                "--format",
                "combined_cookie");
    }

    private static String line(String path, String time) {
        return "192.0.2.9 - - [%s +0000] \"GET /%s HTTP/1.1\" 200 10 \"-\" \"%s\" \"uid=cookie-1; sid=s-1\" \"-\" 100%n"
                .formatted(time, path, AGENT);
    }

    private static Record audience(String path) {
        return Stored.in(warehouse, Tables.AUDIENCE_HITS)
                .where("page", "/" + path)
                .rows()
                .get(0);
    }

    private static Record security(String path) {
        return Stored.in(warehouse, Tables.SECURITY_HITS)
                .where("path", "/" + path)
                .rows()
                .get(0);
    }

    /** The tokens of a hit in both vaults. */
    private static List<String> rows(String path) {
        List<String> tokens = new ArrayList<>();
        for (String column : List.of("browser", "device_day", "place_day")) {
            tokens.add(String.valueOf(Stored.value(audience(path), column)));
        }
        for (String column : List.of("ip", "net", "session")) {
            tokens.add(String.valueOf(Stored.value(security(path), column)));
        }
        return tokens;
    }

    private static KeyStore keys() {
        Path directory = warehouse.resolve("keys");
        return KeyStore.open(directory, MasterKey.of(System.getenv(), directory));
    }

    @Test
    void rowsOfADestroyedKeyKeepTheirTokensAndNobodyComputesThemAgain() {
        assertThat(rows("early")).isEqualTo(before).doesNotContain("null");
        Epoch october = EpochKind.MONTH.of(LocalDate.of(2024, 10, 1));
        assertThat(keys().existing(TokenKind.BROWSER, october)).isEmpty();
        assertThat(keys().livingTokenizer(TokenKind.BROWSER, october)).isEmpty();
        assertThat(keys().existingIpcrypt(EpochKind.QUARTER.of(LocalDate.of(2024, 10, 1))))
                .isEmpty();
        byte[] identifier = Identifiers.cookie("cookie-1");
        for (KeyInfo key : keys().keys()) {
            if (key.state() == KeyInfo.State.LIVING && key.kind() != TokenKind.IP_CRYPT) {
                keys().existing(key.kind(), key.epoch()).ifPresent(living -> assertThat(before)
                        .as(key.name())
                        .doesNotContain(HexFormat.of().formatHex(living.token(identifier))));
            }
        }
        assertThat(keys().keys())
                .filteredOn(key -> key.state() == KeyInfo.State.DESTROYED)
                .extracting(KeyInfo::name)
                .containsExactlyInAnyOrder(
                        "audience/browser/2024-10",
                        "audience/device_day/2024-10-01",
                        "network/addresses/2024-10",
                        "security/ip_crypt/2024-Q4",
                        "ingest/quarantine/" + month);
    }

    @Test
    void aLateHitHasNoTokenOfADestroyedKeyAndAllOthers() {
        assertThat(nulls("late")).containsExactly("browser", "device_day", "ip");
        assertThat(nulls("month")).containsExactly("browser", "ip");
        assertThat(nulls("quarter")).containsExactly("ip");
        assertThat(nulls("after")).isEmpty();
        assertThat(rows("late").get(4)).as("the network's key lives").isEqualTo(before.get(4));
    }

    private static List<String> nulls(String path) {
        List<String> names = List.of("browser", "device_day", "place_day", "ip", "net", "session");
        List<String> values = rows(path);
        return names.stream()
                .filter(name -> values.get(names.indexOf(name)).equals("null"))
                .toList();
    }

    @Test
    void lateHitsAreCounted() {
        assertThat(late.code()).isZero();
        assertThat(late.err()).contains("late 3 hits: a key of their epoch was destroyed");
        Stored files = Stored.in(warehouse, Tables.FILES);
        assertThat(files.where("name", "first.log").column("late")).containsExactly(0L);
        assertThat(files.where("name", "second.log").column("late")).containsExactly(3L);
        assertThat(Stored.in(warehouse, Tables.BATCHES).column("late")).containsExactlyInAnyOrder(0L, 3L);
    }

    @Test
    void sketchesOfADestroyedMonthAreNullAndCountsStay() {
        Map<String, Long> sketched = Stored.in(warehouse, Tables.NETWORK_HOURLY)
                .counts(row -> row.getField("day") + " " + row.getField("hour") + " "
                        + (row.getField("addresses") == null ? "none" : "sketch"));
        assertThat(sketched)
                .containsOnlyKeys(
                        "2024-10-01 10 sketch",
                        "2024-10-01 12 none",
                        "2024-10-20 12 none",
                        "2024-11-20 12 sketch",
                        "2025-01-20 12 sketch");
        assertThat(Stored.in(warehouse, Tables.NETWORK_HOURLY).sum("hits")).isEqualTo(5);
    }

    @Test
    void quarantinedLinesOfADestroyedMonthAreCountedAndNotKept() {
        Stored quarantine = Stored.in(warehouse, Tables.QUARANTINE);
        assertThat(quarantine.size()).isEqualTo(2);
        assertThat(quarantine.where("name", "second.log").column("line")).containsOnly((Object) null);
        assertThat(quarantine.where("name", "first.log").column("line")).doesNotContainNull();
        assertThat(Cli.run("--warehouse", warehouse, "quarantine", "show").out())
                .contains("(gone: its key was destroyed)")
                .contains("(not kept: the key of its day was destroyed)");
    }

    @Test
    void aBackfillMakesTheKeyOfALongGoneEpochAndItDiesItsTermAfterItWasMade() {
        Map<String, Object> key = Cli.run("--warehouse", warehouse, "keys", "list", "--output", "json").rows().stream()
                .filter(row -> row.get("kind").equals("browser")
                        && row.get("vault").equals("audience")
                        && row.get("epoch").equals("2025-01"))
                .findFirst()
                .orElseThrow();
        assertThat(key).containsEntry("state", "living").containsEntry("life", "35 days");
        Instant created = Instant.parse(String.valueOf(key.get("created")));
        assertThat(Instant.parse(String.valueOf(Objects.requireNonNull(key.get("ends")))))
                .isEqualTo(created.plus(Duration.ofDays(35)));
    }
}
