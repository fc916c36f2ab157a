package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
    @ParameterizedTest
    @CsvSource({
        "DAY, 2026-11-24, 2026-11-24, 2026-11-25",
        "DAY, 2024-02-29, 2024-02-29, 2024-03-01",
        "MONTH, 2026-11-24, 2026-11, 2026-12-01",
        "MONTH, 2026-12-31, 2026-12, 2027-01-01",
        "QUARTER, 2026-01-01, 2026-Q1, 2026-04-01",
        "QUARTER, 2026-03-31, 2026-Q1, 2026-04-01",
        "QUARTER, 2026-06-30, 2026-Q2, 2026-07-01",
        "QUARTER, 2026-08-15, 2026-Q3, 2026-10-01",
        "QUARTER, 2026-11-24, 2026-Q4, 2027-01-01",
    })
    void hasALabelAndAnEnd(EpochKind kind, LocalDate day, String label, LocalDate end) {
        Epoch epoch = kind.of(day);
        assertThat(epoch.label()).isEqualTo(label);
        assertThat(epoch.end()).contains(end);
        assertThat(Epoch.parse(label)).contains(epoch);
    }

    @Test
    void alwaysHasNoEnd() {
        assertThat(EpochKind.ALWAYS.of(LocalDate.of(2026, 11, 24)).end()).isEmpty();
        assertThat(Epoch.parse("always")).contains(Epoch.ALWAYS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026", "2026-13", "2026-Q5", "2026-02-30", "2026-11-24x", "../2026-11"})
    void isNotReadFromOtherText(String text) {
        assertThat(Epoch.parse(text)).isEmpty();
    }

    @Test
    void beginsOnTheFirstDayOfItsSpan() {
        assertThatThrownBy(() -> new Epoch(EpochKind.QUARTER, LocalDate.of(2026, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
