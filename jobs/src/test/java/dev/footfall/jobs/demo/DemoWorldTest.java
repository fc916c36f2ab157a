package dev.footfall.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoWorldTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-24, 2026-10, 2026-09-28, 2026-11-02",
        "2026-11-02, 2026-10, 2026-09-28, 2026-11-02",
        "2026-11-01, 2026-09, 2026-08-31, 2026-10-05",
        "2026-03-01, 2026-01, 2025-12-29, 2026-02-02",
        "2027-02-10, 2027-01, 2026-12-28, 2027-02-01",
    })
    void holdsTheLastWholeMonthThatEndsInThePastWithItsWeek(
            LocalDate today, YearMonth month, LocalDate first, LocalDate end) {
        DemoWorld world = DemoWorld.before(today);
        assertThat(world.month()).isEqualTo(month);
        assertThat(world.settings().firstDay()).isEqualTo(first);
        assertThat(world.settings().endDay()).isEqualTo(end);
    }

    @Test
    void onEveryDayItIsWholeWeeksOfThePastAroundAMonthsEnd() {
        for (LocalDate today = LocalDate.of(2026, 1, 1); today.getYear() < 2028; today = today.plusDays(1)) {
            DemoWorld world = DemoWorld.before(today);
            LocalDate first = world.settings().firstDay();
            LocalDate end = world.settings().endDay();
            assertThat(first.getDayOfWeek()).isEqualTo(DayOfWeek.MONDAY);
            assertThat(end).isBeforeOrEqualTo(today);
            assertThat(first).isBefore(world.month().atDay(2));
            assertThat(end).isAfter(world.month().atEndOfMonth());
            assertThat(YearMonth.from(first).equals(YearMonth.from(end.minusDays(1))))
                    .isFalse();
        }
    }
}
