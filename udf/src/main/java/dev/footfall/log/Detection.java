package dev.footfall.log;

import java.util.Locale;
import java.util.Optional;

/**
 * The format that fits the first lines of a file best, and the one that comes second.
 *
 * @param format the format
 * @param confidence share of the tried lines that it parses, in [0, 1]
 * @param parsed lines that it parses
 * @param tried lines that are neither blank nor directives
 * @param next the format that parses most of them after it; empty when no other parses any, or none was tried
 */
public record Detection(LogFormat format, double confidence, int parsed, int tried, Optional<Next> next) {
    /**
     * A format that was tried and is not the best.
     *
     * @param format the format
     * @param parsed lines that it parses, at least 1
     */
    public record Next(LogFormat format, int parsed) {}

    /** How a format does on these lines, without a look at any other. */
    public static Detection of(LogFormat format, Iterable<byte[]> lines) {
        LineParser parser = format.newParser();
        LogLine line = new LogLine();
        int parsed = 0;
        int tried = 0;
        for (byte[] bytes : lines) {
            Outcome outcome = parser.parse(bytes, 0, bytes.length, line);
            parsed += outcome == Outcome.HIT ? 1 : 0;
            tried += outcome == Outcome.IGNORED ? 0 : 1;
        }
        return new Detection(format, tried == 0 ? 0 : (double) parsed / tried, parsed, tried, Optional.empty());
    }

    /** The same, with the format that comes second. */
    Detection before(Optional<Next> second) {
        return new Detection(format, confidence, parsed, tried, second);
    }

    /** Whether it parses half of the lines, and one at least. */
    public boolean fits() {
        return parsed > 0 && 2 * parsed >= tried;
    }

    /** How many more lines it parses than the format that comes second; never negative. */
    public int lead() {
        return parsed - next.map(Next::parsed).orElse(0);
    }

    /**
     * The finding in words, such as {@code combined fits 180 of 200 lines (90 %); next combined_time fits 12}. A format
     * string stands in it as it is.
     */
    public String summary() {
        String best = String.format(
                Locale.ROOT, "%s fits %d of %d lines (%.0f %%)", format.name(), parsed, tried, 100 * confidence);
        return best
                + next.map(second -> "; next " + second.format().name() + " fits " + second.parsed())
                        .orElse("");
    }
}
