package dev.footfall.log;

import dev.footfall.text.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The formats that come with the program, and how to find the right one. */
public final class LogFormats {
    private static final String COMMON = "%h %l %u %t \"%r\" %>s %b";
    private static final String COMBINED = COMMON + " \"%{Referer}i\" \"%{User-Agent}i\"";
    private static final String SAMPLE_COMMON =
            "192.0.2.10 - - [10/Oct/2025:13:55:36 +0000] \"GET /index.html?q=1 HTTP/1.1\" 200 5120";
    private static final String SAMPLE_COMBINED = SAMPLE_COMMON
            + " \"https://www.example.org/\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"";

    private static final List<LogFormat> BUNDLED = List.of(
            FormatString.named(
                    "combined", "Apache and nginx default: common, referrer and agent", COMBINED, SAMPLE_COMBINED),
            FormatString.named("common", "Common Log Format (NCSA)", COMMON, SAMPLE_COMMON),
            FormatString.named(
                    "vhost_combined",
                    "host and port, then combined (Debian's Apache)",
                    "%v:%p " + COMBINED,
                    "www.example.com:443 " + SAMPLE_COMBINED),
            FormatString.named(
                    "combined_time",
                    "combined, then the time taken: %D (microseconds) or $request_time (seconds with a point)",
                    COMBINED + " %D",
                    SAMPLE_COMBINED + " 15320"),
            FormatString.named(
                    "combined_cookie",
                    "combined, then cookies returned and issued, and %D",
                    COMBINED + " \"%{Cookie}i\" \"%{Set-Cookie}o\" %D",
                    SAMPLE_COMBINED + " \"uid=4f1c; theme=dark\" \"-\" 15320"),
            new W3cFormat(),
            NdjsonFormat.of(Mapping.parse(resource("nginx_json.yaml"), "nginx_json")),
            new BeaconFormat());

    private LogFormats() {}

    /** All formats with a name, in the order in which lists show them. */
    public static List<LogFormat> bundled() {
        return BUNDLED;
    }

    /**
     * The format of a name; or, when {@code %} or {@code $} occurs in it, the format string compiled.
     *
     * @throws FormatException when there is no such format, with the nearest name, or when the format string is
     *     faulty, with position and advice
     */
    public static LogFormat find(String nameOrPattern) {
        if (nameOrPattern.indexOf('%') >= 0 || nameOrPattern.indexOf('$') >= 0) {
            return FormatString.compile(nameOrPattern);
        }
        for (LogFormat format : BUNDLED) {
            if (format.name().equals(nameOrPattern)) {
                return format;
            }
        }
        if (nameOrPattern.equals("ndjson")) {
            throw new FormatException(
                    "format ndjson needs a mapping that says which JSON member is which field: name its file with --mapping or under mappings: in footfall.yaml");
        }
        List<String> names = new ArrayList<>();
        BUNDLED.forEach(format -> names.add(format.name()));
        String advice = NearestName.of(nameOrPattern, names)
                .map(near -> "did you mean " + near + "?")
                .orElse("known are " + String.join(", ", names) + ", or a LogFormat or log_format string");
        throw new FormatException("no format is called " + nameOrPattern + "; " + advice);
    }

    /**
     * The bundled format that parses most of the first lines of a file. Formats are strict, so that two seldom parse the
     * same line; of equals the one with more fields is taken.
     *
     * @param firstLines lines without line ends; blank ones and directives are allowed
     * @return empty when no format parses half of the lines, or there is none
     */
    public static Optional<Detection> detect(List<byte[]> firstLines) {
        return detect(firstLines, List.of());
    }

    /** The format among {@code own} and the bundled ones that parses most of the lines; of equals one's own is taken. */
    public static Optional<Detection> detect(List<byte[]> firstLines, List<LogFormat> own) {
        Detection best = null;
        for (LogFormat format : own) {
            Detection tried = tryOut(format, firstLines);
            best = best == null || tried.parsed() > best.parsed() ? tried : best;
        }
        if (best != null && best.parsed() > 0 && best.parsed() == best.tried()) {
            return Optional.of(best);
        }
        for (LogFormat format : BUNDLED) {
            Detection tried = tryOut(format, firstLines);
            boolean better = best == null
                    || tried.parsed() > best.parsed()
                    || (tried.parsed() == best.parsed()
                            && format.sample().length() > best.format().sample().length());
            best = better ? tried : best;
        }
        if (best != null && best.tried() == 0) {
            return headerOnly(firstLines);
        }
        return Optional.ofNullable(best).filter(detection -> 2 * detection.parsed() >= detection.tried());
    }

    private static Detection tryOut(LogFormat format, List<byte[]> lines) {
        LineParser parser = format.newParser();
        LogLine line = new LogLine();
        int parsed = 0;
        int tried = 0;
        for (byte[] bytes : lines) {
            Outcome outcome = parser.parse(bytes, 0, bytes.length, line);
            parsed += outcome == Outcome.HIT ? 1 : 0;
            tried += outcome == Outcome.IGNORED ? 0 : 1;
        }
        return new Detection(format, tried == 0 ? 0 : (double) parsed / tried, parsed, tried);
    }

    /** A W3C file of an hour without visits is its header alone. */
    private static Optional<Detection> headerOnly(List<byte[]> lines) {
        for (byte[] line : lines) {
            if (new String(line, StandardCharsets.UTF_8).strip().startsWith(W3cFormat.FIELDS)) {
                return Optional.of(new Detection(find("w3c"), 1, 0, 0));
            }
        }
        return Optional.empty();
    }

    private static String resource(String name) {
        try (InputStream in = LogFormats.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing from the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
