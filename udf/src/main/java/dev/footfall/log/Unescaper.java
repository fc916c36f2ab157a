package dev.footfall.log;

import java.nio.charset.StandardCharsets;

/** Turns a field's bytes into text as the writing server meant it. */
final class Unescaper {
    private Unescaper() {}

    /** Text of {@code [from, to)}; broken UTF-8 becomes U+FFFD. */
    static String text(byte[] bytes, int from, int to, Escaping escaping) {
        return switch (escaping) {
            case NONE -> plain(bytes, from, to);
            case APACHE, NGINX ->
                contains(bytes, from, to, '\\') ? unescape(bytes, from, to, escaping) : plain(bytes, from, to);
            case W3C -> contains(bytes, from, to, '+') ? spaces(bytes, from, to) : plain(bytes, from, to);
            case CLOUDFRONT -> hex(bytes, from, to, '%', true);
            case SQUID -> hex(bytes, from, to, '%', false);
            case HAPROXY -> hex(bytes, from, to, '#', false);
        };
    }

    /** Text of a URL in which {@code %} became {@code %25}. */
    static String url(byte[] bytes, int from, int to) {
        return plain(bytes, from, to).replace("%25", "%");
    }

    private static String plain(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean contains(byte[] bytes, int from, int to, char mark) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == mark) {
                return true;
            }
        }
        return false;
    }

    private static String spaces(byte[] bytes, int from, int to) {
        return plain(bytes, from, to).replace('+', ' ');
    }

    /** Bytes written as a mark and two hexadecimal digits; a mark without them stands for itself. */
    private static String hex(byte[] bytes, int from, int to, char mark, boolean spacesTwice) {
        if (!contains(bytes, from, to, mark)) {
            return plain(bytes, from, to);
        }
        byte[] out = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] != mark || i + 2 >= to || hex(bytes[i + 1]) < 0 || hex(bytes[i + 2]) < 0) {
                out[n++] = bytes[i];
                continue;
            }
            boolean twice = spacesTwice && i + 4 < to && bytes[i + 1] == '2' && bytes[i + 2] == '5';
            if (twice && bytes[i + 3] == '2' && bytes[i + 4] == '0') {
                out[n++] = ' ';
                i += 4;
            } else {
                out[n++] = (byte) (hex(bytes[i + 1]) << 4 | hex(bytes[i + 2]));
                i += 2;
            }
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    private static String unescape(byte[] bytes, int from, int to, Escaping escaping) {
        byte[] out = new byte[to - from];
        int n = 0;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (b != '\\' || i + 1 >= to) {
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
