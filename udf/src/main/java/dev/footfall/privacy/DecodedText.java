package dev.footfall.privacy;

import java.util.Arrays;
import java.util.Map;

/**
 * A text with its encoding undone, which knows where in the original each character stood and how deep in encoding it
 * was. Undone are percent-encoding ({@code %XX}, {@code %uXXXX}), character references of HTML (by number, and the named
 * ones of the marks that finders look for), escapes of JSON and JavaScript (backslash and u, x, slash or quote), and the
 * full-width forms of ASCII (Unicode block Halfwidth and Fullwidth Forms), one inside the other too. {@code %XX} becomes
 * the character of that byte, not UTF-8: finders only look at ASCII and take everything above as a letter; only
 * full-width letters in UTF-8 are put together.
 */
final class DecodedText {
    private static final int MOST_ROUNDS = 4;
    /** How far a full-width letter is from the one of ASCII. */
    private static final int FULL_WIDTH = 0xfee0;

    /** Characters between the ampersand and the semicolon. */
    static final int LONGEST_REFERENCE = 8;

    private static final Map<String, Character> NAMED = Map.ofEntries(
            Map.entry("amp", '&'),
            Map.entry("AMP", '&'),
            Map.entry("quot", '"'),
            Map.entry("apos", '\''),
            Map.entry("lt", '<'),
            Map.entry("gt", '>'),
            Map.entry("nbsp", '\u00a0'),
            Map.entry("commat", '@'),
            Map.entry("period", '.'),
            Map.entry("colon", ':'),
            Map.entry("semi", ';'),
            Map.entry("equals", '='),
            Map.entry("sol", '/'),
            Map.entry("lowbar", '_'),
            Map.entry("plus", '+'),
            Map.entry("quest", '?'),
            Map.entry("num", '#'),
            Map.entry("percnt", '%'));

    private final char[] chars;
    private final int[] starts;
    private final int[] ends;
    /** How many rounds of decoding it took to see the character; 0 for one that stands in plain. */
    private final byte[] depths;

    private int length;
    /** Characters of what {@link #unescaped} looked at last. */
    private int size;

