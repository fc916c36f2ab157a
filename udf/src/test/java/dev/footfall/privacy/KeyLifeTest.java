package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.table.Tables;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyLifeTest {
    private static final CompiledPolicy BUNDLED = CompiledPolicy.ofAllTables(PolicyFile.bundled());

    private static Instant end(
            CompiledPolicy policy, TokenKind kind, String epoch, Instant created, @Nullable LocalDate row) {
        return KeyLife.of(policy, kind)
                .end(Epoch.parse(epoch).orElseThrow(), created, Optional.ofNullable(row))
                .orElseThrow();
    }

    @ParameterizedTest(name = "{0} {1} made {2}, last row {3}: {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                // 35 days after the month, whatever rows there are
                "BROWSER,        2026-11,    2026-11-24T09:30:00Z, -,          2027-01-05T00:00:00Z",
                "PERSON,         2026-11,    2026-11-01T00:00:00Z, 2026-11-30, 2027-01-05T00:00:00Z",
                "ADDRESS_SKETCH, 2026-11,    2026-11-24T09:30:00Z, 2026-11-30, 2027-01-05T00:00:00Z",
                // made in the last second of the month, and in the first one after it
                "BROWSER,        2026-11,    2026-11-30T23:59:59Z, -,          2027-01-05T00:00:00Z",
                "BROWSER,        2026-11,    2026-12-01T00:00:01Z, -,          2027-01-05T00:00:01Z",
                // a backfill: 35 days after it was made
                "BROWSER,        2024-01,    2026-11-24T09:30:00Z, 2024-01-31, 2026-12-29T09:30:00Z",
                // three days after the day; the leap day; the day before it in a leap year and in a common one
                "DEVICE_DAY,     2026-11-24, 2026-11-24T09:30:00Z, -,          2026-11-28T00:00:00Z",
                "PLACE_DAY,      2028-02-29, 2028-02-29T09:30:00Z, -,          2028-03-04T00:00:00Z",
                "PLACE_DAY,      2028-02-28, 2028-02-28T09:30:00Z, -,          2028-03-03T00:00:00Z",
                "PLACE_DAY,      2026-02-28, 2026-02-28T09:30:00Z, -,          2026-03-04T00:00:00Z",
                "DEVICE_DAY,     2026-11-24, 2026-11-30T18:00:00Z, -,          2026-12-03T18:00:00Z",
                // the end of February in a leap year and in a common one
                "BROWSER,        2028-02,    2028-02-10T00:00:00Z, -,          2028-04-05T00:00:00Z",
                "BROWSER,        2026-02,    2026-02-10T00:00:00Z, -,          2026-04-05T00:00:00Z",
                // with rows: 90 days after the last one, not before the quarter's end, and from the making on when that
                // is later
                "IP_CRYPT,       2026-Q4,    2026-11-24T09:30:00Z, 2026-12-31, 2027-03-31T00:00:00Z",
                "IP_CRYPT,       2026-Q4,    2026-11-24T09:30:00Z, 2026-10-01, 2027-01-01T00:00:00Z",
                "NET,            2026-Q1,    2026-01-24T09:30:00Z, 2026-03-31, 2026-06-29T00:00:00Z",
                "ACCOUNT,        2026-Q2,    2026-05-24T09:30:00Z, 2026-06-30, 2026-09-28T00:00:00Z",
                "SESSION,        2028-Q1,    2028-01-24T09:30:00Z, 2028-02-29, 2028-05-29T00:00:00Z",
                "AGENT,          2026-Q4,    2026-11-24T09:30:00Z, -,          2027-01-01T00:00:00Z",
                "IP_CRYPT,       2024-Q1,    2026-11-24T09:30:00Z, 2024-03-31, 2026-11-24T09:30:00Z",
                // lines in quarantine live 14 days
                "QUARANTINE,     2026-11,    2026-11-24T09:30:00Z, 2026-11-30, 2026-12-15T00:00:00Z",
            })
    void aKeyLivesUntilItsEpochOrItsMakingIsOverAndThenForItsTerm(
            TokenKind kind, String epoch, Instant created, @Nullable LocalDate lastRow, Instant end) {
        assertThat(end(BUNDLED, kind, epoch, created, lastRow)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({"AUDIENCE_FILE", "SECURITY_FILE", "NETWORK_FILE", "INGEST_FILE", "DIGEST", "SUPPRESSION"})
    void keysThatNameNoPersonNeverDie(TokenKind kind) {
        assertThat(KeyLife.of(BUNDLED, kind).end(Epoch.ALWAYS, Instant.EPOCH, Optional.empty()))
                .isEmpty();
    }

    @Test
    void everyKeyOfAColumnHasPurposeAndClause() {
        for (TokenKind kind : TokenKind.values()) {
            KeyLife life = KeyLife.of(BUNDLED, kind);
            if (!kind.column().isEmpty()) {
                assertThat(life.purposes()).as(kind.name()).isNotEmpty();
                assertThat(BUNDLED.policy().clauses()).as(kind.name()).containsKey(life.clause());
            }
        }
    }

    @Test
    void theLongestOfThePurposesThatTheTokensServeCounts() {
        String yaml = PolicyFileTest.BUNDLED.replace(
                "{ clauses: [logs.geography], vault: audience, epoch: month, retention: 25 months, key_life: 35 days }",
                "{ clauses: [logs.geography], vault: audience, epoch: month, retention: 25 months, key_life: 60 days }");
        CompiledPolicy policy = CompiledPolicy.of(PolicyFile.parse(yaml, "site.yaml"), Tables.ALL);
        assertThat(KeyLife.of(policy, TokenKind.BROWSER))
                .as("geography has no use for it")
                .hasToString("35 days");
        CompiledPolicy used = CompiledPolicy.of(
                PolicyFile.parse(
                        yaml.replace(
                                "browser: { form: token, purposes: [audience, research]",
                                "browser: { form: token, purposes: [audience, geography]"),
                        "site.yaml"),
                Tables.ALL);
        assertThat(KeyLife.of(used, TokenKind.BROWSER)).hasToString("60 days");
    }

    @Test
    void rowsAndTermTogetherGiveTheLater() {
        String yaml = PolicyFileTest.BUNDLED.replace(
                "{ clauses: [logs.abuse], vault: security, epoch: quarter, retention: 90 days, key_life: with rows }",
                "{ clauses: [logs.abuse], vault: security, epoch: quarter, retention: 90 days, key_life: 35 days }");
        CompiledPolicy policy = CompiledPolicy.of(PolicyFile.parse(yaml, "site.yaml"), Tables.ALL);
        assertThat(KeyLife.of(policy, TokenKind.ACCOUNT)).hasToString("35 days, at least with rows (90 days)");
        Instant made = Instant.parse("2026-11-24T00:00:00Z");
        assertThat(end(policy, TokenKind.ACCOUNT, "2026-Q4", made, LocalDate.of(2026, 12, 31)))
                .isEqualTo("2027-03-31T00:00:00Z");
        assertThat(end(policy, TokenKind.ACCOUNT, "2026-Q4", made, LocalDate.of(2026, 10, 2)))
                .isEqualTo("2027-02-05T00:00:00Z");
        assertThat(KeyLife.of(policy, TokenKind.NET)).hasToString("35 days");
        assertThat(KeyLife.of(BUNDLED, TokenKind.NET)).hasToString("with rows (90 days)");
    }
}
