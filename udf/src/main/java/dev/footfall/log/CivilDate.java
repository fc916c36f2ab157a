package dev.footfall.log;

import java.time.LocalDate;
import java.time.YearMonth;

/** Days of the Gregorian calendar, checked without exceptions: impossible dates are daily bread in logs. */
final class CivilDate {
    /** No such day. */
    static final long IMPOSSIBLE = Long.MIN_VALUE;

    /** No access log is older than the web; earlier dates come from clocks that were never set. */
    private static final int FIRST_YEAR = 1990;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

    private CivilDate() {}

    /** Days since 1970-01-01, or {@link #IMPOSSIBLE}. */
    static long epochDay(int year, int month, int day) {
        if (year < FIRST_YEAR || year > 9999 || month < 1 || month > 12 || day < 1) {
            return IMPOSSIBLE;
        }
        return day > YearMonth.of(year, month).lengthOfMonth()
                ? IMPOSSIBLE
                : LocalDate.of(year, month, day).toEpochDay();
    }

    /** 1 to 12 for the first three letters of an English month's name at {@code at}, else 0. */
    static int month(byte[] buf, int at) {
        for (int m = 0; m < 12; m++) {
            if ((buf[at] | 0x20) == MONTHS.charAt(3 * m)
                    && (buf[at + 1] | 0x20) == MONTHS.charAt(3 * m + 1)
                    && (buf[at + 2] | 0x20) == MONTHS.charAt(3 * m + 2)) {
                return m + 1;
            }
        }
        return 0;
    }

    /** Two decimal digits, or -1. */
    static int two(byte[] buf, int at) {
        int tens = buf[at] - '0';
        int ones = buf[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Four decimal digits, or -1. */
    static int four(byte[] buf, int at) {
        int high = two(buf, at);
        int low = two(buf, at + 2);
        return high < 0 || low < 0 ? -1 : high * 100 + low;
    }

    /** Seconds of the day; a leap second (:60) is the first second of the next minute; -1 when impossible. */
    static int secondOfDay(int hour, int minute, int second) {
        boolean possible = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 60;
        return possible ? hour * 3600 + minute * 60 + second : -1;
    }

    /** Seconds east of UTC for a sign, hours and minutes; {@link Integer#MIN_VALUE} when impossible. */
    static int offset(byte sign, int hours, int minutes) {
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }
}
