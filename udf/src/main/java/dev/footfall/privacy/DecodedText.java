package dev.footfall.privacy;

import java.util.Arrays;

/**
 * A text with its percent-encoding undone, which knows where in the original each character stood and how deep in
 * encoding it was. {@code %XX} becomes the character of that byte, not UTF-8: finders only look at ASCII and take
 * everything above as a letter. {@code %uXXXX} is undone too.
 */
final class DecodedText {
    private static final int MOST_ROUNDS = 4;

    private final char[] chars;
    private final int[] starts;
    private final int[] ends;
    /** How many rounds of decoding it took to see the character; 0 for one that stands in plain. */
    private final byte[] depths;

    private int length;

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

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
    }

    private boolean decode(byte round) {
        int out = 0;
        boolean changed = false;
        for (int i = 0; i < length; out++) {
            int size = escapeLength(i);
            chars[out] = size == 1 ? chars[i] : (char) hex(i + size - (size == 6 ? 4 : 2), i + size);
            starts[out] = starts[i];
            ends[out] = ends[i + size - 1];
            depths[out] = size == 1 ? depths[i] : round;
            changed |= size > 1;
            i += size;
        }
        length = out;
        return changed;
    }

    /** 3 for {@code %XX}, 6 for {@code %uXXXX}, 1 for any other character. */
    private int escapeLength(int i) {
        if (chars[i] != '%') {
            return 1;
        }
        if (i + 2 < length && hex(i + 1, i + 3) >= 0) {
            return 3;
        }
        boolean unicode = i + 5 < length && lower(chars[i + 1]) == 'u' && hex(i + 2, i + 6) >= 0;
        return unicode ? 6 : 1;
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
