package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FastlyFormatTest {
    static Stream<Arguments> fastly() {
        return Stream.of(
                arguments(
                        "{\"timestamp\":\"2025-10-10T15:55:36+020"
                                + "0\",\"client_ip\":\"192.0.2.1\",\"host\""
                                + ":\"www.example.com\",\"url\":\"/a?b=c\","
                                + "\"request_method\":\"GET\",\"request_pro"
                                + "tocol\":\"HTTP/2\",\"request_referer\":\"\",\"request_user_agent\":\"a"
                                + " \\\"b\\\"\",\"response_status\":200,\"r"
                                + "esponse_reason\":null,\"response_body_size\":5120}",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/2"
                                + " | HOST=www.example.com | AGENT=a \"b\" | status=200 | bytes=5120"),
                arguments(
                        "<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]:"
                                + " {\"timestamp\":\"2025-10-10T15:55:36+02"
                                + "00\",\"client_ip\":\"192.0.2.1\",\"host\""
                                + ":\"www.example.com\",\"url\":\"/a?b=c\","
                                + "\"request_method\":\"GET\",\"request_pro"
                                + "tocol\":\"HTTP/2\",\"request_referer\":\""
                                + "(null)\",\"request_user_agent\":\"(null)"
                                + "\",\"response_status\":200,\"response_re"
                                + "ason\":null,\"response_body_size\":5120,\"time_elapsed\":15320}",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/2"
                                + " | HOST=www.example.com | status=200 | bytes=5120 | micros=15320"),
                arguments(
                        "<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]: 2001:db8::1 - jo smith"
                                + " [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 -",
                        "2025-10-10T13:55:36Z | CLIENT=2001:db8::1 | USER=jo smith | METHOD=GET | TARGET=/ |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=0"),
                arguments(
                        "<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]: 2001:db8::1 - jo smith"
                                + " [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 - \"https://www.example.org/\" \"a"
                                + " b\"",
                        "2025-10-10T13:55:36Z | CLIENT=2001:db8::1 | USER=jo smith | METHOD=GET | TARGET=/ |"
                                + " PROTOCOL=HTTP/1.1 | REFERRER=https://www.example.org/ | AGENT=a b | status=200 |"
                                + " bytes=0"),
                // Without a header that is the format common.
                arguments(
                        "2001:db8::1 - jo smith [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 -", "WRONG_SHAPE"),
                arguments(
                        "<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]: 2001:db8::1 - jo smith"
                                + " [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 - 7",
                        "WRONG_SHAPE"),
                arguments("<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]:", "WRONG_SHAPE"),
                arguments("<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]: ", "WRONG_SHAPE"),
                arguments("<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]: # note", "WRONG_SHAPE"),
                arguments(
                        "<134>2025-10-10T13:55:36Z cache-fra-eddf8230041 weblog[4711]:"
                                + " {\"timestamp\":\"2025-10-10T15:55:36+02"
                                + "00\",\"client_ip\":\"192.0.2.1\",\"host\":\"www.example.com\",\"",
                        "BAD_JSON"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T15:55:36+020"
                                + "0\",\"client_ip\":\"192.0.2.1\",\"host\""
                                + ":\"www.example.com\",\"url\":\"/a?b=c\","
                                + "\"request_method\":\"GET\",\"request_pro"
                                + "tocol\":\"HTTP/2\",\"request_referer\":\"\",\"request_user_agent\":\"a"
                                + " \\\"b\\\"\",\"response_status\":null,\""
                                + "response_reason\":null,\"response_body_size\":5120}",
                        "MISSING_FIELD"),
                arguments(
                        "{\"timestamp\":\"2025-10-10T15:55:36+020"
                                + "0\",\"client_ip\":\"192.0.2.1\",\"host\""
                                + ":\"www.example.com\",\"url\":\"/a?b=c\","
                                + "\"request_method\":\"GET\",\"request_pro"
                                + "tocol\":\"HTTP/2\",\"request_referer\":\"\",\"request_user_agent\":\"a"
                                + " \\\"b\\\"\",\"response_status\":null,\""
                                + "response_reason\":null,\"response_body_size\":5120,\"status\":404}",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/2"
                                + " | HOST=www.example.com | AGENT=a \"b\" | status=404 | bytes=5120"),
                arguments("<134>x", "WRONG_SHAPE"),
                arguments("#", "IGNORED"));
    }

    @ParameterizedTest
    @MethodSource
    void fastly(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("fastly"), line)).isEqualTo(expected);
    }
}
