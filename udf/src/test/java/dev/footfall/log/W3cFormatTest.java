package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class W3cFormatTest {
    private static final W3cFormat W3C = new W3cFormat();
    private static final String T = "2025-10-11T09:02:11Z";
    private static final String DAY = "2025-10-11 09:02:11";

    private static LineParser after(String fields) {
        LineParser parser = W3C.newParser();
        assertThat(Lines.parse(parser, "#Fields: " + fields)).isEqualTo("IGNORED");
        return parser;
    }

    static Stream<Arguments> lines() {
        return Stream.of(
                arguments(
                        "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs-version cs(User-Agent)"
                                + " cs(Cookie) cs(Referer) cs-host sc-status sc-substatus sc-bytes time-taken",
                        DAY + " 198.51.100.1 GET /a+b q=1+2 443 EX\\jo 192.0.2.1 HTTP/1.1 Moz/5.0+(X;+Y) uid=1;+x=2"
                                + " https://www.example.org/ www.example.com:443 200 0 5120 31",
                        T
                                + " | CLIENT=192.0.2.1 | USER=EX\\jo | METHOD=GET | TARGET=/a+b | QUERY=q=1+2 | PROTOCOL=HTTP/1.1"
                                + " | HOST=www.example.com | REFERRER=https://www.example.org/ | AGENT=Moz/5.0 (X; Y)"
                                + " | COOKIES=uid=1; x=2 | status=200 | bytes=5120 | micros=31000"),
                arguments(
                        "date time c-ip cs-username cs-method cs-uri-stem cs-uri-query sc-status sc-bytes time-taken",
                        DAY + " - - - - - 404 - -",
                        T + " | status=404"),
                arguments(
                        "date time X-Forwarded-For cs(Accept-Language) rs(Content-Type) cs(DNT) sc-status time-taken",
                        DAY + ".250 203.0.113.5,+198.51.100.1 de text/html 1 200 0.031",
                        "2025-10-11T09:02:11.250Z | FORWARDED_FOR=203.0.113.5, 198.51.100.1 | LANGUAGE=de | MIME=text/html"
                                + " | PRIVACY_SIGNAL=1 | status=200 | micros=31000"),
                arguments(
                        "date time cs-uri-stem cs-uri cs-uri-query c-dns",
                        DAY + " /a /a?b=1 b=1 host.example.net",
                        T + " | CLIENT=host.example.net | TARGET=/a?b=1"),
                arguments(
                        "date\ttime\tc-ip\tcs(User-Agent)\tsc-status",
                        "2025-10-11\t09:02:11\t2001:db8::1\t\"a \"\"b\"\" c\"\t200",
                        T + " | CLIENT=2001:db8::1 | AGENT=a \"\"b\"\" c | status=200"),
                arguments("date time sc-status", DAY + " 200\r", T + " | status=200"),
                arguments("date time sc-status", DAY, "WRONG_SHAPE"),
                arguments("date time sc-status", DAY + " 200 1", "WRONG_SHAPE"),
                arguments("date time cs(User-Agent)", DAY + " \"open", "WRONG_SHAPE"),
                arguments("date time sc-status", DAY + " 20", "BAD_STATUS"),
                arguments("date time sc-status", DAY + " -", "BAD_STATUS"),
                arguments("date time sc-bytes", DAY + " x", "BAD_NUMBER"),
                arguments("date time time-taken", DAY + " 1.x", "BAD_NUMBER"),
                arguments("date time c-ip", DAY + " 300.1.1.1", "BAD_CLIENT"),
                arguments("date time sc-status", "2025-02-29 09:02:11 200", "BAD_TIME"),
                arguments("date time sc-status", "2025-10-11 9:02:11 200", "BAD_TIME"),
                arguments("date time sc-status", "- 09:02:11 200", "BAD_TIME"),
                arguments("time sc-status", "09:02:11 200", "MISSING_FIELD"),
                arguments("date sc-status", "2025-10-11 200", "MISSING_FIELD"),
                arguments("date time sc-status", DAY + " 2\u000000", "CONTROL_BYTES"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void readsColumnsByTheFieldsDirective(String fields, String line, String expected) {
        assertThat(Lines.parse(after(fields), line)).isEqualTo(expected);
    }

    @Test
    void refusesDataBeforeAnyFieldsDirective() {
        assertThat(Lines.parse(W3C, DAY + " 200")).isEqualTo("NO_FIELDS_DIRECTIVE");
    }

    @Test
    void followsFieldsThatChangeInMidFile() {
        LineParser parser = after("date time sc-status");
        assertThat(Lines.parse(parser, DAY + " 200")).isEqualTo(T + " | status=200");
        assertThat(Lines.parse(parser, "#Fields: date time sc-bytes")).isEqualTo("IGNORED");
        assertThat(Lines.parse(parser, DAY + " 200")).isEqualTo(T + " | bytes=200");
    }

    @Test
    void takesTheDayFromTheDateDirectiveWhenNoColumnHasIt() {
        LineParser parser = after("time sc-status");
        Lines.parse(parser, "#Date: 2025-10-11 00:00:00");
        assertThat(Lines.parse(parser, "09:02:11 200")).isEqualTo(T + " | status=200");
    }

    @Test
    void goesOnFromItsStateAndMayNotBeSplit() {
        LineParser first = after("time sc-status");
        Lines.parse(first, "#Date: 2025-10-11 00:00:00");
        LineParser second = W3C.newParser();
        second.restore(first.state());
        assertThat(Lines.parse(second, "09:02:11 200")).isEqualTo(T + " | status=200");
        assertThat(second.state()).isEqualTo(first.state());
        assertThat(W3C.splittable()).isFalse();
    }

    @Test
    void stateSurvivesStrayLineEndsInADirective() {
        LineParser first = after("time\rsc-status");
        Lines.parse(first, "#Date: 2025-10-11\r 00:00:00");
        LineParser second = W3C.newParser();
        second.restore(first.state());
        assertThat(Lines.parse(first, "09:02:11 200")).isEqualTo(T + " | status=200");
        assertThat(Lines.parse(second, "09:02:11 200")).isEqualTo(T + " | status=200");
    }
}
