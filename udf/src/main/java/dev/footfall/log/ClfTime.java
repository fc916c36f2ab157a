package dev.footfall.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Time of the Common Log Format, {@code 10/Oct/2000:13:55:36 -0700}.
 *
 * <p>Hot path: neighbouring lines share date and zone, so their epoch is remembered by the raw bytes and only the time of
 * day is read. Not thread-safe.
 */
final class ClfTime {
    static final int LENGTH = 26;
    static final long INVALID = Long.MIN_VALUE;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long LAST_SIX_BYTES = 0x0000_FFFF_FFFF_FFFFL;

    private long dayAndMonth;
    private int yearAndColon;
    private long zone;
    private long midnight = INVALID;

    /** Seconds since the epoch of the time at {@code at}, or {@link #INVALID}. */
    long parse(byte[] buf, int at, int to) {
        if (to - at < LENGTH) {
            return INVALID;
        }
        long days = (long) LONGS.get(buf, at); // dd/Mon/y
        int year = (int) INTS.get(buf, at + 8); // yyy:
        long offset = (long) LONGS.get(buf, at + 18) & LAST_SIX_BYTES; // (SS) +hhmm
        if (days != dayAndMonth || year != yearAndColon || offset != zone || midnight == INVALID) {
            midnight = midnight(buf, at);
            dayAndMonth = days;
            yearAndColon = year;
            zone = offset;
        }
        int second = buf[at + 14] == ':' && buf[at + 17] == ':'
                ? CivilDate.secondOfDay(
                        CivilDate.two(buf, at + 12), CivilDate.two(buf, at + 15), CivilDate.two(buf, at + 18))
                : -1;
        return midnight == INVALID || second < 0 ? INVALID : midnight + second;
    }

    private static long midnight(byte[] buf, int at) {
        if (buf[at + 2] != '/' || buf[at + 6] != '/' || buf[at + 11] != ':' || buf[at + 20] != ' ') {
            return INVALID;
        }
        long day = CivilDate.epochDay(
                CivilDate.four(buf, at + 7), CivilDate.month(buf, at + 3), CivilDate.two(buf, at));
        int offset =
                CivilDate.offset(buf[at + 21], CivilDate.two(buf, at + 22), CivilDate.two(buf, at + 24));
        return day == CivilDate.IMPOSSIBLE || offset == Integer.MIN_VALUE ? INVALID : day * 86_400 - offset;
    }
}
