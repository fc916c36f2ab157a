package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HaproxyFormatTest {
    static Stream<Arguments> haproxy() {
        return Stream.of(
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "Oct 10 13:55:36 proxy haproxy[760]: 192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~"
                                + " web/web1 0/0/1/14/15 200 5120 - - ---- 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "<134>Oct 10 13:55:36 haproxy[760]: 192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~"
                                + " web/web1 0/0/1/14/15 200 5120 - - ---- 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "<134>1 2025-10-10T13:55:36.100Z proxy haproxy 760 - - 192.0.2.1:4711"
                                + " [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ---- 3/3/1/1/0 0/0"
                                + " \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                // Captured cookies are kept, captured headers passed over.
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 uid=4f1c"
                                + " sid=9 ---- 3/3/1/1/0 0/0 {www.example.com|odd #22agent#22 a b} {text/html} \"GET"
                                + " /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000 | cookie uid=4f1c | issued"
                                + " sid=9"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 {} {} \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                // HTTP/2 has the URL in full; #hh is a byte.
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET https://www.example.com:443/caf#C3#A9?q=#22x#22#23y HTTP/2.0\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/café?q=\"x\"#y |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 -1/-1/-1/-1/0 400 0 - - ----"
                                + " 3/3/1/1/0 0/0 \"<BADREQ>\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | status=400 | bytes=0 | micros=0"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/0/-1/+4000 -1 +0 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | bytes=0 | micros=4000000"),
                arguments(
                        "2001:db8::1:443 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "::ffff:192.0.2.1:443 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - -"
                                + " ---- 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | CLIENT=::ffff:192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "unix:1 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ---- 3/3/1/1/0"
                                + " 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2025-10-10T13:55:36.042Z | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/1.1 | status=200"
                                + " | bytes=5120 | micros=15000"),
                // A syslog that cuts long lines.
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | status=200 |"
                                + " bytes=5120 | micros=15000"),
                // option httpslog.
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\" 0/0000000000000000/0/0/0"
                                + " www.example.com/TLSv1.3/TLS_AES_256_GCM_SHA384",
                        "2025-10-10T13:55:36.042Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "192.0.2.1:4711 [31/Dec/2025:23:59:60.500] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "2026-01-01T00:00:00.500Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/1.1 | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:25:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "BAD_TIME"),
                arguments(
                        "999.2.0.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "BAD_CLIENT"),
                arguments(
                        "192.0.2.1 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "BAD_CLIENT"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 20 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "BAD_STATUS"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/15 200 x - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "BAD_NUMBER"),
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/1/14/x 200 5120 - - ----"
                                + " 3/3/1/1/0 0/0 \"GET /a?b=c HTTP/1.1\"",
                        "BAD_NUMBER"),
                // option tcplog.
                arguments(
                        "192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/15 5120 -- 3/3/1/1/0 0/0",
                        "WRONG_SHAPE"),
                arguments("192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www/2: SSL handshake failure", "WRONG_SHAPE"),
                arguments("Oct 10 13:55:36 proxy haproxy[760]: Proxy www started.", "WRONG_SHAPE"),
                arguments("192.0.2.1:4711 [10/Oct/2025:13:55:36.042] www~ web/web1 0/0/", "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void haproxy(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("haproxy"), line)).isEqualTo(expected);
    }
}
