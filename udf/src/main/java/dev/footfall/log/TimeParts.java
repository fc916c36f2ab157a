package dev.footfall.log;

/** Collects the time of one request from the pieces in which a format logs it. Reused; not thread-safe. */
final class TimeParts {
    /** No or an impossible time. */
    static final long INVALID = Long.MIN_VALUE;

    private static final int UNSET = -1;

    long epochSeconds;
    long epochMicros;
    int year;
    int month;
    int day;
    int dayOfYear;
    int hour;
    int minute;
    int second;
    /** 0 before noon, 12 after it, or unset when the clock has 24 hours. */
    int afternoon;

    int fractionMicros;
    int offsetSeconds;
    boolean offsetKnown;
    /** A zone abbreviation other than UTC and GMT: too many zones share each to guess. */
    boolean zoneUnknown;

    void reset() {
        epochSeconds = INVALID;
        epochMicros = INVALID;
        year = UNSET;
        month = UNSET;
        day = UNSET;
        dayOfYear = UNSET;
        hour = UNSET;
        minute = 0;
        second = 0;
        afternoon = UNSET;
        fractionMicros = 0;
        offsetSeconds = 0;
        offsetKnown = false;
        zoneUnknown = false;
    }

    /** Milliseconds since the epoch, or {@link #INVALID}. A time without a zone is taken for UTC. */
    long epochMillis() {
        if (epochMicros != INVALID) {
            return Math.floorDiv(epochMicros, 1000);
        }
        if (epochSeconds != INVALID) {
            return epochSeconds * 1000 + fractionMicros / 1000;
        }
        long date = dayOfYear == UNSET ? CivilDate.epochDay(year, month, day) : ordinalDay();
        int ofDay = CivilDate.secondOfDay(hour24(), minute, second);
        if (date == CivilDate.IMPOSSIBLE || ofDay < 0 || (zoneUnknown && !offsetKnown)) {
            return INVALID;
        }
        return (date * 86_400 + ofDay - offsetSeconds) * 1000 + fractionMicros / 1000;
    }

    private long ordinalDay() {
        long first = CivilDate.epochDay(year, 1, 1);
        boolean leap = CivilDate.epochDay(year, 2, 29) != CivilDate.IMPOSSIBLE;
        boolean possible = first != CivilDate.IMPOSSIBLE && dayOfYear >= 1 && dayOfYear <= (leap ? 366 : 365);
        return possible ? first + dayOfYear - 1 : CivilDate.IMPOSSIBLE;
    }

    private int hour24() {
        if (afternoon == UNSET) {
            return hour;
        }
        return hour < 1 || hour > 12 ? UNSET : hour % 12 + afternoon;
    }
}
