package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What holds for any bytes and any parser. Plain comparisons, because millions of lines are checked. */
final class LineInvariants {
    private static final int LOWEST_STATUS = 100;
    private static final int HIGHEST_STATUS = 999;

    private LineInvariants() {}

    /**
     * Parses a line once alone in its array, so that a look outside fails, and once inside a larger one, and checks
     * whatever comes out.
     */
    static Outcome check(LineParser parser, byte[] line) {
        String before = parser.state();
        Outcome alone = check(parser, line, 0);
        parser.restore(before);
        Outcome inside = check(parser, line, 3);
        require(alone == inside, "the same line parsed otherwise inside a larger array: " + alone + ", " + inside);
        require(alone != Outcome.IGNORED || mayBeIgnored(line), "a line with content was ignored");
        return alone;
    }

    private static Outcome check(LineParser parser, byte[] line, int padding) {
        byte[] buf = new byte[line.length + 2 * padding];
        Arrays.fill(buf, (byte) '"'); // what lies outside must not be read as part of the line
        System.arraycopy(line, 0, buf, padding, line.length);
        LogLine out = new LogLine();
        Outcome outcome = parser.parse(buf, padding, padding + line.length, out);
        if (outcome == Outcome.HIT) {
            boolean inPlace = out.bytes() == buf;
            hit(out, inPlace ? padding : 0, inPlace ? padding + line.length : out.bytes().length);
        }
        return outcome;
    }

    private static void hit(LogLine out, int from, int to) {
        for (Field field : Field.values()) {
            if (out.has(field)) {
                int start = out.start(field);
                int end = out.end(field);
                require(start >= from && end > start && end <= to, field + " does not lie in the line");
                require(out.text(field) != null, field + " has no text");
            }
        }
        require(out.epochMillis() > 0, "the time is not after 1970");
        int status = out.status();
        require(
                status == LogLine.UNKNOWN || (status >= LOWEST_STATUS && status <= HIGHEST_STATUS),
                "status " + status + " is none");
        require(out.responseBytes() >= LogLine.UNKNOWN, "bytes are negative");
        require(out.durationMicros() >= LogLine.UNKNOWN, "the time taken is negative");
        for (int i = 0; i < out.namedCookies(); i++) {
            require(out.cookieName(i) != null && out.cookieText(i) != null, "a cookie lacks name or text");
        }
        CookieHeader.visitAll(out, (b, n, m, v, w) -> {}, (b, n, m, v, w) -> {});
    }

    /** Blank, or a directive; a byte order mark may stand before it. */
    private static boolean mayBeIgnored(byte[] line) {
        String text = new String(line, StandardCharsets.ISO_8859_1).replaceFirst("^ï»¿", "");
        return text.startsWith("#") || text.chars().allMatch(c -> c == ' ' || c == '\t' || c == '\r');
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
