package dev.footfall.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One alternative of a crawler pattern: a literal that every match contains, and what else must be checked.
 *
 * <p>Reads the subset of regular expressions that the crawler list uses: plain text, {@code ^ $ |}, classes, groups.
 *
 * @param literal contained in every match, but for the case of its letters
 * @param exact whether the pattern is that literal and nothing else, case included, but for the anchors
 * @param fromStart whether a match stands at the start of the agent
 * @param toEnd whether a match stands at its end
 * @param then what must follow anywhere after an exact literal; mostly empty
 * @param regex the whole pattern, for those that are not exact
 */
record CrawlerPattern(String literal, boolean exact, boolean fromStart, boolean toEnd, String then, Pattern regex) {
    private static final int SHORTEST = 3;

    /** Anything in between; as a regular expression it would cost the square of a hostile agent's length. */
    private static final String GAP = "[\\s\\S]*";

    /** The alternatives of the pattern. */
    static List<CrawlerPattern> parse(String pattern) {
        List<CrawlerPattern> all = new ArrayList<>();
        Pattern regex = Pattern.compile(pattern);
        int from = 0;
        for (int i = 0, depth = 0; i <= pattern.length(); i++) {
            char c = i < pattern.length() ? pattern.charAt(i) : '|';
            if (c == '\\') {
                i++;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == '|' && (depth == 0 || i == pattern.length())) {
                all.add(read(pattern.substring(from, i), regex));
                from = i + 1;
            }
        }
        return all;
    }

    private static CrawlerPattern read(String alternative, Pattern regex) {
        int gap = alternative.indexOf(GAP);
        if (gap < 0) {
            return new Reader(alternative).read(regex, "");
        }
        CrawlerPattern then = new Reader(alternative.substring(gap + GAP.length())).read(regex, "");
        if (!then.exact || then.fromStart || then.toEnd) {
            throw new IllegalArgumentException("more than text after a gap in crawler pattern " + alternative);
        }
        return new Reader(alternative.substring(0, gap)).read(regex, then.literal);
    }

    /**
     * Whether the pattern matches, given that its literal ends there. Of a pattern that is not exact the answer is the
     * same wherever the literal stands.
     */
    boolean matches(String agent, int end) {
        if (!exact) {
            return regex.matcher(agent).find();
        }
        int start = end - literal.length();
        return agent.startsWith(literal, start)
                && (!fromStart || start == 0)
                && (!toEnd || end == agent.length())
                && (then.isEmpty() || agent.indexOf(then, end) >= 0);
    }

    /** Reads one alternative and keeps its longest run of certain characters. */
    private static final class Reader {
        private final String text;
        private final StringBuilder run = new StringBuilder();
        private String longest = "";
        private boolean exact = true;
        private boolean fromStart;
        private boolean toEnd;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        CrawlerPattern read(Pattern regex, String then) {
            while (at < text.length()) {
                char c = text.charAt(at++);
                switch (c) {
                    case '^' -> fromStart = true;
                    case '$' -> toEnd = true;
                    case '[' -> characterClass();
                    case '(' -> group();
                    case '.' -> uncertain();
                    case '?', '*', '+', '{' -> quantifier();
                    case '\\' -> escape(text.charAt(at++));
                    default -> run.append(c);
                }
            }
            endRun();
            if (longest.length() < SHORTEST) {
                throw new IllegalArgumentException("no literal to look for in crawler pattern " + text);
            }
            return new CrawlerPattern(longest, exact, fromStart, toEnd, then, regex);
        }

        private void endRun() {
            if (run.length() > longest.length()) {
                longest = run.toString();
            }
            run.setLength(0);
        }

        private void uncertain() {
            exact = false;
            endRun();
        }

        /** What it follows may be absent. */
        private void quantifier() {
            if (!run.isEmpty()) {
                run.setLength(run.length() - 1);
            }
            uncertain();
            if (text.charAt(at - 1) == '{') {
                at = text.indexOf('}', at) + 1;
            }
        }

        private void escape(char c) {
            if (Character.isLetterOrDigit(c)) {
                uncertain();
            } else {
                run.append(c);
            }
        }

        /** A letter in both cases still belongs to the literal, which is looked for in any case. */
        private void characterClass() {
            int end = text.indexOf(']', at);
            String inside = text.substring(at, end);
            at = end + 1;
            if (inside.length() == 2
                    && inside.charAt(0) != inside.charAt(1)
                    && Character.toLowerCase(inside.charAt(0)) == Character.toLowerCase(inside.charAt(1))) {
                exact = false;
                run.append(Character.toLowerCase(inside.charAt(0)));
            } else {
                uncertain();
            }
        }

        private void group() {
            uncertain();
            for (int depth = 1; depth > 0; at++) {
                switch (text.charAt(at)) {
                    case '\\' -> at++;
                    case '(' -> depth++;
                    case ')' -> depth--;
                    default -> {}
                }
            }
        }
    }
}
