package dev.footfall.page;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The decoded pairs of a query string: at most 100 of them in its first 8,192 characters; the first of a key counts. */
final class Query {
    private static final int LONGEST = 8192;
    private static final int MOST_PAIRS = 100;
    private static final int LONGEST_LABEL = 100;
    private static final Query EMPTY = new Query(Map.of());

    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    static Query parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty() || raw.equals("-")) {
            return EMPTY;
        }
        String text = raw.substring(0, Math.min(raw.length(), LONGEST));
        Map<String, String> values = new HashMap<>();
        int from = 0;
        for (int pairs = 0; pairs < MOST_PAIRS && from < text.length(); pairs++) {
            int end = text.indexOf('&', from);
            end = end < 0 ? text.length() : end;
            int equals = text.indexOf('=', from);
            boolean hasValue = equals >= 0 && equals < end;
            String key = Percent.queryPart(text.substring(from, hasValue ? equals : end));
            values.putIfAbsent(key, hasValue ? Percent.queryPart(text.substring(equals + 1, end)) : "");
            from = end + 1;
        }
        return new Query(values);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The value as it was given; empty when there is none. */
    String get(String key) {
        return values.getOrDefault(key, "");
    }

    /** The value as a label: lower-case, spaces joined, cut. */
    String label(String key) {
        String value = values.get(key);
        return value == null
                ? ""
                : cut(value.strip().replaceAll("\\s+", " "), LONGEST_LABEL).toLowerCase(Locale.ROOT);
    }

    /** The text cut to that many characters, never within a pair of surrogates. */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}
