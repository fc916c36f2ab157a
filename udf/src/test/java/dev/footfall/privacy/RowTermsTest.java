package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.table.Tables;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When rows end, and columns before them. */
class RowTermsTest {
    private static final PolicyFile BUNDLED = PolicyFile.bundled();

    private static RowTerms audience(String from, String to) {
        PolicyFile policy = PolicyFile.parse(PolicyFileTest.changed(from, to), "site.yaml");
        return RowTerms.of(CompiledPolicy.ofAllTables(policy), Tables.AUDIENCE_HITS);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-31, 2026-02-27, false",
        "2024-01-31, 2026-02-28, true",
        "2024-02-29, 2026-03-28, false",
        "2024-02-29, 2026-03-29, true",
        "2024-02-29, 2023-01-01, false",
    })
    void aRowIsKeptForItsTermAndEndsOnTheDayAfter(LocalDate day, LocalDate asOf, boolean ended) {
        RowTerms terms = RowTerms.of(CompiledPolicy.ofAllTables(BUNDLED), Tables.AUDIENCE_HITS);
        assertThat(terms.row()).hasToString("25 months");
        assertThat(terms.rowEnded(day, asOf)).isEqualTo(ended);
        assertThat(terms.shorter()).isEmpty();
        assertThat(terms.clause()).isEqualTo("logs.audience");
    }

    @Test
    void aColumnEndsBeforeItsRow() {
        String city = "city: { form: derive, purposes: [geography, audience], retention: 25 months";
        RowTerms terms = audience(city, city.replace("25 months", "10 days"));
        LocalDate day = LocalDate.of(2026, 1, 1);
        assertThat(terms.shorter()).containsOnlyKeys("city");
        assertThat(terms.endedColumns(day, day.plusDays(9))).isEmpty();
        assertThat(terms.endedColumns(day, day.plusDays(10))).containsExactly("city");
        assertThat(terms.rowEnded(day, day.plusDays(10))).isFalse();
    }

    @Test
    void aRowEndsWithTheFirstColumnThatItCannotDoWithout() {
        String ts = "ts: { form: keep, purposes: [audience, research, analytics], retention: 25 months";
        RowTerms terms = audience(ts, ts.replace("25 months", "10 days"));
        assertThat(terms.row()).hasToString("10 days");
    }
}
