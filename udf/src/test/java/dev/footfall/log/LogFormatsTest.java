package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogFormatsTest {
    private static final Path SAMPLES = Path.of("..", "data-samples");
    private static final String COMMON = "192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1";

    private static List<byte[]> lines(String... lines) {
        return Stream.of(lines).map(Lines::bytes).toList();
    }

    static Stream<LogFormat> bundled() {
        return LogFormats.bundled().stream();
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyFormatIsFoundByNameAndParsesAndDetectsItsOwnSample(LogFormat format) {
        assertThat(LogFormats.find(format.name())).isSameAs(format);
        assertThat(format.description()).isNotBlank();
        String[] sample = format.sample().split("\n");
        LineParser parser = format.newParser();
        String parsed = "";
        for (String line : sample) {
            parsed = Lines.parse(parser, line);
        }
        assertThat(parsed).startsWith("2025-10-10T13:55:36").contains("CLIENT=192.0.2.10");
        assertThat(parsed.contains("AGENT=Mozilla"))
                .isEqualTo(!List.of("common", "squid", "haproxy").contains(format.name()));
        assertThat(LogFormats.detect(lines(sample)).orElseThrow().format()).isSameAs(format);
    }

    @ParameterizedTest
    @CsvSource({"combined_time, 15320, 15320", "combined_time, 0.015, 15000", "combined_time, 2.5, 2500000"})
    void combinedTimeReadsMicrosecondsAndSecondsWithAPoint(String name, String taken, long micros) {
        String line = COMMON + " \"-\" \"a\" " + taken;
        assertThat(Lines.parse(LogFormats.find(name), line))
                .endsWith("AGENT=a | status=200 | bytes=1 | micros=" + micros);
    }

    @Test
    void vhostCombinedReadsHostAndPort() {
        assertThat(Lines.parse(LogFormats.find("vhost_combined"), "www.example.com:80 " + COMMON + " \"-\" \"a\""))
                .contains("HOST=www.example.com", "CLIENT=192.0.2.1");
    }

    @Test
    void aFormatStringIsItsOwnName() {
        assertThat(LogFormats.find("%h %t").name()).isEqualTo("%h %t");
        assertThat(LogFormats.find("$remote_addr $msec").name()).isEqualTo("$remote_addr $msec");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    combned  | no format is called combned; did you mean combined?
                    W3C      | did you mean w3c?
                    xml      | known are combined, common
                    ndjson   | format ndjson needs a mapping
                    """)
    void offersTheNearestName(String typed, String message) {
        assertThatThrownBy(() -> LogFormats.find(typed))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({
        "combined.log, combined, 30, 34, 4",
        "common.log, common, 26, 28, 2",
        "vhost_combined.log, vhost_combined, 25, 26, 1",
        "combined_time.log, combined_time, 24, 25, 1",
        "combined_cookie.log, combined_cookie, 24, 25, 1",
        "nginx_main.log, nginx_main, 24, 27, 3",
        "traefik.log, traefik, 22, 24, 2",
        "haproxy.log, haproxy, 24, 27, 3",
        "squid.log, squid, 22, 24, 2",
        "alb.log, alb, 23, 26, 3",
        "elb.log, elb, 21, 23, 2",
        "s3.log, s3, 22, 24, 2",
        "cloudfront.log, cloudfront, 23, 25, 2",
        "w3c.log, w3c, 25, 27, 2",
        "nginx_json.log, nginx_json, 25, 26, 1",
        "caddy.ndjson, caddy, 22, 24, 2",
        "traefik_json.ndjson, traefik_json, 20, 23, 3",
        "gcp_lb.ndjson, gcp_lb, 21, 24, 3",
        "cloudflare.ndjson, cloudflare, 22, 25, 3",
        "fastly.log, fastly, 21, 24, 3",
        "beacon.ndjson, beacon, 15, 17, 2"
    })
    void detectsEverySampleFile(String file, String format, int hits, int tried, int bad) throws IOException {
        Detection found = LogFormats.detect(linesOf(SAMPLES.resolve("logs").resolve(file)))
                .orElseThrow();
        assertThat(found.format().name()).isEqualTo(format);
        assertThat(found.parsed()).isEqualTo(hits);
        assertThat(found.tried()).isEqualTo(tried).isEqualTo(hits + bad);
        assertThat(found.confidence()).isEqualTo((double) hits / tried);
    }

    @Test
    void everySampleFileIsInTheTable() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve("logs"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "combined.log",
                            "common.log",
                            "vhost_combined.log",
                            "combined_time.log",
                            "combined_cookie.log",
                            "nginx_main.log",
                            "traefik.log",
                            "haproxy.log",
                            "squid.log",
                            "alb.log",
                            "elb.log",
                            "s3.log",
                            "cloudfront.log",
                            "caddy.ndjson",
                            "traefik_json.ndjson",
                            "gcp_lb.ndjson",
                            "cloudflare.ndjson",
                            "fastly.log",
                            "w3c.log",
                            "nginx_json.log",
                            "beacon.ndjson");
        }
    }

    @Test
    void theSampleMappingReadsItsSampleFile() throws IOException {
        Mapping mapping = Mapping.parse(Files.readString(SAMPLES.resolve("mapping.yaml")), "mapping.yaml");
        LineParser parser = NdjsonFormat.of(mapping).newParser();
        List<Outcome> outcomes = new ArrayList<>();
        for (byte[] line : linesOf(SAMPLES.resolve("mapped").resolve("app.ndjson"))) {
            outcomes.add(parser.parse(line, 0, line.length, new LogLine()));
        }
        assertThat(outcomes).hasSize(24).containsOnlyOnce(Outcome.MISSING_FIELD);
        assertThat(outcomes.subList(0, 23)).containsOnly(Outcome.HIT);
    }

    @Test
    void detectsAW3cFileThatIsItsHeaderAlone() {
        Optional<Detection> found = LogFormats.detect(lines("#Version: 1.0", "#Fields: date time sc-status"));
        assertThat(found.orElseThrow().format().name()).isEqualTo("w3c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "{}", "a,b,c", "\u0000\u0001"})
    void detectsNothingInWhatIsNoLog(String line) {
        assertThat(LogFormats.detect(lines(line))).isEmpty();
        assertThat(LogFormats.detect(List.of())).isEmpty();
    }

    @Test
    void saysWhichFormatComesSecondAndHowFarBehind() {
        String combined = COMMON + " \"-\" \"a\"";
        Detection close = LogFormats.detect(lines(combined, combined, combined, combined + " 0.015"))
                .orElseThrow();
        assertThat(close.summary()).isEqualTo("combined fits 3 of 4 lines (75 %); next combined_time fits 1");
        assertThat(close.lead()).isEqualTo(2);
        Detection alone = LogFormats.detect(lines(combined, "", combined)).orElseThrow();
        assertThat(alone.summary()).isEqualTo("combined fits 2 of 2 lines (100 %)");
        assertThat(alone.next()).isEmpty();
        assertThat(alone.lead()).isEqualTo(2);
    }

    @Test
    void namesTheClosestThoughItParsesLessThanHalf() {
        List<byte[]> mixed = lines(COMMON, "x", "y");
        assertThat(LogFormats.closest(mixed, List.of()).orElseThrow().summary())
                .isEqualTo("common fits 1 of 3 lines (33 %)");
        assertThat(LogFormats.detect(mixed)).isEmpty();
        assertThat(LogFormats.closest(lines("x", "y"), List.of())).isEmpty();
    }

    @Test
    void onesOwnFormatGoesBeforeABundledOneThatIsNoBetter() {
        LogFormat own = FormatString.compile("%h %l %u %t \"%r\" %>s %b");
        Detection found = LogFormats.detect(lines(COMMON), List.of(own)).orElseThrow();
        assertThat(found.format()).isSameAs(own);
        assertThat(found.next().orElseThrow().format().name()).isEqualTo("common");
        assertThat(found.lead()).isZero();
        assertThat(Detection.of(own, lines("x", COMMON, "#")).summary()).endsWith(" fits 1 of 2 lines (50 %)");
    }

    @Test
    void wantsHalfOfTheLines() {
        assertThat(LogFormats.detect(lines(COMMON, "x"))).isPresent();
        assertThat(LogFormats.detect(lines(COMMON, "x", "y"))).isEmpty();
        assertThat(LogFormats.detect(lines(COMMON, "", "#"))).isPresent();
    }

    private static List<byte[]> linesOf(Path file) throws IOException {
        return Files.readAllLines(file).stream().map(Lines::bytes).toList();
    }
}