    private DecodedText(String text) {
        length = text.length();
        chars = text.toCharArray();
        starts = new int[length];
        ends = new int[length];
        depths = new byte[length];
        for (int i = 0; i < length; i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
    }

    static DecodedText of(String text) {
        DecodedText decoded = new DecodedText(text);
        for (int round = 1; round <= MOST_ROUNDS && decoded.decode((byte) round); round++) {
            // Once more, for what was encoded twice.
        }
        return decoded;
    }

    /** The text as it stands. */
    static DecodedText plain(String text) {
        return new DecodedText(text);
    }

    int length() {
        return length;
    }

    /** The character at {@code i}; NUL outside the text. */
    char at(int i) {
        return i >= 0 && i < length ? chars[i] : 0;
    }

    int depth(int i) {
        return depths[i];
    }

    /** First character of the original that the decoded character {@code i} stands for. */
    int start(int i) {
        return starts[i];
    }

    /** Character of the original after the last one that the decoded character {@code i} stands for. */
    int end(int i) {
        return ends[i];
    }

    /** Whether the text at {@code i} is {@code word}, whatever its case. */
    boolean has(int i, String word) {
        if (i < 0 || i + word.length() > length) {
            return false;
        }
        for (int j = 0; j < word.length(); j++) {
            if (lower(chars[i + j]) != word.charAt(j)) {
                return false;
            }
        }
        return true;
    }

    /** {@code [from, to)} in lower case. */
    String word(int from, int to) {
        char[] out = Arrays.copyOfRange(chars, from, to);
        for (int i = 0; i < out.length; i++) {
            out[i] = lower(out[i]);
        }
        return new String(out);
    }

    /** {@code [from, to)}. */
    String text(int from, int to) {
        return new String(chars, from, to - from);
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private boolean decode(byte round) {
        int out = 0;
        boolean changed = false;
        for (int i = 0; i < length; out++) {
            size = 1;
            char c = unescaped(i);
            boolean escaped = size > 1 || c != chars[i];
            // A character is read before another is written over it: there are never more out than in.
            starts[out] = starts[i];
            ends[out] = ends[i + size - 1];
            depths[out] = escaped ? round : depths[i];
            chars[out] = c;
            changed |= escaped;
            i += size;
        }
        length = out;
        return changed;
    }

    /** The character that stands at {@code i} when it or the escape that begins there is undone; sets {@link #size}. */
    private char unescaped(int i) {
        char c = chars[i];
        return switch (c) {
            case '%' -> percent(i);
            case '&' -> reference(i);
            case '\\' -> backslash(i);
            case '\u00ef' -> fullWidthInUtf8(i);
            default -> isFullWidth(c) ? (char) (c - FULL_WIDTH) : c;
        };
    }

    static boolean isFullWidth(char c) {
        return c >= '\uff01' && c <= '\uff5e';
    }

    private char percent(int i) {
        return lower(peek(i + 1)) == 'u' ? hexadecimal(i, i + 2, 4, 6) : hexadecimal(i, i + 1, 2, 3);
    }

    private char backslash(int i) {
        return switch (peek(i + 1)) {
            case 'u' -> hexadecimal(i, i + 2, 4, 6);
            case 'x' -> hexadecimal(i, i + 2, 2, 4);
            case '/', '"' -> {
                size = 2;
                yield chars[i + 1];
            }
            default -> chars[i];
        };
    }

    /** So many digits at {@code from}, of an escape that begins at {@code i} and is {@code whole} long. */
    private char hexadecimal(int i, int from, int digits, int whole) {
        int value = from + digits <= length ? hex(from, from + digits) : -1;
        if (value < 0) {
            return chars[i];
        }
        size = whole;
        return (char) value;
    }

    /** HTML Living Standard, 13.5 (named) and 13.2.5.75 on (numeric). */
    private char reference(int i) {
        int end = i + 1;
        while (end < length && end - i <= LONGEST_REFERENCE && chars[end] != ';') {
            end++;
        }
        if (end == i + 1 || end >= length || chars[end] != ';') {
            return chars[i];
        }
        int value = peek(i + 1) == '#' ? number(i + 2, end) : named(i + 1, end);
        if (value < 0) {
            return chars[i];
        }
        size = end + 1 - i;
        return (char) value;
    }

    private int number(int from, int to) {
        boolean hexadecimal = lower(peek(from)) == 'x';
        int first = hexadecimal ? from + 1 : from;
        int value = 0;
        for (int i = first; i < to; i++) {
            int digit = chars[i] < 128 ? Character.digit(chars[i], hexadecimal ? 16 : 10) : -1;
            if (digit < 0 || value > Character.MAX_VALUE) {
                return -1;
            }
            value = value * (hexadecimal ? 16 : 10) + digit;
        }
        return first < to && value <= Character.MAX_VALUE ? value : -1;
    }

    private int named(int from, int to) {
        Character c = NAMED.get(new String(chars, from, to - from));
        return c == null ? -1 : c;
    }

    /** Bytes of UTF-8 that stand for U+FF01 to U+FF5E, each as the character of its number. */
    private char fullWidthInUtf8(int i) {
        char second = peek(i + 1);
        char third = peek(i + 2);
        if ((second != '\u00bc' && second != '\u00bd') || third < '\u0080' || third > '\u00bf') {
            return chars[i];
        }
        char c = (char) (0xf000 | (second & 0x3f) << 6 | (third & 0x3f));
        if (!isFullWidth(c)) {
            return chars[i];
        }
        size = 3;
        return (char) (c - FULL_WIDTH);
    }

    private char peek(int i) {
        return i < length ? chars[i] : 0;
    }

    private int hex(int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = chars[i] < 128 ? Character.digit(chars[i], 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
