package dev.footfall.jobs.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.simulate.World;
import dev.footfall.jobs.simulate.WorldSettings;
import dev.footfall.jobs.simulate.WorldSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/**
 * The demo's world: five whole weeks, or six when five are too few, that hold the last whole month and both of its ends, all in the past.
 *
 * @param month the whole month that it holds
 */
record DemoWorld(WorldSettings settings, YearMonth month) {
    private static final int FEWEST_DAYS = 35;

    /** The world to show on that day. */
    static DemoWorld before(LocalDate today) {
        YearMonth month = YearMonth.from(today).minusMonths(1);
        while (end(month).isAfter(today)) {
            month = month.minusMonths(1);
        }
        LocalDate end = end(month);
        LocalDate monday = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        int days = Math.max(FEWEST_DAYS, (int) ChronoUnit.DAYS.between(monday, end));
        return new DemoWorld(WorldSettings.defaults().withDays(end.minusDays(days), days), month);
    }

    /** The Monday after the month's last day. */
    private static LocalDate end(YearMonth month) {
        return month.atEndOfMonth().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
    }

    WorldSummary write(Path directory) throws IOException {
        return World.of(settings).write(directory);
    }

    /** How many people really came in the month. */
    long peopleInMonth(WorldSummary summary) throws IOException {
        JsonNode truth = new ObjectMapper().readTree(summary.truth().toFile());
        return truth.path("people").path("month").path(month.toString()).asLong();
    }
}
