package dev.footfall.jobs.govern;

import java.util.Locale;
import java.util.Set;

/**
 * The shape of a line whose fields are unknown, because it did not parse: letters become {@code x}, digits {@code 9}, and
 * stretches are cut, so that no address, cookie, name or number can be read, yet the missing quote or the strange date
 * can be seen. Only words that a log format has in common for all visitors stay.
 */
final class LineShape {
    private static final int LONGEST_WORD = 8;
    private static final int LONGEST_SHAPE = 400;
    private static final Set<String> KEPT =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "CONNECT", "TRACE", "HTTP");

    private LineShape() {}

    /** The shape of a line; its end is cut off where it is long. */
    static String of(String line) {
        StringBuilder shape = new StringBuilder();
        for (int i = 0; i < line.length() && shape.length() < LONGEST_SHAPE; ) {
            int end = wordEnd(line, i);
            if (end == i) {
                int c = line.codePointAt(i);
                shape.appendCodePoint(c);
                i += Character.charCount(c);
            } else {
                word(line.substring(i, end), shape);
                i = end;
            }
        }
        return shape.length() < LONGEST_SHAPE ? shape.toString() : shape.substring(0, LONGEST_SHAPE) + "…";
    }

    /** Everything that is no ASCII sign or control character counts as part of a word. */
    private static int wordEnd(String line, int from) {
        int i = from;
        while (i < line.length() && (Character.isLetterOrDigit(line.charAt(i)) || line.charAt(i) > '~')) {
            i++;
        }
        return i;
    }

    private static void word(String word, StringBuilder shape) {
        if (KEPT.contains(word.toUpperCase(Locale.ROOT))) {
            shape.append(word);
            return;
        }
        for (int i = 0; i < Math.min(word.length(), LONGEST_WORD); i++) {
            char c = word.charAt(i);
            shape.append(Character.isDigit(c) ? '9' : Character.isUpperCase(c) ? 'X' : 'x');
        }
        if (word.length() > LONGEST_WORD) {
            shape.append('…');
        }
    }
}
