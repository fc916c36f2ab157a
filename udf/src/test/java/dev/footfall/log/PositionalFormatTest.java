package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PositionalFormatTest {
    static Stream<Arguments> alb() {
        return Stream.of(
                // The time of the request, and the three parts of the time taken.
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3"
                                + " arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2"
                                + " \"Root=1-68e90f58-3f2e\" \"www.example.com\" \"-\" 0 2025-10-10T13:55:36.120000Z"
                                + " \"forward\" \"-\" \"-\" \"198.51.100.7:80\" \"200\" \"-\" \"-\" TID_1a2b",
                        "2025-10-10T13:55:36.120Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=200 | bytes=5120 |"
                                + " micros=17000"),
                // Fields of days to come.
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3"
                                + " arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2"
                                + " \"Root=1-68e90f58-3f2e\" \"www.example.com\" \"-\" 0 2025-10-10T13:55:36.120000Z"
                                + " \"forward\" \"-\" \"-\" \"198.51.100.7:80\" \"200\" \"-\" \"-\" TID_1a2b \"a new one\""
                                + " - x",
                        "2025-10-10T13:55:36.120Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=200 | bytes=5120 |"
                                + " micros=17000"),
                // Before 2018: no time of the request.
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "2025-10-10T13:55:36.138Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=200 | bytes=5120 |"
                                + " micros=17000"),
                // A port behind IPv6 without brackets, and with them.
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 2001:db8::1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "2025-10-10T13:55:36.138Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=200 | bytes=5120 |"
                                + " micros=17000"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 [2001:db8::1]:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "2025-10-10T13:55:36.138Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=200 | bytes=5120 |"
                                + " micros=17000"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 -1 -1 502 - 412 5120 \"GET https://www.example.com:443/a?b=c"
                                + " HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "2025-10-10T13:55:36.138Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=502 | bytes=5120 |"
                                + " micros=1000"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 -1 -1 -1 400 - 412 5120 \"- http://www.example.com:80- -\" \"-\""
                                + " TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "2025-10-10T13:55:36.138Z | CLIENT=192.0.2.1 | status=400 | bytes=5120"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 - - 412 5120 \"- - - \" \"odd \\x22agent\\x22"
                                + " \\\"x\\\" y\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "2025-10-10T13:55:36.138Z | CLIENT=192.0.2.1 | AGENT=odd \"agent\" \"x\" y | bytes=5120"
                                + " | micros=17000"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1 198.51.100.7:80"
                                + " 0.001 0.014 0.002 200 200 412 5120 \"GET https://www.example.com:443/a?b=c HTTP/2.0\""
                                + " \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "BAD_CLIENT"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:99999"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "BAD_CLIENT"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 -2 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "BAD_NUMBER"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 20 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "BAD_STATUS"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3"
                                + " arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web/73e2"
                                + " \"Root=1-68e90f58-3f2e\" \"www.example.com\" \"-\" 0 2025-10-10T13:55:66.120000Z"
                                + " \"forward\" \"-\" \"-\" \"198.51.100.7:80\" \"200\" \"-\" \"-\" TID_1a2b",
                        "2025-10-10T13:55:36.138Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " PROTOCOL=HTTP/2.0 | HOST=www.example.com | AGENT=a b | status=200 | bytes=5120 |"
                                + " micros=17000"),
                arguments(
                        "https 2025-10-10T24:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET"
                                + " https://www.example.com:443/a?b=c HTTP/2.0\" \"a b\" TLS_AES_128_GCM_SHA256 TLSv1.3",
                        "BAD_TIME"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 ",
                        "WRONG_SHAPE"),
                arguments(
                        "https 2025-10-10T13:55:36.138000Z app/web/50dc6c495c0c9188 192.0.2.1:4711"
                                + " 198.51.100.7:80 0.001 0.014 0.002 200 200 412 5120 \"GET https://www.example.com:443/a?",
                        "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void alb(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("alb"), line)).isEqualTo(expected);
    }

    static Stream<Arguments> elb() {
        return Stream.of(
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 29 \"GET http://www.example.com:80/ HTTP/1.1\" \"curl/8.5.0\" - -",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/1.1"
                                + " | HOST=www.example.com | AGENT=curl/8.5.0 | status=200 | bytes=29 | micros=1178"),
                // Before 2015.
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 29 \"GET http://www.example.com:80/ HTTP/1.1\"",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/1.1"
                                + " | HOST=www.example.com | status=200 | bytes=29 | micros=1178"),
                // A listener of TCP.
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 - - 0 29 \"- - - \" \"-\" - -",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | bytes=29 | micros=1178"),
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 -1 -1 -1 503 0 0 29"
                                + " \"GET http://www.example.com:80/ HTTP/1.1\" \"curl/8.5.0\" - -",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/1.1"
                                + " | HOST=www.example.com | AGENT=curl/8.5.0 | status=503 | bytes=29"),
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 29 \"GET http://www.example.com HTTP/1.1\" \"curl/8.5.0\" - -",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/1.1"
                                + " | HOST=www.example.com | AGENT=curl/8.5.0 | status=200 | bytes=29 | micros=1178"),
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 29 \"GET http://www.example.com:80/\" \"curl/8.5.0\" - -",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | AGENT=curl/8.5.0 | status=200 | bytes=29"
                                + " | micros=1178"),
                arguments(
                        "2025-02-30T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 29 \"GET http://www.example.com:80/ HTTP/1.1\" \"curl/8.5.0\" - -",
                        "BAD_TIME"),
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 x \"GET http://www.example.com:80/ HTTP/1.1\" \"curl/8.5.0\" - -",
                        "BAD_NUMBER"),
                arguments(
                        "2025-10-10T13:55:36.123456Z web 192.0.2.1:4711 198.51.100.7:80 0.000073 0.001048"
                                + " 0.000057 200 200 0 ",
                        "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void elb(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("elb"), line)).isEqualTo(expected);
    }

    static Stream<Arguments> s3() {
        return Stream.of(
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2.1"
                                + " arn:aws:iam::123456789012:user/jo 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET"
                                + " /a.html?b=c HTTP/1.1\" 200 - 5120 5120 15 14 \"https://www.example.org/\" \"a b\" -"
                                + " s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256 AuthHeader"
                                + " example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | USER=arn:aws:iam::123456789012:user/jo |"
                                + " METHOD=GET | TARGET=/a.html?b=c | PROTOCOL=HTTP/1.1 |"
                                + " HOST=example-bucket.s3.eu-central-1.amazonaws.com | REFERRER=https://www.example.org/"
                                + " | AGENT=a b | status=200 | bytes=5120 | micros=15000"),
                // Before 2019, and in days to come.
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 2001:db8::1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 200 - 5120 5120"
                                + " 15 14 \"https://www.example.org/\" \"a b\" -",
                        "2025-10-10T13:55:36Z | CLIENT=2001:db8::1 | METHOD=GET | TARGET=/a.html?b=c |"
                                + " PROTOCOL=HTTP/1.1 | REFERRER=https://www.example.org/ | AGENT=a b | status=200 |"
                                + " bytes=5120 | micros=15000"),
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 200 - 5120 5120"
                                + " 15 14 \"https://www.example.org/\" \"a b\" - s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256"
                                + " AuthHeader example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes eu-central-1 x",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a.html?b=c |"
                                + " PROTOCOL=HTTP/1.1 | HOST=example-bucket.s3.eu-central-1.amazonaws.com |"
                                + " REFERRER=https://www.example.org/ | AGENT=a b | status=200 | bytes=5120 | micros=15000"),
                // Quotes stand as they are.
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /?q=\"x\" HTTP/1.1\" 200 - 5120 5120 15"
                                + " 14 \"https://www.example.org/?q=\"x\" y\" \"odd \"agent\" \\x22\" - s9lz= SigV4"
                                + " ECDHE-RSA-AES128-GCM-SHA256 AuthHeader example-bucket.s3.eu-central-1.amazonaws.com"
                                + " TLSV1.3 - Yes",
                        "2025-10-10T13:55:36Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/?q=\"x\" |"
                                + " PROTOCOL=HTTP/1.1 | HOST=example-bucket.s3.eu-central-1.amazonaws.com |"
                                + " REFERRER=https://www.example.org/?q=\"x\" y | AGENT=odd \"agent\" \\x22 | status=200 |"
                                + " bytes=5120 | micros=15000"),
                // No request of HTTP: a rule of the bucket.
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] - svc:lifecycle"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"-\" - - - 5120 15 14 \"-\" \"-\" - - - - - -"
                                + " - -",
                        "2025-10-10T13:55:36Z | USER=svc:lifecycle | bytes=0 | micros=15000"),
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 200 - five 5120"
                                + " 15 14 \"https://www.example.org/\" \"a b\" - s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256"
                                + " AuthHeader example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes",
                        "BAD_NUMBER"),
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 20 - 5120 5120 15"
                                + " 14 \"https://www.example.org/\" \"a b\" - s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256"
                                + " AuthHeader example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes",
                        "BAD_STATUS"),
                arguments(
                        "79a59df900b949e5 example-bucket [32/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 200 - 5120 5120"
                                + " 15 14 \"https://www.example.org/\" \"a b\" - s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256"
                                + " AuthHeader example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes",
                        "BAD_TIME"),
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2 - 3E57427F3EXAMPLE"
                                + " REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 200 - 5120 5120 15 14"
                                + " \"https://www.example.org/\" \"a b\" - s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256"
                                + " AuthHeader example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes",
                        "BAD_CLIENT"),
                arguments(
                        "79a59df900b949e5 example-bucket 10/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" 200 - 5120 5120"
                                + " 15 14 \"https://www.example.org/\" \"a b\" - s9lz= SigV4 ECDHE-RSA-AES128-GCM-SHA256"
                                + " AuthHeader example-bucket.s3.eu-central-1.amazonaws.com TLSV1.3 - Yes",
                        "WRONG_SHAPE"),
                arguments(
                        "79a59df900b949e5 example-bucket [10/Oct/2025:15:55:36 +0200] 192.0.2.1 -"
                                + " 3E57427F3EXAMPLE REST.GET.OBJECT a.html \"GET /a.html?b=c HTTP/1.1\" ",
                        "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void s3(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("s3"), line)).isEqualTo(expected);
    }

    static Stream<Arguments> squid() {
        return Stream.of(
                // As Squid 5.7 writes an account with a space, a letter outside ASCII and a quote.
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com/ j%c3%b6 x\"y"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | USER=jö x\"y | METHOD=GET | TARGET=/"
                                + " | HOST=www.example.com | MIME=text/html | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com/ - text/html",
                        "WRONG_SHAPE"),
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com:8080/a?b=c"
                                + " jo%20smith HIER_DIRECT/198.51.100.7 text/html",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | USER=jo smith | METHOD=GET |"
                                + " TARGET=/a?b=c | HOST=www.example.com | MIME=text/html | status=200 | bytes=5120 |"
                                + " micros=15000"),
                arguments(
                        "1760104536.123 1234567 2001:db8::1 TCP_TUNNEL/200 5120 CONNECT www.example.com:443 -"
                                + " HIER_DIRECT/198.51.100.7 -",
                        "2025-10-10T13:55:36.123Z | CLIENT=2001:db8::1 | METHOD=CONNECT |"
                                + " TARGET=www.example.com:443 | status=200 | bytes=5120 | micros=1234567000"),
                arguments(
                        "1760104536.123     15 192.0.2.1 NONE_NONE/000 0 - error:transaction-end-before-headers"
                                + " - HIER_DIRECT/198.51.100.7 -",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | bytes=0 | micros=15000"),
                arguments(
                        "1760104536.123     15 192.0.2.1 NONE/405 5120 CONNECT error:method-not-allowed -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=CONNECT | MIME=text/html |"
                                + " status=405 | bytes=5120 | micros=15000"),
                arguments(
                        "1760104536.123     15 host-7.example.net TCP_MISS/200 5120 GET"
                                + " http://[2001:db8::80]:8080 - HIER_DIRECT/198.51.100.7 text/html",
                        "2025-10-10T13:55:36.123Z | CLIENT=host-7.example.net | METHOD=GET | TARGET=/ |"
                                + " HOST=[2001:db8::80] | MIME=text/html | status=200 | bytes=5120 | micros=15000"),
                // In days to come, and with log_mime_hdrs.
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com:8080/a?b=c"
                                + " - HIER_DIRECT/198.51.100.7 text/html [Host: x] []",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c |"
                                + " HOST=www.example.com | MIME=text/html | status=200 | bytes=5120 | micros=15000"),
                // A URL keeps its percent signs.
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com/%2520 -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "2025-10-10T13:55:36.123Z | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/%2520 |"
                                + " HOST=www.example.com | MIME=text/html | status=200 | bytes=5120 | micros=15000"),
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS 5120 GET http://www.example.com:8080/a?b=c -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "WRONG_SHAPE"),
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/99 5120 GET http://www.example.com:8080/a?b=c"
                                + " - HIER_DIRECT/198.51.100.7 text/html",
                        "BAD_STATUS"),
                arguments(
                        "1760104536.123 x 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com:8080/a?b=c -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "BAD_NUMBER"),
                arguments(
                        "1760104536.123     15 192.0.2.1 TCP_MISS/200 -1 GET http://www.example.com:8080/a?b=c -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "BAD_NUMBER"),
                arguments(
                        "1.5     15 192.0.2.1 TCP_MISS/200 5120 GET http://www.example.com:8080/a?b=c -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "BAD_TIME"),
                arguments(
                        "1760104536.123     15 a/b TCP_MISS/200 5120 GET http://www.example.com:8080/a?b=c -"
                                + " HIER_DIRECT/198.51.100.7 text/html",
                        "BAD_CLIENT"),
                arguments("1760104536.123     15 192.0.2.1 TCP_MISS/200 5120 GET http:/", "WRONG_SHAPE"));
    }

    @ParameterizedTest
    @MethodSource
    void squid(String line, String expected) {
        assertThat(Lines.parse(LogFormats.find("squid"), line)).isEqualTo(expected);
    }
}
