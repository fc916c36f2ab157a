package dev.footfall.log;

import java.nio.charset.StandardCharsets;

/** Turns a field's bytes into text as the writing server meant it. */
final class Unescaper {
    private Unescaper() {}

    /** Text of {@code [from, to)}; broken UTF-8 becomes U+FFFD. */
    static String text(byte[] bytes, int from, int to, Escaping escaping) {
        byte mark = escaping == Escaping.W3C ? (byte) '+' : (byte) '\\';
        if (escaping != Escaping.NONE) {
            for (int i = from; i < to; i++) {
                if (bytes[i] == mark) {
                    return unescape(bytes, from, to, escaping);
                }
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescape(byte[] bytes, int from, int to, Escaping escaping) {
        byte[] out = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (escaping == Escaping.W3C) {
                out[n++] = b == '+' ? (byte) ' ' : b;
            } else if (b != '\\' || i + 1 >= to) {
                out[n++] = b;
            } else if (bytes[i + 1] == 'x' && i + 3 < to && hex(bytes[i + 2]) >= 0 && hex(bytes[i + 3]) >= 0) {
                out[n++] = (byte) (hex(bytes[i + 2]) << 4 | hex(bytes[i + 3]));
                i += 3;
            } else if (escaping == Escaping.NGINX && bytes[i + 1] == 'u' && codeUnit(bytes, i + 2, to) >= 0) {
                n = utf8(codeUnit(bytes, i + 2, to), out, n); // escape=json writes control characters so
                i += 5;
            } else {
                i++;
                out[n++] = switch (bytes[i]) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    case 'b' -> '\b';
                    case 'f' -> '\f';
                    case 'v' -> 0x0b;
                    default -> bytes[i];
                };
            }
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    /** The four hexadecimal digits at {@code at}, or -1. */
    private static int codeUnit(byte[] bytes, int at, int to) {
        int unit = 0;
        for (int i = at; i < at + 4; i++) {
            if (i >= to || hex(bytes[i]) < 0) {
                return -1;
            }
            unit = unit << 4 | hex(bytes[i]);
        }
        return unit;
    }

    /** Writes a code point of at most 16 bits; six escaped bytes never become more than three. */
    private static int utf8(int codePoint, byte[] out, int at) {
        byte[] encoded = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, out, at, encoded.length);
        return at + encoded.length;
    }

    private static int hex(byte b) {
        return Character.digit(b, 16);
    }
}
