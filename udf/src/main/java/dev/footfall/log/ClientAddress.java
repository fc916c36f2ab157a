package dev.footfall.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Internet addresses as text and as bytes, in one canonical form each: 4 bytes for IPv4 and for IPv4-mapped IPv6
 * ({@code ::ffff:0:0/96}, RFC 4291 section 2.5.5.2), else 16. A name is never looked up.
 */
public final class ClientAddress {
    /** Most bytes that an address has. */
    public static final int MAX_BYTES = 16;

    private static final int GROUPS = 8;

    private ClientAddress() {}

    /** The address in {@code buf[from, to)}; see {@link #parse(byte[], int, int, byte[])}; null when it is none. */
    public static byte @Nullable [] parse(byte[] buf, int from, int to) {
        byte[] out = new byte[MAX_BYTES];
        int length = parse(buf, from, to, out);
        return switch (length) {
            case 0 -> null;
            case MAX_BYTES -> out;
            default -> Arrays.copyOf(out, length);
        };
    }

    /**
     * Reads an address: IPv4 in four decimal parts without leading zeros, or IPv6 (RFC 4291 section 2.2) in either case,
     * with brackets, zone id and port dropped ({@code 192.0.2.1:80}, {@code [fe80::1%eth0]:443}).
     *
     * @param out receives the canonical bytes; has room for {@link #MAX_BYTES}
     * @return 4 or 16, the number of bytes written, or 0 when the text is no address
     */
    public static int parse(byte[] buf, int from, int to, byte[] out) {
        if (from < to && buf[from] == '[') {
            int close = indexOf(buf, from, to, ']');
            boolean closed = close > 0 && (close + 1 == to || port(buf, close + 1, to));
            return closed ? ipv6(buf, from + 1, close, out) : 0;
        }
        int colon = indexOf(buf, from, to, ':');
        if (colon < 0) {
            return ipv4(buf, from, to, out, 0) ? 4 : 0;
        }
        if (indexOf(buf, colon + 1, to, ':') < 0) {
            return port(buf, colon, to) && ipv4(buf, from, colon, out, 0) ? 4 : 0;
        }
        return ipv6(buf, from, to, out);
    }

    private static int indexOf(byte[] buf, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (buf[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Whether {@code [from, to)} is a colon and a port of one to five digits. */
    static boolean port(byte[] buf, int from, int to) {
        return to - from >= 2
                && to - from <= 6
                && buf[from] == ':'
                && DecimalNumber.whole(buf, from + 1, to) != DecimalNumber.MALFORMED
                && DecimalNumber.whole(buf, from + 1, to) <= 65_535;
    }

    private static boolean ipv4(byte[] buf, int from, int to, byte[] out, int outAt) {
        if (to - from < 7 || to - from > 15) {
            return false;
        }
        int i = from;
        for (int part = 0; part < 4; part++) {
            int start = i;
            int value = 0;
            while (i < to && buf[i] >= '0' && buf[i] <= '9') {
                value = value * 10 + buf[i++] - '0';
            }
            int digits = i - start;
            boolean last = part == 3;
            if (digits == 0 || digits > 3 || value > 255 || (digits > 1 && buf[start] == '0')) {
                return false;
            }
            if (last ? i != to : i >= to || buf[i++] != '.') {
                return false;
            }
            out[outAt + part] = (byte) value;
        }
        return true;
    }

    private static int ipv6(byte[] buf, int from, int end, byte[] out) {
        int zone = indexOf(buf, from, end, '%');
        int to = zone >= 0 ? zone : end;
        if (zone >= 0 && zone + 1 == end) {
            return 0;
        }
        int written = 0;
        int gapAt = -1;
        int i = from;
        if (to - i >= 2 && buf[i] == ':' && buf[i + 1] == ':') {
            gapAt = 0;
            i += 2;
        }
        while (i < to) {
            int groupEnd = i;
            while (groupEnd < to && buf[groupEnd] != ':' && buf[groupEnd] != '.') {
                groupEnd++;
            }
            if (groupEnd < to && buf[groupEnd] == '.') {
                if (written > 2 * GROUPS - 4 || !ipv4(buf, i, to, out, written)) {
                    return 0;
                }
                written += 4;
                i = to;
                break;
            }
            int value = hexGroup(buf, i, groupEnd);
            if (value < 0 || written == 2 * GROUPS) {
                return 0;
            }
            out[written++] = (byte) (value >> 8);
            out[written++] = (byte) value;
            i = groupEnd;
            if (i == to) {
                break;
            }
            if (i + 1 < to && buf[i + 1] == ':') {
                if (gapAt >= 0) {
                    return 0;
                }
                gapAt = written;
                i += 2;
            } else if (++i == to) {
                return 0;
            }
        }
        return gapAt >= 0 ? widen(out, written, gapAt) : written == MAX_BYTES ? shorten(out) : 0;
    }

    private static int hexGroup(byte[] buf, int from, int to) {
        if (from == to || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(buf[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Puts the zeros of {@code ::} where it stood; it stands for one group at least. */
    private static int widen(byte[] out, int written, int gapAt) {
        if (written > MAX_BYTES - 2) {
            return 0;
        }
        int tail = written - gapAt;
        System.arraycopy(out, gapAt, out, MAX_BYTES - tail, tail);
        Arrays.fill(out, gapAt, MAX_BYTES - tail, (byte) 0);
        return shorten(out);
    }

    private static int shorten(byte[] out) {
        if (!mapped(out)) {
            return MAX_BYTES;
        }
        System.arraycopy(out, 12, out, 0, 4);
        return 4;
    }

    private static boolean mapped(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
    }

    /**
     * The address as canonical text: dotted decimal, or RFC 5952 (lower case, longest run of two or more zero groups as
     * {@code ::}, the first of equals; IPv4-mapped in mixed notation).
     *
     * @throws IllegalArgumentException when the array has neither 4 nor 16 bytes
     */
    public static String format(byte[] address) {
        StringBuilder text = new StringBuilder(39);
        if (address.length == 4) {
            dotted(address, 0, text);
        } else if (address.length != MAX_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        } else if (mapped(address)) {
            dotted(address, 12, text.append("::ffff:"));
        } else {
            groups(address, text);
        }
        return text.toString();
    }

    private static void dotted(byte[] address, int from, StringBuilder text) {
        for (int i = from; i < from + 4; i++) {
            text.append(i == from ? "" : ".").append(address[i] & 0xFF);
        }
    }

    private static void groups(byte[] address, StringBuilder text) {
        int bestAt = -1;
        int bestLength = 1;
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            run = group(address, i) == 0 ? run + 1 : 0;
            if (run > bestLength) {
                bestAt = i + 1 - run;
                bestLength = run;
            }
        }
        int behindGap = bestAt + bestLength;
        for (int i = 0; i < GROUPS; i++) {
            boolean inGap = bestAt >= 0 && i >= bestAt && i < behindGap;
            if (i == bestAt) {
                text.append("::");
            } else if (!inGap) {
                boolean separated = i > 0 && (bestAt < 0 || i != behindGap);
                text.append(separated ? ":" : "").append(Integer.toHexString(group(address, i)));
            }
        }
    }

    private static int group(byte[] address, int i) {
        return (address[2 * i] & 0xFF) << 8 | (address[2 * i + 1] & 0xFF);
    }
}
