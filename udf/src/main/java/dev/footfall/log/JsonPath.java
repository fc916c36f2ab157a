package dev.footfall.log;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A path to one value of a JSON document: {@code $.request.headers['User-Agent'][0]}. The part of RFC 9535 that names
 * members and array elements (counted from 0); no wildcards, filters or negative indexes.
 */
public record JsonPath(List<Step> steps) implements Serializable {
    private static final int MOST_STEPS = 32;
    private static final String MEND = "write it as in $.request.headers['User-Agent'][0]";

    /**
     * One step down.
     *
     * @param name member of an object; empty for an array element
     * @param index element of an array, from 0; -1 for a member
     */
    public record Step(String name, int index) implements Serializable {}

    /** Copies the steps. */
    public JsonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path.
     *
     * @throws FormatException naming the position, counted from 1
     */
    public static JsonPath parse(String text) {
        if (!text.startsWith("$")) {
            throw error(text, 0, "a path begins with $");
        }
        List<Step> steps = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            int end = text.charAt(at) == '[' ? bracketEnd(text, at) : nameEnd(text, at);
            steps.add(text.charAt(at) == '[' ? bracket(text, at, end) : new Step(text.substring(at + 1, end), -1));
            at = end;
        }
        if (steps.isEmpty() || steps.size() > MOST_STEPS) {
            throw error(text, 0, "a path has 1 to " + MOST_STEPS + " steps");
        }
        return new JsonPath(steps);
    }

    private static int nameEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length() && ".[] \t".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean stopped = end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[';
        if (text.charAt(at) != '.' || end == at + 1 || stopped) {
            throw error(text, stopped ? end : at, "expected .name or [n]");
        }
        return end;
    }

    private static int bracketEnd(String text, int at) {
        char quote = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote + "]", at + 2) + 1 : text.indexOf(']', at);
        if (end <= at + 1) {
            throw error(text, at, "'[' is not closed");
        }
        return end + 1;
    }

    private static Step bracket(String text, int at, int end) {
        String inside = text.substring(at + 1, end - 1);
        if (inside.startsWith("'") || inside.startsWith("\"")) {
            return new Step(inside.substring(1, inside.length() - 1), -1);
        }
        boolean digits = inside.length() <= 6 && inside.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw error(text, at + 1, "expected an index or a quoted name");
        }
        return new Step("", Integer.parseInt(inside));
    }

    private static FormatException error(String text, int at, String what) {
        return new FormatException("path " + text + ", position " + (at + 1) + ": " + what + "; " + MEND);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("$");
        for (Step step : steps) {
            if (step.index() >= 0) {
                text.append('[').append(step.index()).append(']');
            } else if (step.name().chars().anyMatch(c -> ".[] \t".indexOf(c) >= 0)
                    || step.name().isEmpty()) {
                text.append("['").append(step.name()).append("']");
            } else {
                text.append('.').append(step.name());
            }
        }
        return text.toString();
    }
}
