package dev.footfall.log;

/** Unsigned decimal numbers in bytes, without a String. */
final class DecimalNumber {
    /** Not a number of the expected form, or too large. */
    static final long MALFORMED = -2;

    private static final int MOST_DIGITS = 18;

    private DecimalNumber() {}

    /** Position behind the digits (and one dot with digits behind it) at {@code at}; {@code at} when there is no digit. */
    static int end(byte[] buf, int at, int to) {
        int i = digits(buf, at, to);
        boolean fraction = i > at && i + 1 < to && buf[i] == '.' && buf[i + 1] >= '0' && buf[i + 1] <= '9';
        return fraction ? digits(buf, i + 1, to) : i;
    }

    private static int digits(byte[] buf, int at, int to) {
        int i = at;
        while (i < to && buf[i] >= '0' && buf[i] <= '9') {
            i++;
        }
        return i;
    }

    /** The whole number in {@code [from, to)}, or {@link #MALFORMED}. */
    static long whole(byte[] buf, int from, int to) {
        if (from >= to || to - from > MOST_DIGITS) {
            return MALFORMED;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = buf[i] - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Whether {@code [from, to)} holds a decimal point. */
    static boolean hasPoint(byte[] buf, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buf[i] == '.') {
                return true;
            }
        }
        return false;
    }

    /** The number in {@code [from, to)}, counted in {@code unit}, as whole microseconds, or {@link #MALFORMED}. */
    static long micros(byte[] buf, int from, int to, TimeUnit unit) {
        int point = digits(buf, from, to);
        long whole = whole(buf, from, point);
        if (whole == MALFORMED || whole > Long.MAX_VALUE / Math.max(1, unit.micros()) - 1) {
            return MALFORMED;
        }
        long nanosOfUnit = 0;
        if (point < to) {
            if (buf[point] != '.' || digits(buf, point + 1, to) != to || point + 1 == to) {
                return MALFORMED;
            }
            long weight = 100_000_000;
            for (int i = point + 1; i < to && weight > 0; i++, weight /= 10) {
                nanosOfUnit += (buf[i] - '0') * weight;
            }
        }
        return unit == TimeUnit.NANOSECONDS
                ? whole / 1000
                : whole * unit.micros() + nanosOfUnit * unit.micros() / 1_000_000_000;
    }
}
