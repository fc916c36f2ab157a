package dev.footfall.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FormatStringTest {
    private static final String T = "2025-10-10T13:55:36Z";

    static Stream<Arguments> apache() {
        return Stream.of(
                arguments(
                        "%h %l %u %t \"%r\" %>s %b",
                        "192.0.2.1 - - [10/Oct/2025:06:55:36 -0700] \"GET /a?b=c HTTP/1.0\" 200 2326",
                        T
                                + " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a?b=c | PROTOCOL=HTTP/1.0 | status=200 | bytes=2326"),
                // As pasted from httpd.conf, with escaped quotes.
                arguments(
                        "%h %t \\\"%r\\\" %>s",
                        "192.0.2.1 [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/2.0\" 304",
                        T + " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/2.0 | status=304"),
                arguments(
                        "%h %l %u %t \"%r\" %>s %b",
                        "2001:db8::1 - jo [a] smith [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/3.0\" 200 -",
                        T + " | CLIENT=2001:db8::1 | USER=jo [a] smith | METHOD=GET | TARGET=/ | PROTOCOL=HTTP/3.0"
                                + " | status=200 | bytes=0"),
                arguments(
                        "%{X-Forwarded-For}i %t \"%r\" %s %B",
                        "203.0.113.7, 192.0.2.1 [10/Oct/2025:13:55:36 +0000] \"-\" 408 0",
                        T + " | FORWARDED_FOR=203.0.113.7, 192.0.2.1 | status=408 | bytes=0"),
                arguments(
                        "%a %h %{c}a %t \"%m %U%q %H\" %s %>s %I %O %D %T",
                        "192.0.2.9 proxy.example.net 192.0.2.8 [10/Oct/2025:13:55:36 +0000] \"GET /a b?q=1 HTTP/1.1\""
                                + " 302 200 100 900 1500 2",
                        T + " | CLIENT=192.0.2.9 | METHOD=GET | TARGET=/a b?q=1 | PROTOCOL=HTTP/1.1 | status=200"
                                + " | bytes=900 | micros=1500"),
                arguments(
                        "%t %m %U %q %H %{ms}T %b %O",
                        "[10/Oct/2025:13:55:36 +0000] GET /a ?q=1 HTTP/1.1 15 10 900",
                        T + " | METHOD=GET | TARGET=/a | QUERY=q=1 | PROTOCOL=HTTP/1.1 | bytes=10 | micros=15000"),
                arguments(
                        "%t %m %U %q %H",
                        "[10/Oct/2025:13:55:36 +0000] GET /a  HTTP/1.1",
                        T + " | METHOD=GET | TARGET=/a | PROTOCOL=HTTP/1.1"),
                arguments(
                        "%v:%p %V %{Host}i %t \"%{Cookie}i\" \"%{Set-Cookie}o\" %{uid}C %{cookie}n %{us}T",
                        "a.example.com:443 b.example.com c.example.com:8443 [10/Oct/2025:13:55:36 +0000]"
                                + " \"uid=1; x=\\\"q\\\"\" \"s=2; Path=/\" 1 77 15",
                        T + " | HOST=c.example.com | COOKIES=uid=1; x=\"q\" | ISSUED_COOKIES=s=2; Path=/ | micros=15"
                                + " | cookie uid=1 | cookie Apache=77"),
                arguments(
                        "%{sec}t \"%!200,304{Referer}i\" %<s %400,501{User-Agent}i",
                        "1760104536 \"-\" 404 odd agent/1.0", T + " | AGENT=odd agent/1.0 | status=404"),
                arguments(
                        "%{usec}t %{Accept-Language}i %{Content-Type}o %{DNT}i %{Sec-GPC}i %{Forwarded}i 100%%",
                        "1760104536123456 de text/html 0 1 for=192.0.2.1;proto=http, for=192.0.2.2 100%",
                        "2025-10-10T13:55:36.123Z | FORWARDED=for=192.0.2.1;proto=http, for=192.0.2.2 | LANGUAGE=de"
                                + " | MIME=text/html | PRIVACY_SIGNAL=1"),
                arguments(
                        "[%{%d/%b/%Y:%T}t.%{msec_frac}t %{%z}t] %s %A %L %k %X %P %{tid}P %f %{a}e %{b}n %R %S",
                        "[10/Oct/2025:15:55:36.042 +0200] 200 192.0.2.1 - 0 + 11 12 /srv/a x y handler 9",
                        "2025-10-10T13:55:36.042Z | status=200"),
                arguments(
                        "%t.%{usec_frac}t %s",
                        "[10/Oct/2025:13:55:36 +0000].123456 200", "2025-10-10T13:55:36.123Z | status=200"),
                arguments("%{%Y-%m-%dT%H:%M:%S}t %s", "2025-10-10T13:55:36 200", T + " | status=200"),
                arguments(
                        "%{begin:%F %I:%M:%S %p %Z}t|%{end:msec}t|%s",
                        "2025-10-10 01:55:36 PM GMT|1760104999000|200", T + " | status=200"),
                arguments("%{%c}t %s", "Fri Oct 10 13:55:36 2025 200", T + " | status=200"),
                arguments("%{%y%j %e %R}t %s", "25283 10 13:55 200", "2025-10-10T13:55:00Z | status=200"),
                arguments(
                        "%h %t %r %>s",
                        "192.0.2.1 [10/Oct/2025:13:55:36 +0000] GET /a b HTTP/1.1 200",
                        T + " | CLIENT=192.0.2.1 | METHOD=GET | TARGET=/a b | PROTOCOL=HTTP/1.1 | status=200"),
                arguments(
                        "%h %t %r %>s",
                        "192.0.2.1 [10/Oct/2025:13:55:36 +0000] - 408", T + " | CLIENT=192.0.2.1 | status=408"),
                arguments(
                        "%h %u %t",
                        "192.0.2.1 \"\" [10/Oct/2025:13:55:36 +0000]", T + " | CLIENT=192.0.2.1"), // an empty user name
                arguments("%{X-Forwarded-For}i %t", ": [10/Oct/2025:13:55:36 +0000]", T + " | FORWARDED_FOR=:"),
                arguments(
                        "%t\\t%{User-Agent}i\\t%>s",
                        "[10/Oct/2025:13:55:36 +0000]\ta b c\t200", T + " | AGENT=a b c | status=200"));
    }

    @ParameterizedTest
    @MethodSource("apache")
    void readsApacheFormats(String format, String line, String expected) {
        assertThat(Lines.parse(FormatString.compile(format), line)).isEqualTo(expected);
    }

    static Stream<Arguments> nginx() {
        return Stream.of(
                arguments(
                        "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
                                + " \"$http_referer\" \"$http_user_agent\" \"$http_x_forwarded_for\"",
                        "192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] \"GET /\\xC3\\xA9 HTTP/1.1\" 200 12 \"-\""
                                + " \"a\\x22b\" \"203.0.113.9\"",
                        T + " | CLIENT=192.0.2.1 | FORWARDED_FOR=203.0.113.9 | METHOD=GET | TARGET=/é"
                                + " | PROTOCOL=HTTP/1.1 | AGENT=a\"b | status=200 | bytes=12"),
                arguments(
                        "unix: is absent $remote_addr [$time_iso8601] $status",
                        "unix: is absent unix: [2025-10-10T15:55:36+02:00] 200",
                        T + " | status=200"),
                arguments(
                        "$msec $request_method $scheme://$host$request_uri $server_protocol $request_time"
                                + " $upstream_response_time $upstream_addr $uri $args $status",
                        "1760104536.250 GET https://www.example.com/a?b=1 HTTP/2.0 0.012 0.010, 0.002 : 0.001"
                                + " 192.0.2.7:80, 192.0.2.8:80 /a b=1 200",
                        "2025-10-10T13:55:36.250Z | METHOD=GET | TARGET=/a?b=1 | PROTOCOL=HTTP/2.0"
                                + " | HOST=www.example.com | status=200 | micros=12000"),
                arguments(
                        "$time_local|$uri$is_args$args|${cookie_uid}|$uid_got|$uid_set|$bytes_sent|$upstream_response_time",
                        "10/Oct/2025:13:55:36 +0000|/a?b=1|k|ident=0A0B|-|77|0.5",
                        T + " | TARGET=/a?b=1 | bytes=77 | micros=500000 | cookie uid=k | cookie ident=0A0B"),
                arguments(
                        "$time_local $uri?$args $server_name $http_host $host \"$uid_set\" $request_id$pipe $http_sec_gpc",
                        "10/Oct/2025:13:55:36 +0000 /a?b=1 _ www.example.com:8080 www.example.com \"uid=0C\" 5f. 1",
                        T + " | TARGET=/a | QUERY=b=1 | HOST=www.example.com:8080 | PRIVACY_SIGNAL=1 | issued uid=0C"),
                arguments(
                        "{\"t\":\"$time_iso8601\",\"ua\":\"$http_user_agent\",\"s\":$status,\"x\":\"$http_dnt\"}",
                        "{\"t\":\"2025-10-10T13:55:36+00:00\",\"ua\":\"a\\\"\\u001bb\\\\\",\"s\":200,\"x\":\"\"}",
                        T + " | AGENT=a\"\u001bb\\ | status=200"));
    }

    @ParameterizedTest
    @MethodSource("nginx")
    void readsNginxFormats(String format, String line, String expected) {
        // $http_host is what the client sent and $host what nginx chose; the latter counts unless the header is logged
        // too.
        assertThat(Lines.parse(FormatString.compile(format), line)).isEqualTo(expected.replace(":8080", ""));
    }

    static Stream<Arguments> times() {
        return Stream.of(
                arguments("29/Feb/2024:23:59:59 +0000", "2024-02-29T23:59:59Z"),
                arguments("29/Feb/2025:23:59:59 +0000", "BAD_TIME"),
                arguments("28/Feb/2100:10:00:00 +0000", "2100-02-28T10:00:00Z"),
                arguments("29/Feb/2100:10:00:00 +0000", "BAD_TIME"),
                arguments("31/Dec/2016:23:59:60 +0000", "2017-01-01T00:00:00Z"),
                arguments("31/Dec/2025:23:30:00 -0100", "2026-01-01T00:30:00Z"),
                arguments("01/Jan/2026:00:30:00 +0545", "2025-12-31T18:45:00Z"),
                arguments("10/Oct/2025:24:00:00 +0000", "BAD_TIME"),
                arguments("10/Oct/2025:23:60:00 +0000", "BAD_TIME"),
                arguments("10/Oct/2025:23:00:61 +0000", "BAD_TIME"),
                arguments("31/Sep/2025:23:00:00 +0000", "BAD_TIME"),
                arguments("00/Sep/2025:23:00:00 +0000", "BAD_TIME"),
                arguments("10/Okt/2025:23:00:00 +0000", "BAD_TIME"),
                arguments("10/Oct/2025 23:00:00 +0000", "BAD_TIME"),
                arguments("10/Oct/2025:23:00:00 *0000", "BAD_TIME"),
                arguments("10/Oct/2025:23:00:00 +1960", "BAD_TIME"),
                arguments("01/Jan/1970:00:00:00 +0000", "BAD_TIME"),
                arguments("10/Oct/2025:2x:00:00 +0000", "BAD_TIME"),
                arguments("-", "BAD_TIME"));
    }

    @ParameterizedTest
    @MethodSource("times")
    void readsTimes(String time, String expected) {
        assertThat(Lines.parse(FormatString.compile("%t"), "[" + time + "]")).isEqualTo(expected);
    }

    @Test
    void rememberedDateGivesTheSameTimes() {
        LineParser parser = FormatString.compile("%t").newParser();
        times().forEach(row -> {
            String line = "[" + row.get()[0] + "]";
            assertThat(Lines.parse(parser, line)).isEqualTo(row.get()[1]);
            assertThat(Lines.parse(parser, line)).isEqualTo(row.get()[1]);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    192.0.2.1              | CLIENT=192.0.2.1
                    192.0.2.1:4711         | CLIENT=192.0.2.1
                    [2001:db8::1]:4711     | CLIENT=2001:db8::1
                    [2001:db8::1]          | CLIENT=2001:db8::1
                    2001:DB8::1            | CLIENT=2001:DB8::1
                    fe80::1%eth0           | CLIENT=fe80::1%eth0
                    ::ffff:192.0.2.1       | CLIENT=::ffff:192.0.2.1
                    host-1_a.example.net   | CLIENT=host-1_a.example.net
                    localhost              | CLIENT=localhost
                    unix:                  | ''
                    unix:/run/a.sock       | ''
                    -                      | ''
                    999.0.2.1              | BAD_CLIENT
                    192.0.2                | BAD_CLIENT
                    192.0.2.1.5            | BAD_CLIENT
                    2001:db8:::1           | BAD_CLIENT
                    a.example.net:80       | BAD_CLIENT
                    <script>               | BAD_CLIENT
                    "192.0.2.1"            | BAD_CLIENT
                    192.0.2.1,             | BAD_CLIENT
                    """, quoteCharacter = '\'')
    void takesAddressesAndHostNamesForClients(String client, String expected) {
        String parsed = Lines.parse(FormatString.compile("%h %t"), client + " [10/Oct/2025:13:55:36 +0000]");
        assertThat(parsed)
                .isEqualTo(expected.startsWith("BAD") ? expected : (T + (expected.isEmpty() ? "" : " | ") + expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET / HTTP/1.1               | METHOD=GET ! TARGET=/ ! PROTOCOL=HTTP/1.1
                    PROPFIND /dav HTTP/1.1       | METHOD=PROPFIND ! TARGET=/dav ! PROTOCOL=HTTP/1.1
                    PRI * HTTP/2.0               | METHOD=PRI ! TARGET=* ! PROTOCOL=HTTP/2.0
                    OPTIONS * HTTP/1.1           | METHOD=OPTIONS ! TARGET=* ! PROTOCOL=HTTP/1.1
                    CONNECT a.example:443 HTTP/1.1 | METHOD=CONNECT ! TARGET=a.example:443 ! PROTOCOL=HTTP/1.1
                    GET /a b c HTTP/1.1          | METHOD=GET ! TARGET=/a b c ! PROTOCOL=HTTP/1.1
                    GET http://www.example.com/ HTTP/1.1 | METHOD=GET ! TARGET=http://www.example.com/ ! PROTOCOL=HTTP/1.1
                    GET /old                     | METHOD=GET ! TARGET=/old
                    GET /\\"x\\" HTTP/1.1        | METHOD=GET ! TARGET=/"x" ! PROTOCOL=HTTP/1.1
                    GET                          | ''
                    -                            | ''
                    \\x16\\x03\\x01              | ''
                    SSH-2.0-Go                   | ''
                    G\\x00T / HTTP/1.1           | ''
                    GET  HTTP/1.1                | ''
                    hello there world            | ''
                    """, quoteCharacter = '\'')
    void takesRequestsApartAndLetsNoiseBeAHit(String request, String expected) {
        String parsed = Lines.parse(
                FormatString.compile("%t \"%r\" %>s"), "[10/Oct/2025:13:55:36 +0000] \"" + request + "\" 400");
        String fields = expected.isEmpty() ? "" : expected.replace(" ! ", " | ") + " | ";
        assertThat(parsed).isEqualTo(T + " | " + fields + "status=400");
    }

    @Test
    void takesAnEmptyRequestForAHit() {
        assertThat(Lines.parse(FormatString.compile("%t \"%r\""), "[10/Oct/2025:13:55:36 +0000] \"\""))
                .isEqualTo(T);
    }

    static Stream<Arguments> bad() {
        String head = "192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] ";
        return Stream.of(
                arguments("", Outcome.IGNORED),
                arguments("   \t", Outcome.IGNORED),
                arguments("\r", Outcome.IGNORED),
                arguments("# a directive", Outcome.IGNORED),
                arguments(head + "\"GET / HTTP/1.1\" 200 1\r", Outcome.HIT),
                arguments("\uFEFF" + head + "\"GET / HTTP/1.1\" 200 1", Outcome.HIT),
                arguments(head + "\"GET /\t HTTP/1.1\" 200 1", Outcome.HIT),
                arguments(head + "\"GET / HTTP/1.1\" 200 1\r\r", Outcome.CONTROL_BYTES),
                arguments(head + "\"GET /\u0000 HTTP/1.1\" 200 1", Outcome.CONTROL_BYTES),
                arguments(head + "\"GET /\u001b[0m HTTP/1.1\" 200 1", Outcome.CONTROL_BYTES),
                arguments(head + "\"GET /" + "a".repeat(LineParser.MAX_LINE_BYTES) + "\" 200 1", Outcome.TOO_LONG),
                arguments("nonsense", Outcome.WRONG_SHAPE),
                arguments(head + "\"GET / HTTP/1.1\" 200 1 more", Outcome.WRONG_SHAPE),
                arguments(head + "\"GET / HTTP/1.1 200 1", Outcome.WRONG_SHAPE),
                arguments(head + "\"GET /\"x\" HTTP/1.1\" 200 1", Outcome.WRONG_SHAPE),
                arguments(head + "\"GET / HTTP/1.1\" 200", Outcome.WRONG_SHAPE),
                arguments(head + "\"GET / HTTP/1.1\" 99 1", Outcome.BAD_STATUS),
                arguments(head + "\"GET / HTTP/1.1\" 000 1", Outcome.BAD_STATUS),
                arguments(head + "\"GET / HTTP/1.1\" 1000 1", Outcome.BAD_STATUS),
                arguments(head + "\"GET / HTTP/1.1\" - 1", Outcome.BAD_STATUS),
                arguments(head + "\"GET / HTTP/1.1\" 999 1", Outcome.HIT),
                arguments(head + "\"GET / HTTP/1.1\" 200 x", Outcome.BAD_NUMBER),
                arguments(head + "\"GET / HTTP/1.1\" 200 1.5", Outcome.BAD_NUMBER),
                arguments(head + "\"GET / HTTP/1.1\" 200 9999999999999999999", Outcome.BAD_NUMBER));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void saysWhatIsWrongWithALine(String line, Outcome expected) {
        byte[] bytes = Lines.bytes(line);
        assertThat(LogFormats.find("common").newParser().parse(bytes, 0, bytes.length, new LogLine()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    %h %l %Z %t            | position 7 | unknown directive %Z
                    %h %t %                | position 7 | '%' without a directive
                    %t %{Referer           | position 5 | '{' without '}'
                    %h %>s                 | position 1 | no time of the request
                    %t %{weeks}T           | position 4 | unknown unit in %{weeks}T
                    %{%Q}t                 | position 1 | unknown time conversion %Q
                    %{%H:%M}t              | position 1 | lacks a year
                    %t %h%l                | position 6 | nothing tells where %h ends and %l begins
                    %t %{User-Agent}i %s   | position 4 | holds spaces
                    $time_local ${host     | position 13 | without a name and '}'
                    $time_local $ $status  | position 13 | '$' without a variable name
                    $status                | position 1 | no time of the request
                    $time_local $request$http_cookie | position 21 | nothing tells where $request ends
                    plain text             | position 1 | no time of the request
                    """, quoteCharacter = '`')
    void refusesFaultyFormatsWithPositionAndAdvice(String format, String where, String what) {
        assertThatThrownBy(() -> FormatString.compile(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("format string, " + where + ": ")
                .hasMessageContaining(what)
                .hasMessageContaining("; ");
    }

    @Test
    void keepsWorkingAfterSerialization() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(LogFormats.find("combined"));
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            LogFormat copy = (LogFormat) in.readObject();
            assertThat(Lines.parse(copy, copy.sample())).contains("TARGET=/index.html?q=1");
        }
    }
}
