package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CloudFrontFormatTest {
    /** The columns of files of 2014; today's are in the format's sample. */
    private static final String OLD = "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status"
            + " cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header"
            + " cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol ssl-cipher x-edge-response-result-type"
            + " cs-protocol-version";

    private static final String T = "2025-10-10T13:55:36Z | CLIENT=192.0.2.1";

    private static LineParser after(String fields) {
        LineParser parser = LogFormats.find("cloudfront").newParser();
        assertThat(Lines.parse(parser, "#Version: 1.0")).isEqualTo("IGNORED");
        assertThat(Lines.parse(parser, "#Fields: " + fields)).isEqualTo("IGNORED");
        return parser;
    }

    /** A line of the old columns, made of what varies. */
    private static String line(String stem, String status, String referrer, String agent, String query, String cookie) {
        return String.join(
                "\t",
                List.of(
                        "2025-10-10",
                        "13:55:36",
                        "FRA56-P1",
                        "5432",
                        "192.0.2.1",
                        "GET",
                        "d1.cloudfront.net",
                        stem,
                        status,
                        referrer,
                        agent,
                        query,
                        cookie,
                        "Hit",
                        "SOX4xw==",
                        "www.example.com",
                        "https",
                        "23",
                        "0.015",
                        "203.0.113.9",
                        "TLSv1.3",
                        "TLS_AES_128_GCM_SHA256",
                        "Hit",
                        "HTTP/2.0"));
    }

    static Stream<Arguments> lines() {
        String rest = " | status=200 | bytes=5432 | micros=15000";
        String head = T + " | FORWARDED_FOR=203.0.113.9 | METHOD=GET | TARGET=/a";
        String host = " | PROTOCOL=HTTP/2.0 | HOST=www.example.com";
        return Stream.of(
                arguments(line("/a", "200", "-", "-", "-", "-"), head + host + rest),
                arguments(
                        line("/a", "200", "-", "odd%20%22agent%22%20%C3%A9%20100%25", "-", "uid=1;%20note=%22x%22"),
                        head + host + " | AGENT=odd \"agent\" é 100% | COOKIES=uid=1; note=\"x\"" + rest),
                // URLs are percent-encoded by nature: only the percent sign's own encoding is undone.
                arguments(
                        line("/a%2520b%22", "200", "https://www.example.org/?q=%2526", "-", "q=%2526&r=%7B", "-"),
                        T + " | FORWARDED_FOR=203.0.113.9 | METHOD=GET | TARGET=/a%20b%22 | QUERY=q=%26&r=%7B" + host
                                + " | REFERRER=https://www.example.org/?q=%26" + rest),
                // Older files encode a space twice.
                arguments(line("/a", "200", "-", "a%2520b", "-", "-"), head + host + " | AGENT=a b" + rest),
                // The viewer went before an answer began.
                arguments(line("/a", "000", "-", "-", "-", "-"), head + host + " | bytes=5432 | micros=15000"),
                arguments(line("/a", "20", "-", "-", "-", "-"), "BAD_STATUS"),
                arguments(line("/a", "200", "-", "-", "-", "-").replace("13:55", "24:55"), "BAD_TIME"),
                arguments(line("/a", "200", "-", "-", "-", "-").replace("0.015", "fast"), "BAD_NUMBER"),
                arguments(line("/a", "200", "-", "-", "-", "-") + "\t-", "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsColumnsByName(String line, String expected) {
        assertThat(Lines.parse(after(OLD), line)).isEqualTo(expected);
    }

    @Test
    void secondsWithoutAPointAreSecondsToo() {
        assertThat(Lines.parse(
                        after("date time x-edge-location c-ip sc-status time-taken"),
                        "2025-10-10\t13:55:36\tFRA56-P1\t192.0.2.1\t200\t2"))
                .isEqualTo(T + " | status=200 | micros=2000000");
    }

    @Test
    void aCookiesNameBeginsBehindTheEncodedSpace() {
        LogLine out = new LogLine();
        byte[] bytes = Lines.bytes(line("/a", "200", "-", "-", "-", "uid=1;%20theme=dark%20red;x=2"));
        after(OLD).parse(bytes, 0, bytes.length, out);
        StringBuilder seen = new StringBuilder();
        CookieHeader.visitAll(
                out,
                (buf, name, nameEnd, value, valueEnd) -> seen.append(out.text(Field.COOKIES, name, nameEnd))
                        .append('=')
                        .append(out.text(Field.COOKIES, value, valueEnd))
                        .append('|'),
                (buf, name, nameEnd, value, valueEnd) -> {});
        assertThat(seen).hasToString("uid=1|theme=dark red|x=2|");
    }

    @Test
    void anotherW3cFileIsNone() {
        String iis = "#Fields: date time c-ip sc-status\n2025-10-10 13:55:36 192.0.2.1 200";
        LineParser parser = LogFormats.find("cloudfront").newParser();
        String parsed = "";
        for (String line : iis.split("\n")) {
            parsed = Lines.parse(parser, line);
        }
        assertThat(parsed).isEqualTo("MISSING_FIELD");
        assertThat(Lines.parse(LogFormats.find("cloudfront"), line("/a", "200", "-", "-", "-", "-")))
                .isEqualTo("NO_FIELDS_DIRECTIVE");
    }

    @Test
    void aHeaderAloneIsKnownByItsColumns() {
        Optional<Detection> found = LogFormats.detect(List.of(Lines.bytes("#Fields: " + OLD)));
        assertThat(found.orElseThrow().format().name()).isEqualTo("cloudfront");
    }

    @Test
    void remembersTheColumnsOfAFileThatHasGrown() {
        LineParser grown = LogFormats.find("cloudfront").newParser();
        grown.restore(after(OLD).state());
        assertThat(Lines.parse(grown, line("/a", "200", "-", "-", "-", "-"))).startsWith(T);
    }
}
