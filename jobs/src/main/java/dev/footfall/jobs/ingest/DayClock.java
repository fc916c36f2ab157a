package dev.footfall.jobs.ingest;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Site-local day and hour of an instant, remembered per quarter of an hour, the grain of all zones' offsets today. */
final class DayClock {
    static final DayClock UTC = new DayClock(ZoneOffset.UTC);

    private static final long QUARTER_MILLIS = 15 * 60 * 1000L;

    private final ZoneId zone;
    private volatile Quarter last = new Quarter(Long.MIN_VALUE, 0, 0);

    DayClock(ZoneId zone) {
        this.zone = zone;
    }

    private record Quarter(long number, int day, int hour) {}

    private Quarter at(long epochMillis) {
        long number = Math.floorDiv(epochMillis, QUARTER_MILLIS);
        Quarter quarter = last;
        if (quarter.number != number) {
            ZonedDateTime local = Instant.ofEpochMilli(epochMillis).atZone(zone);
            quarter = new Quarter(number, (int) local.toLocalDate().toEpochDay(), local.getHour());
            last = quarter;
        }
        return quarter;
    }

    /** Days since the epoch. */
    int day(long epochMillis) {
        return at(epochMillis).day;
    }

    /** Hour, 0 to 23. */
    int hour(long epochMillis) {
        return at(epochMillis).hour;
    }
}
