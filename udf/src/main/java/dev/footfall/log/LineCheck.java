package dev.footfall.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What every format checks of a line before it looks at the fields. */
final class LineCheck {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int FIRST_PRINTABLE = 0x20;

    private LineCheck() {}

    /** Where the line's text begins: a byte order mark is passed over. */
    static int start(byte[] buf, int from, int to) {
        boolean mark = to - from >= 3
                && buf[from] == (byte) 0xEF
                && buf[from + 1] == (byte) 0xBB
                && buf[from + 2] == (byte) 0xBF;
        return mark ? from + 3 : from;
    }

    /** Where the line's text ends: one carriage return at the end is dropped. */
    static int end(byte[] buf, int from, int to) {
        return to > from && buf[to - 1] == '\r' ? to - 1 : to;
    }

    /** {@link Outcome#HIT} when the line may be parsed, else what it is. */
    static Outcome check(byte[] buf, int from, int to) {
        if (to - from > LineParser.MAX_LINE_BYTES) {
            return Outcome.TOO_LONG;
        }
        if (from == to || buf[from] == '#' || (buf[from] <= ' ' && blank(buf, from, to))) {
            return Outcome.IGNORED;
        }
        return hasControlBytes(buf, from, to) ? Outcome.CONTROL_BYTES : Outcome.HIT;
    }

    private static boolean blank(byte[] buf, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buf[i] != ' ' && buf[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Whether a byte below 0x20 other than the tab occurs. Eight bytes a step: this touches every byte of the log. */
    private static boolean hasControlBytes(byte[] buf, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long word = (long) LONGS.get(buf, i);
            // The highest bit of each byte that is below 0x20 (Bit Twiddling Hacks, "hasless"); tabs are sorted out below.
            if (((word - EACH_BYTE * FIRST_PRINTABLE) & ~word & HIGH_BITS) != 0 && controlIn(buf, i, i + 8)) {
                return true;
            }
        }
        return controlIn(buf, i, to);
    }

    private static boolean controlIn(byte[] buf, int from, int to) {
        for (int i = from; i < to; i++) {
            if (buf[i] >= 0 && buf[i] < FIRST_PRINTABLE && buf[i] != '\t') {
                return true;
            }
        }
        return false;
    }
}
