package dev.footfall.log;

/**
 * Time of ISO 8601 in its usual log forms: {@code 2000-10-10T13:55:36}, with a space for the T, with a fraction after a
 * dot or comma, with {@code Z}, {@code +02:00}, {@code +0200}, {@code +02} or no zone (then UTC). Not thread-safe.
 */
final class IsoTime {
    private static final int SHORTEST = 19;

    private final byte[] knownDate = new byte[10];
    private long knownDay = CivilDate.IMPOSSIBLE;
    private long epochMicros;
    private int offsetSeconds;

    /** Microseconds since the epoch of the time that {@link #parse} took last. */
    long epochMicros() {
        return epochMicros;
    }

    /** Reads the time at {@code at}; the position behind it, or -1 when there is none. */
    int parse(byte[] buf, int at, int to) {
        if (to - at < SHORTEST || (buf[at + 10] != 'T' && buf[at + 10] != 't' && buf[at + 10] != ' ')) {
            return -1;
        }
        long day = day(buf, at);
        int second = second(buf, at + 11);
        if (day == CivilDate.IMPOSSIBLE || second < 0) {
            return -1;
        }
        int next = at + SHORTEST;
        int micros = 0;
        if (next + 1 < to && (buf[next] == '.' || buf[next] == ',') && digit(buf, next + 1, to)) {
            next++;
            for (int unit = 100_000; digit(buf, next, to); next++, unit /= 10) {
                micros += (buf[next] - '0') * unit;
            }
        }
        next = zone(buf, next, to);
        epochMicros = (day * 86_400 + second - offsetSeconds) * 1_000_000 + micros;
        return next;
    }

    /** Days since the epoch of {@code yyyy-MM-dd} at {@code at}, which must have ten bytes. */
    long day(byte[] buf, int at) {
        boolean known = true;
        for (int i = 0; i < 10 && known; i++) {
            known = buf[at + i] == knownDate[i];
        }
        if (!known) {
            System.arraycopy(buf, at, knownDate, 0, 10);
            knownDay = buf[at + 4] == '-' && buf[at + 7] == '-'
                    ? CivilDate.epochDay(
                            CivilDate.four(buf, at), CivilDate.two(buf, at + 5), CivilDate.two(buf, at + 8))
                    : CivilDate.IMPOSSIBLE;
        }
        return knownDay;
    }

    /** Second of the day of {@code HH:mm:ss} at {@code at}, which must have eight bytes; -1 when impossible. */
    static int second(byte[] buf, int at) {
        return buf[at + 2] == ':' && buf[at + 5] == ':'
                ? CivilDate.secondOfDay(CivilDate.two(buf, at), CivilDate.two(buf, at + 3), CivilDate.two(buf, at + 6))
                : -1;
    }

    private int zone(byte[] buf, int at, int to) {
        offsetSeconds = 0;
        if (at < to && (buf[at] == 'Z' || buf[at] == 'z')) {
            return at + 1;
        }
        if (at >= to || (buf[at] != '+' && buf[at] != '-')) {
            return at;
        }
        if (to - at < 3) {
            return -1;
        }
        int next = at + 3;
        boolean colon = to - at >= 6 && buf[next] == ':';
        boolean minutes = colon || (digit(buf, next, to) && digit(buf, next + 1, to));
        int minute = 0;
        if (minutes) {
            next += colon ? 1 : 0;
            minute = CivilDate.two(buf, next);
            next += 2;
        }
        offsetSeconds = CivilDate.offset(buf[at], CivilDate.two(buf, at + 1), minute);
        return offsetSeconds == Integer.MIN_VALUE ? -1 : next;
    }

    private static boolean digit(byte[] buf, int at, int to) {
        return at < to && buf[at] >= '0' && buf[at] <= '9';
    }
}
