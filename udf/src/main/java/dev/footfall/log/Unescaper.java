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

    private static int hex(byte b) {
        return Character.digit(b, 16);
    }
}
