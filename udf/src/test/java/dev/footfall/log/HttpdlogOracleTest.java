package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.oracle.KnownDifferences;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import nl.basjes.parse.core.Parser;
import nl.basjes.parse.core.exceptions.DissectionFailure;
import nl.basjes.parse.httpdlog.HttpdLoglineParser;
import org.junit.jupiter.api.Test;

/**
 * The scanner against {@code httpdlog-parser}, field by field, on the samples and on odd lines. Differences stand in
 * {@code httpdlog_differences.yaml}.
 */
class HttpdlogOracleTest {
    private static final Path SAMPLES = Path.of("..", "data-samples", "logs");
    private static final int ODD_LINES_PER_FORMAT = 1_500;
    private static final String ABSENT = "(absent)";
    private static final String REFUSED = "(refused)";
    private static final String THROWN = "(throws)";
    private static final String NGINX =
            "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                    + " \"$http_referer\" \"$http_user_agent\" $request_time";

    /** A record that takes whatever the other parser finds. */
    public static final class Found {
        private final Map<String, String> values = new HashMap<>();

        /** Called by the other parser, by reflection. */
        public void put(String name, String value) {
            values.put(name, value);
        }
    }

    /** A format: its file of samples, its name to us, its format string, and the parts of its lines. */
    private record Case(
            String file,
            String name,
            String format,
            boolean host,
            boolean agent,
            boolean cookies,
            OddLines.Taken taken) {}

    private static List<Case> cases() {
        String common = "%h %l %u %t \"%r\" %>s %b";
        String combined = common + " \"%{Referer}i\" \"%{User-Agent}i\"";
        return List.of(
                new Case("combined", "combined", combined, false, true, false, OddLines.Taken.NOTHING),
                new Case("common", "common", common, false, false, false, OddLines.Taken.NOTHING),
                new Case(
                        "vhost_combined",
                        "vhost_combined",
                        "%v:%p " + combined,
                        true,
                        true,
                        false,
                        OddLines.Taken.NOTHING),
                new Case(
                        "combined_time",
                        "combined_time",
                        combined + " %D",
                        false,
                        true,
                        false,
                        OddLines.Taken.MICROSECONDS),
                new Case(
                        "combined_cookie",
                        "combined_cookie",
                        combined + " \"%{Cookie}i\" \"%{Set-Cookie}o\" %D",
                        false,
                        true,
                        true,
                        OddLines.Taken.MICROSECONDS),
                new Case("combined_time", NGINX, NGINX, false, true, false, OddLines.Taken.SECONDS));
    }

    /** Our names of fields and the other's. */
    private static final Map<String, String> FIELDS = fields();

