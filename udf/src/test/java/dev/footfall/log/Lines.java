package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows a parsed line as text, so that a table can say what is expected of it. */
final class Lines {
    private Lines() {}

    /** All that a line holds, as {@code FIELD=text}, joined by {@code " | "}; the outcome's name when it is no hit. */
    static String parse(LogFormat format, String line) {
        return parse(format.newParser(), line);
    }

    static String parse(LineParser parser, String line) {
        LogLine out = new LogLine();
        byte[] bytes = bytes(line);
        Outcome outcome = parser.parse(bytes, 0, bytes.length, out);
        return outcome == Outcome.HIT ? show(out) : outcome.name();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The beginning of a line, printable. */
    static String text(byte[] line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(line.length, 500); i++) {
            boolean plain = line[i] >= ' ' && line[i] < 0x7f;
            text.append(plain ? Character.toString(line[i]) : "\\x%02x".formatted(line[i]));
        }
        return text + " (" + line.length + " bytes)";
    }

    static String show(LogLine line) {
        List<String> shown = new ArrayList<>();
        shown.add(Instant.ofEpochMilli(line.epochMillis()).toString());
        for (Field field : Field.values()) {
            if (line.has(field)) {
                shown.add(field + "=" + line.text(field));
            }
        }
        if (line.status() != LogLine.UNKNOWN) {
            shown.add("status=" + line.status());
        }
        if (line.responseBytes() != LogLine.UNKNOWN) {
            shown.add("bytes=" + line.responseBytes());
        }
        if (line.durationMicros() != LogLine.UNKNOWN) {
            shown.add("micros=" + line.durationMicros());
        }
        for (int i = 0; i < line.namedCookies(); i++) {
            shown.add((line.cookieIssued(i) ? "issued " : "cookie ") + line.cookieName(i) + "=" + line.cookieText(i));
        }
        return String.join(" | ", shown);
    }
}
