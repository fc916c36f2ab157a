package dev.footfall.jobs.output;

/**
 * Text from a log, made harmless: control characters and escape sequences that would drive a terminal, and marks that
 * reorder or hide text (bidirectional, zero-width), become visible as {@code \}{@code u202e}.
 */
public final class SafeText {
    private SafeText() {}

    /** The text with every harmful character written out. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (harmful(text.codePointAt(i))) {
                return escaped(text);
            }
        }
        return text;
    }

    /** Whether a terminal would act on the character, or show something else than is there. */
    static boolean harmful(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** The character as {@code \}{@code uXXXX}, in two halves outside the basic plane. */
    static String escape(int codePoint) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Character.toChars(codePoint)) {
            escaped.append(String.format("\\u%04x", (int) c));
        }
        return escaped.toString();
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (harmful(c)) {
                safe.append(escape(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }
}
