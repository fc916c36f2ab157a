package dev.footfall.jobs.govern;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.Cli;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernCommandsTest {
    private static final String HOSTILE =
            "198.51.100.23 - alice [31/Feb/2026] \"GET /u/alice?mail=alice@example.org HTTP/1.1\" uid=4f1c\u001b[2J";

    @TempDir
    static Path directory;

    private static String warehouse;

    @BeforeAll
    static void fill() throws Exception {
        Path path = directory.resolve("w");
        warehouse = path.toString();
        FilledWarehouse.at(path)
                .batch(FilledWarehouse.OLD_BATCH, 10)
                .batch(FilledWarehouse.NEW_BATCH, 20)
                .quarantined(FilledWarehouse.OLD_BATCH, 100, "bad-time", HOSTILE)
                .quarantined(FilledWarehouse.NEW_BATCH, 700, "bad-client", "x")
                .quarantined(FilledWarehouse.NEW_BATCH, 50, "bad-time", "no quote at all");
    }

    private static Cli.Run run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--warehouse", warehouse));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    private static JsonNode json(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--output", "json"));
        Cli.Run run = run(all.toArray(new String[0]));
        assertThat(run.code()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    @Test
    void policyShowHasARowForEachColumnOfATable() throws Exception {
        JsonNode rows = json("policy", "show", "audience.hits");

        assertThat(rows.findValuesAsText("column")).contains("audience.hits.browser", "audience.hits.country");
        assertThat(rows.findValuesAsText("column")).allMatch(c -> c.startsWith("audience.hits."));
        JsonNode browser = row(rows, "column", "audience.hits.browser");
        assertThat(browser.get("form").asText()).isEqualTo("token");
        assertThat(browser.get("purposes").asText()).contains("audience");
        assertThat(browser.get("retention").asText()).isEqualTo("25 months");
        assertThat(browser.get("clause").asText()).isNotEmpty();
        assertThat(browser.get("class").asText()).isEqualTo("pseudonymous");
    }

    private static JsonNode row(JsonNode rows, String key, String value) {
        for (JsonNode row : rows) {
            if (row.get(key).asText().equals(value)) {
                return row;
            }
        }
        throw new AssertionError("no row with " + key + " " + value);
    }

    @Test
    void theBundledPolicyHasNoViolations() {
        Cli.Run run = Cli.run("policy", "check", "--output", "json");

        assertThat(run.code()).isZero();
        assertThat(run.out()).isEqualTo("[]\n");
        assertThat(run.err()).isEqualTo("no violations\n");
    }

    @Test
    void violationsAreRowsAndEndWithThree(@TempDir Path temp) throws Exception {
        String bundled;
        try (var in = KeyStore.class.getResourceAsStream("policy.yaml")) {
            bundled = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path missing =
                Files.writeString(temp.resolve("missing.yaml"), bundled.replaceFirst("(?m)^ +latitude: .*\\R", ""));
        Path wrong = Files.writeString(temp.resolve("wrong.yaml"), bundled.replace("scrubbers:", "scruber:"));

        Cli.Run dropped = Cli.run("policy", "check", missing.toString(), "--output", "json");
        Cli.Run key = Cli.run("policy", "check", wrong.toString(), "--output", "csv");

        assertThat(dropped.code()).isEqualTo(3);
        assertThat(dropped.out()).contains("rules.security.hits.latitude", "has no rule");
        assertThat(key.code()).isEqualTo(3);
        assertThat(key.out()).contains("wrong.yaml,", "did you mean scrubbers?");
    }

    @Test
    void aPolicyThatIsNotThereIsAUsageError() {
        Cli.Run run = Cli.run("policy", "check", "no-such-policy.yaml");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no-such-policy.yaml").hasLineCount(1);
    }

    @Test
    void explainsAColumnDownToTheClauses() {
        Cli.Run run = Cli.run("policy", "explain", "security.hits.ip");

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("security.hits.ip: address")
                .contains("encrypt, a keyed pseudonym that can be reversed", "abuse", "→ logs.abuse")
                .contains("logs.abuse: logs may be searched for misuse and deception", "policy.yaml, line ");
    }

    @Test
    void explainsAColumnByItsNameAloneWhenOneTableHasIt() {
        assertThat(Cli.run("policy", "explain", "latitude").out()).startsWith("security.hits.latitude: ");
        assertThat(Cli.run("policy", "explain", "browser").err())
                .contains("name one of audience.hits.browser, security.hits.browser");
    }

    @Test
    void tablesCountsRowsDaysFilesAndBytes() throws Exception {
        JsonNode rows = json("tables");

        JsonNode quarantine = row(rows, "table", "ingest.quarantine");
        assertThat(quarantine.get("vault").asText()).isEqualTo("ingest");
        assertThat(quarantine.get("rows").asLong()).isEqualTo(3);
        assertThat(quarantine.get("days").asLong()).isEqualTo(1);
        assertThat(quarantine.get("files").asLong()).isEqualTo(3);
        assertThat(quarantine.get("bytes").asLong()).isPositive();
        assertThat(row(rows, "table", "audience.hits").get("rows").asLong()).isZero();
    }

    @Test
    void tablesWithANameShowsTheRuleBehindEachColumn() throws Exception {
        JsonNode ip = row(json("tables", "security.hits"), "column", "ip");

        assertThat(ip.get("type").asText()).isEqualTo("token");
        assertThat(ip.get("form").asText()).isEqualTo("encrypt");
        assertThat(ip.get("description").asText()).startsWith("address; reversible");
    }

    @Test
    void batchesAreListedNewestFirst() throws Exception {
        JsonNode rows = json("batches", "list");

        assertThat(rows.findValuesAsText("batch"))
                .containsExactly(FilledWarehouse.NEW_BATCH, FilledWarehouse.OLD_BATCH);
        assertThat(rows.get(0).get("hits").asLong()).isEqualTo(20);
        assertThat(rows.get(0).get("ts").asText()).isEqualTo("2026-10-02T08:00:00Z");
        assertThat(rows.get(0).get("seconds").asDouble()).isEqualTo(0.1);
        assertThat(rows.get(0).get("lines").isNull()).isTrue();
    }

    @Test
    void quarantineIsListedByBatchAndOffset() throws Exception {
        JsonNode rows = json("quarantine", "list");

        assertThat(rows.findValuesAsText("byte_offset")).containsExactly("50", "700", "100");
        assertThat(rows.get(0).get("day").asText()).isEqualTo("2026-10-02");
        assertThat(json("quarantine", "list", "--reason", "bad-client")).hasSize(1);
        assertThat(json("quarantine", "list", "--batch", FilledWarehouse.OLD_BATCH))
                .hasSize(1);
    }

    @Test
    void aLimitSaysHowMuchItHoldsBack() {
        Cli.Run run = run("quarantine", "list", "--limit", "1");

        assertThat(run.out().lines()).hasSize(2);
        assertThat(run.err()).isEqualTo("2 more rows; --limit N shows more of them\n");
    }

    @Test
    void quarantineShowsTheShapeOfALineAndNothingPersonal() throws Exception {
        JsonNode rows = json("quarantine", "show", "--batch", FilledWarehouse.OLD_BATCH);

        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).get("shape").asText())
                .isEqualTo("999.99.999.99 - xxxxx [99/Xxx/9999] \"GET /x/xxxxx?xxxx=xxxxx@xxxxxxx.xxx HTTP/9.9\""
                        + " xxx=9x9x\u001b[9X");
        assertThat(run("quarantine", "show").out()).doesNotContain("198", "alice", "4f1c", "\u001b");
    }

    @Test
    void aLineIsShownAsItIsOnlyForANamedCase() throws Exception {
        Cli.Run revealed = run(
                "quarantine",
                "show",
                "--batch",
                FilledWarehouse.OLD_BATCH,
                "--reveal",
                "--case",
                "OPS-3",
                "--output",
                "json");
        JsonNode row = new ObjectMapper().readTree(revealed.out()).get(0);
        assertThat(row.get("line").asText()).isEqualTo(HOSTILE);
        assertThat(row.has("shape")).isFalse();
        assertThat(revealed.err()).contains("revealed 1 lines for case OPS-3");
        assertThat(run("quarantine", "show", "--reveal", "--case", "OPS-3").out())
                .contains("alice")
                .as("what would act on a terminal is escaped")
                .doesNotContain("\u001b");
    }

    @Test
    void withoutACaseNothingIsRevealed() {
        Cli.Run run = run("quarantine", "show", "--reveal");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--case ID").hasLineCount(1);
        assertThat(run("quarantine", "show", "--case", "OPS-3").code()).isEqualTo(2);
    }

    @Test
    void aLineWhoseKeyIsGoneSaysSo(@TempDir Path temp) throws Exception {
        FilledWarehouse filled =
                FilledWarehouse.at(temp.resolve("w")).quarantined(FilledWarehouse.NEW_BATCH, 1, "bad-client", HOSTILE);
        Path keys = filled.warehouse().keys();
        KeyStore.open(keys, MasterKey.inFile(keys.resolve(MasterKey.FILE_NAME)))
                .destroy(TokenKind.QUARANTINE, EpochKind.MONTH.of(LocalDate.of(2026, 10, 2)));

        Cli.Run run = Cli.run("--warehouse", temp.resolve("w").toString(), "quarantine", "show");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("(gone: its key was destroyed)");
    }
}
