package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each field of a bundled format reads as: the format, a line, and all that is expected of it. */
class BundledFormatsTest {
    private static void assertParsed(String format, String line, String expected) {
        assertThat(Lines.parse(LogFormats.find(format), line)).isEqualTo(expected);
    }

    static Stream<Arguments> nginxMain() {
        String rest = " \"GET / HTTP/1.1\" 200 1 \"-\" \"a\" \"-\"";
        String read =
                " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/1.1 | AGENT=a | status=200 | bytes=1";
        return Stream.of(
                arguments(
                        "192.0.2.1 - jo smith [10/Oct/2025:15:55:36 +0200] \"GET /caf\\xC3\\xA9?q=\\x22x\\x22 HTTP/2.0\" 200"
                                + " 12 \"https://www.example.org/\\x5C\" \"a \\x22b\\x22\" \"203.0.113.9, 192.0.2.7\"",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | FORWARDED_FOR=203.0.113.9, 192.0.2.7 | USER=jo smith"
                                + " | METHOD=GET | TARGET=/café?q=\"x\" | PROTOCOL=HTTP/2.0"
                                + " | REFERRER=https://www.example.org/\\ | AGENT=a \"b\" | status=200 | bytes=12"),
                arguments(
                        "unix: - - [10/Oct/2025:13:55:36 +0000] \"\" 400 0 \"-\" \"-\" \"-\"",
                        "2025-10-10T13:55:36Z | status=400 | bytes=0"),
                arguments(
                        "2001:db8::1 - - [10/Oct/2025:13:55:36 +0000] \"\\x16\\x03\\x01\" 400 157 \"-\" \"-\" \"-\"",
                        "2025-10-10T13:55:36Z | CLIENT=2001:db8::1 | status=400 | bytes=157"),
                // A leap second, the hour that a clock change repeats (told apart by the zone), both ends of a year.
                arguments("192.0.2.1 - - [31/Dec/2016:23:59:60 +0000]" + rest, "2017-01-01T00:00:00Z" + read),
                arguments("192.0.2.1 - - [26/Oct/2025:02:30:00 +0200]" + rest, "2025-10-26T00:30:00Z" + read),
                arguments("192.0.2.1 - - [26/Oct/2025:02:30:00 +0100]" + rest, "2025-10-26T01:30:00Z" + read),
                arguments("192.0.2.1 - - [01/Jan/2026:00:30:00 +0100]" + rest, "2025-12-31T23:30:00Z" + read),
                arguments("192.0.2.1 - - [31/Dec/2025:23:30:00 -0100]" + rest, "2026-01-01T00:30:00Z" + read),
                arguments("192.0.2.1 - - [29/Feb/2024:12:00:00 +0545]" + rest, "2024-02-29T06:15:00Z" + read),
                arguments("192.0.2.1 - - [29/Feb/2025:12:00:00 +0000]" + rest, "BAD_TIME"),
                arguments(
                        "192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"a\"",
                        "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void nginxMain(String line, String expected) {
        assertParsed("nginx_main", line, expected);
    }

    static Stream<Arguments> traefik() {
        String t = "2025-10-10T13:55:36Z";
        String head = "192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] ";
        String tail = " 7 \"web@docker\" \"http://198.51.100.7:80\" 12ms";
        return Stream.of(
                arguments(
                        "2001:db8::1 - jo smith [10/Oct/2025:15:55:36 +0200] \"GET /a?b=c HTTP/3.0\" 200 5120"
                                + " \"https://www.example.org/\" \"a b\"" + tail,
                        t + " | CLIENT=2001:db8::1 | USER=jo smith | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/3.0"
                                + " | REFERRER=https://www.example.org/ | AGENT=a b | status=200 | bytes=5120 | micros=12000"),
                // Traefik writes quotes and backslashes as they came.
                arguments(
                        head
                                + "\"GET /?q=\"x\" HTTP/1.1\" 200 1 \"https://www.example.org/?q=\"x\"\" \"odd \"agent\" \\x22\""
                                + tail,
                        t + " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/?q=\"x\" | PROTOCOL=HTTP/1.1"
                                + " | REFERRER=https://www.example.org/?q=\"x\" | AGENT=odd \"agent\" \\x22 | status=200 | bytes=1"
                                + " | micros=12000"),
                arguments(
                        head + "\"GET / HTTP/1.1\" - - \"-\" \"-\" 8 \"-\" \"-\" 0ms",
                        t + " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/1.1 | bytes=0 | micros=0"),
                // Before 1.7 the last two said frontend and path.
                arguments(
                        head
                                + "\"GET / HTTP/2.0\" 401 17 \"-\" \"a\" 72 \"Auth for frontend-Host-0\" \"/dashboard/\" 0ms",
                        t
                                + " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/2.0 | AGENT=a | status=401 | bytes=17"
                                + " | micros=0"),
                arguments(head + "\"GET / HTTP/1.1\" 200 1 \"-\" \"a\" 7 \"-\" \"-\" 12", "WRONG_SHAPE"),
                arguments(head + "\"GET / HTTP/1.1\" 200 1 \"-\" \"a\" 7 \"-\" \"-\" -1ms", "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void traefik(String line, String expected) {
        assertParsed("traefik", line, expected);
    }
}
