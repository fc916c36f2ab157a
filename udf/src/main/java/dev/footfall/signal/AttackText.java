package dev.footfall.signal;

import java.nio.charset.StandardCharsets;

/**
 * Undoes the disguises of hostile text: percent-encoding twice, case, spaces of all kinds, control characters and SQL
 * comments. At most 4,096 characters are looked at.
 */
final class AttackText {
    private static final int LONGEST = 4096;
    private static final int DECODINGS = 2;

    private AttackText() {}

    /** The text cut and in lower case, otherwise as it came. */
    static String raw(String text) {
        StringBuilder out = new StringBuilder();
        int end = Math.min(text.length(), LONGEST);
        for (int i = 0; i < end; i++) {
            out.append(lower(text.charAt(i)));
        }
        return out.toString();
    }

    /** The plain form of a text; {@code plus} says whether a plus means a space. */
    static String plain(String text, boolean plus) {
        String decoded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        for (int i = 0; i < DECODINGS && decoded.indexOf('%') >= 0; i++) {
            decoded = decode(decoded);
        }
        return collapse(decoded, plus);
    }

    private static String decode(String text) {
        byte[] in = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[in.length];
        int n = 0;
        for (int i = 0; i < in.length; i++) {
            if (in[i] == '%' && i + 2 < in.length && hex(in[i + 1]) >= 0 && hex(in[i + 2]) >= 0) {
                int b = hex(in[i + 1]) << 4 | hex(in[i + 2]);
                if (b == 0xC0 || b == 0xC1) {
                    // Never valid UTF-8, but an overlong form of a dot or slash: it stays visible to the rules.
                    out[n++] = in[i];
                } else {
                    out[n++] = (byte) b;
                    i += 2;
                }
            } else {
                out[n++] = in[i];
            }
        }
        return new String(out, 0, n, StandardCharsets.UTF_8);
    }

    private static String collapse(String text, boolean plus) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean space = c <= ' ' || c == 0x7F || c == 0xA0 || (plus && c == '+');
            if (c == '/' && text.startsWith("/*", i)) {
                int end = text.indexOf("*/", i + 2);
                if (end >= 0) {
                    i = end + 1;
                    space = true;
                }
            }
            if (!space) {
                out.append(lower(c));
            } else if (out.isEmpty() || out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString();
    }

    private static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c;
    }

    private static int hex(byte b) {
        return b < 0 ? -1 : Character.digit(b, 16);
    }
}