    private static Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("client", "IP:connection.client.host");
        fields.put("user", "STRING:connection.client.user");
        fields.put("time", "TIME.EPOCH:request.receive.time.epoch");
        fields.put("method", "HTTP.METHOD:request.firstline.method");
        fields.put("target", "HTTP.URI:request.firstline.uri");
        fields.put("protocol", "HTTP.PROTOCOL_VERSION:request.firstline.protocol");
        fields.put("status", "STRING:request.status.last");
        fields.put("bytes", "BYTES:response.body.bytes");
        fields.put("referrer", "HTTP.URI:request.referer");
        fields.put("agent", "HTTP.USERAGENT:request.user-agent");
        fields.put("host", "STRING:connection.server.name.canonical");
        fields.put("cookies", "HTTP.COOKIES:request.cookies");
        fields.put("taken", "MICROSECONDS:response.server.processing.time");
        return fields;
    }

    @Test
    void agreesWithHttpdlogButForListedDifferences() throws Exception {
        KnownDifferences known = KnownDifferences.read(HttpdlogOracleTest.class, "httpdlog_differences.yaml");
        long values = 0;
        for (Case format : cases()) {
            values += compare(format, known);
        }
        known.assertAllListed();
        System.out.printf("httpdlog: %d values compared; differences:%n%s", values, known.summary());
        assertThat(values).isGreaterThan(50_000);
    }

    private static long compare(Case format, KnownDifferences known) throws Exception {
        Parser<Found> other = new HttpdLoglineParser<>(Found.class, format.format());
        List<String> possible = other.getPossiblePaths();
        Map<String, String> fields = new LinkedHashMap<>(FIELDS);
        if (format.name().equals(NGINX)) {
            fields.put("taken", "SECOND_MILLIS:response.server.processing.time");
        }
        fields.values().retainAll(possible);
        assertThat(fields).hasSizeGreaterThanOrEqualTo(8);
        other.addParseTarget(Found.class.getMethod("put", String.class, String.class), List.copyOf(fields.values()));
        LineParser ours = LogFormats.find(format.name()).newParser();
        long values = 0;
        for (String line : lines(format)) {
            Map<String, String> our = ours(ours, line);
            Map<String, String> their = theirs(other, fields, line);
            String ourOutcome = our.getOrDefault("line", "HIT");
            String theirOutcome = their.getOrDefault("line", "HIT");
            known.compare("line", line, ourOutcome.equals("HIT") ? "HIT" : REFUSED, theirOutcome, 1);
            if (ourOutcome.equals("HIT") && theirOutcome.equals("HIT")) {
                for (String field : fields.keySet()) {
                    known.compare(field, line, our.get(field), their.get(field), 1);
                    values++;
                }
            }
        }
        return values;
    }

    private static List<String> lines(Case format) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(SAMPLES.resolve(format.file() + ".log"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(line);
            }
        }
        OddLines odd = new OddLines(format.name().hashCode());
        for (int i = 0; i < ODD_LINES_PER_FORMAT; i++) {
            lines.add(odd.next(format.host(), format.agent(), format.cookies(), format.taken()));
        }
        return lines;
    }

    private static Map<String, String> ours(LineParser parser, String line) {
        LogLine out = new LogLine();
        byte[] bytes = Lines.bytes(line);
        Outcome outcome = parser.parse(bytes, 0, bytes.length, out);
        if (outcome != Outcome.HIT) {
            return Map.of("line", outcome.name());
        }
        Map<String, String> values = new HashMap<>();
        values.put("client", text(out, Field.CLIENT));
        values.put("user", text(out, Field.USER));
        values.put("time", Long.toString(out.epochMillis()));
        values.put("method", text(out, Field.METHOD));
        values.put("target", text(out, Field.TARGET));
        values.put("protocol", text(out, Field.PROTOCOL));
        values.put("status", number(out.status()));
        values.put("bytes", number(out.responseBytes()));
        values.put("referrer", text(out, Field.REFERRER));
        values.put("agent", text(out, Field.AGENT));
        values.put("host", text(out, Field.HOST));
        values.put("cookies", text(out, Field.COOKIES));
        values.put("taken", number(out.durationMicros()));
        return values;
    }

    private static String text(LogLine line, Field field) {
        String text = line.text(field);
        return text == null ? ABSENT : text;
    }

    private static String number(long value) {
        return value == LogLine.UNKNOWN ? ABSENT : Long.toString(value);
    }

    private static String micros(String seconds) {
        return new BigDecimal(seconds).movePointRight(6).toBigInteger().toString();
    }

    private static Map<String, String> theirs(Parser<Found> parser, Map<String, String> fields, String line)
            throws Exception {
        Map<String, String> values = new HashMap<>();
        try {
            Found found = parser.parse(new Found(), line);
            fields.forEach((name, path) -> {
                String value = found.values.get(path);
                boolean absent = value == null || value.isEmpty() || value.equals("-");
                boolean seconds = !absent && path.startsWith("SECOND_MILLIS:");
                values.put(name, absent ? ABSENT : seconds ? micros(value) : value);
            });
        } catch (DissectionFailure e) {
            values.put("line", REFUSED);
        } catch (RuntimeException e) {
            values.put("line", THROWN);
        }
        return values;
    }
}
