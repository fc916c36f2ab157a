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
    private static final String NGINX_MAIN =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent \"$http_referer\""
                    + " \"$http_user_agent\" \"$http_x_forwarded_for\"";
    /**
     * The condition lets {@code -} stand for the status of a request that no server answered; {@code %p} stands for the number
     * of the request.
     */
    private static final String TRAEFIK = "%h - %u %t \"%r\" %!200>s %b \"%{Referer}i\" \"%{User-Agent}i\""
            + " %p \"%{router}n\" \"%{server}n\" %{ms}Tms";

    private static final String SAMPLE_TRAEFIK = " 42 \"web@docker\" \"http://198.51.100.7:80\" 15ms";
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
            FormatString.named(
                    "nginx_main",
                    "combined, then X-Forwarded-For (main of nginx.org's packages and image)",
                    NGINX_MAIN,
                    SAMPLE_COMBINED + " \"203.0.113.7\""),
            FormatString.unescaped(
                    "traefik", "Traefik's access log (common)", TRAEFIK, SAMPLE_COMBINED + SAMPLE_TRAEFIK),
            new W3cFormat(),
            new HaproxyFormat(),
            PositionalFormat.SQUID,
            PositionalFormat.ALB,
            PositionalFormat.ELB,
            new CloudFrontFormat(),
            PositionalFormat.S3,
            json("nginx_json"),
            json("caddy"),
            json("traefik_json"),
            json("gcp_lb"),
            json("cloudflare"),
            new FastlyFormat(mapping("fastly")),
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
     * The bundled format that parses most of the first lines of a file, whatever format is in use. Formats are strict, so
     * that two seldom parse the same line; of equals the one with more fields is taken.
     *
     * @param firstLines lines without line ends; blank ones and directives are allowed
     * @return empty when no format parses half of the lines, or there is none
     */
    public static Optional<Detection> detect(List<byte[]> firstLines) {
        return detect(firstLines, List.of());
    }

    /** The format among {@code own} and the bundled ones that parses most of the lines; of equals one's own is taken. */
    public static Optional<Detection> detect(List<byte[]> firstLines, List<LogFormat> own) {
        return closest(firstLines, own).filter(found -> found.tried() == 0 || found.fits());
    }

    /**
     * The same, though it parse less than half of the lines: for messages that say what a file looks like.
     *
     * @return empty when no format parses any line
     */
    public static Optional<Detection> closest(List<byte[]> firstLines, List<LogFormat> own) {
        List<Detection> trials = new ArrayList<>();
        own.forEach(format -> trials.add(Detection.of(format, firstLines)));
        BUNDLED.forEach(format -> trials.add(Detection.of(format, firstLines)));
        int ours = own.size();
        int best = best(trials, ours, -1);
        if (trials.get(best).tried() == 0) {
            return headerOnly(firstLines);
        }
        Detection second = trials.get(best(trials, ours, best));
        Optional<Detection.Next> next = second.parsed() > 0
                ? Optional.of(new Detection.Next(second.format(), second.parsed()))
                : Optional.empty();
        return Optional.of(trials.get(best).before(next)).filter(found -> found.parsed() > 0);
    }

    /** Index of the trial with most lines parsed; of equals one of the first {@code own}, else the one with more fields. */
    private static int best(List<Detection> trials, int own, int except) {
        int best = -1;
        for (int i = 0; i < trials.size(); i++) {
            if (i == except) {
                continue;
            }
            Detection tried = trials.get(i);
            boolean better = best < 0
                    || tried.parsed() > trials.get(best).parsed()
                    || (tried.parsed() == trials.get(best).parsed()
                            && best >= own
                            && tried.format().sample().length()
                                    > trials.get(best).format().sample().length());
            best = better ? i : best;
        }
        return best;
    }

    /** A W3C file of an hour without visits is its header alone. */
    private static Optional<Detection> headerOnly(List<byte[]> lines) {
        for (byte[] line : lines) {
            String text = new String(line, StandardCharsets.UTF_8).strip();
            if (text.startsWith(W3cFormat.FIELDS)) {
                String name = text.contains(CloudFrontFormat.OWN_COLUMN) ? "cloudfront" : "w3c";
                return Optional.of(new Detection(find(name), 1, 0, 0, Optional.empty()));
            }
        }
        return Optional.empty();
    }

    private static LogFormat json(String name) {
        return NdjsonFormat.of(mapping(name));
    }

    private static Mapping mapping(String name) {
        return Mapping.parse(resource(name + ".yaml"), name);
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
