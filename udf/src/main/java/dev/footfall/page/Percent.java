package dev.footfall.page;

import java.nio.charset.StandardCharsets;

/** Percent-decoding, once, into text that holds no control character. */
final class Percent {
    /** ASCII characters that mean the same with and without escape in a path, letters and digits aside. */
    private static final String PLAIN = "-._~!$&'()*+,:=@";

    private static final String HEX = "0123456789ABCDEF";

    private Percent() {}

    /**
     * The path with escapes of harmless characters decoded; {@code /}, {@code %} and other reserved characters stay
     * escaped, in upper case; escapes that are none become {@code %25}; invalid UTF-8 becomes U+FFFD; control and
     * format characters go. Applied twice it gives the same.
     */
    static String path(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (isEscape(text, i)) {
                i = decodeRun(text, i, out, true);
            } else {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                append(out, c, c == '/' || c == ';');
            }
        }
        return out.toString();
    }

    /** A key or value of a query, entirely decoded, {@code +} as a space; control and format characters go. */
    static String queryPart(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            if (isEscape(text, i)) {
                i = decodeRun(text, i, out, false);
            } else {
                int c = text.codePointAt(i);
                i += Character.charCount(c);
                if (isVisible(c)) {
                    out.appendCodePoint(c == '+' ? ' ' : c);
                }
            }
        }
        return out.toString();
    }

    /** The decoded value in a form that can stand in a query again; letters beyond ASCII stay readable. */
    static String encodeQueryPart(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c >= 0x80 || isAlphanumeric(c) || "-._~".indexOf(c) >= 0) {
                out.appendCodePoint(c);
            } else {
                escape(out, c);
            }
        });
        return out.toString();
    }

    /** Decodes the escapes that stand together, since only they make whole characters; answers where they end. */
    private static int decodeRun(String text, int from, StringBuilder out, boolean path) {
        byte[] bytes = new byte[(text.length() - from) / 3];
        int n = 0;
        int i = from;
        while (isEscape(text, i)) {
            bytes[n++] =
                    (byte) (Character.digit(text.charAt(i + 1), 16) << 4 | Character.digit(text.charAt(i + 2), 16));
            i += 3;
        }
        new String(bytes, 0, n, StandardCharsets.UTF_8).codePoints().forEach(c -> {
            if (path) {
                append(out, c, false);
            } else if (isVisible(c)) {
                out.appendCodePoint(c);
            }
        });
        return i;
    }

    private static void append(StringBuilder out, int c, boolean separator) {
        if (!isVisible(c)) {
            return;
        }
        if (c >= 0xD800 && c <= 0xDFFF) {
            out.append('\uFFFD');
        } else if (separator || c >= 0x80 || isAlphanumeric(c) || PLAIN.indexOf(c) >= 0) {
            out.appendCodePoint(c);
        } else {
            escape(out, c);
        }
    }

    private static void escape(StringBuilder out, int c) {
        out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
    }

    private static boolean isEscape(String text, int at) {
        return at + 2 < text.length()
                && text.charAt(at) == '%'
                && isHex(text.charAt(at + 1))
                && isHex(text.charAt(at + 2));
    }

    private static boolean isHex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Neither control nor format (such as right-to-left override) nor line separator. */
    static boolean isVisible(int c) {
        if (c < 0x80) {
            return c >= 0x20 && c != 0x7F;
        }
        int type = Character.getType(c);
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
