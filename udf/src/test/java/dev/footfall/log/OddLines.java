package dev.footfall.log;

import java.util.List;
import java.util.Random;

/**
 * Lines of the combined family as servers write them, most parts plain and some odd: escapes, IPv6, requests that are
 * none, {@code -} everywhere, broken numbers. The same seed gives the same lines.
 */
final class OddLines {
    private static final List<String> CLIENTS = List.of(
            "2001:db8::1",
            "::1",
            "::ffff:192.0.2.1",
            "2001:db8:0:0:0:0:0:42",
            "host-7.example.net",
            "localhost",
            "-",
            "unix:",
            "999.1.2.3",
            "192.0.2",
            "192.0.2.1:8080",
            "[2001:db8::1]",
            "fe80::1%eth0",
            "client_1.example.net");
    private static final List<String> USERS = List.of(
            "alice",
            "account 8",
            "a b c",
            "j.doe@example.org",
            "\\xc3\\xa9milie",
            "o\\\"brien",
            "back\\\\slash",
            "DOMAIN\\\\user",
            "",
            "\"\"",
            "[x]",
            "x [y",
            "émilie");
    private static final List<String> TIMES = List.of(
            "06/Oct/2025:12:44:00 +0200",
            "07/Oct/2025:01:15:00 -0730",
            "29/Feb/2024:23:59:59 +0000",
            "31/Dec/1999:23:59:59 +1400",
            "01/Jan/2030:00:00:00 +0545",
            "31/Sep/2025:10:45:00 +0000",
            "29/Feb/2025:10:45:00 +0000",
            "06/Oct/2025:24:00:00 +0000",
            "06/Oct/2025:10:60:00 +0000",
            "30/Jun/2015:23:59:60 +0000",
            "06/oct/2025:10:45:00 +0000",
            "06/OCT/2025:10:45:00 +0000",
            "06/Okt/2025:10:45:00 +0000",
            "6/Oct/2025:10:45:00 +0000",
            "06/Oct/25:10:45:00 +0000",
            "06/Oct/2025:10:45:00",
            "06/Oct/2025:10:45:00 Z",
            "06/Oct/2025:10:45:00 +00:00",
            "-");
    private static final List<String> REQUESTS = List.of(
            "-",
            "",
            " ",
            "GET",
            "GET /",
            "GET  / HTTP/1.1",
            "GET / HTTP/1.1 ",
            "get / http/1.1",
            "GET / HTTP/2",
            "GET / HTTP/3.0",
            "GET / HTTP/0.9",
            "GET / HTTP/11.22",
            "GET / SPDY/3.1",
            "GET /a b.pdf HTTP/1.1",
            "GET /a b c d HTTP/1.1",
            "GET /caf\\xc3\\xa9 HTTP/1.1",
            "GET /q?x=\\\"y\\\" HTTP/1.1",
            "GET /back\\\\slash HTTP/1.1",
            "GET /tab\\there HTTP/1.1",
            "GET /%zz%4 HTTP/1.1",
            "GET /?a=1&b=%20&c=ä HTTP/1.1",
            "GET https://www.example.org/x HTTP/1.1",
            "CONNECT www.example.org:443 HTTP/1.1",
            "OPTIONS * HTTP/1.0",
            "PROPFIND /dav/ HTTP/1.1",
            "M-SEARCH * HTTP/1.1",
            "BASELINE-CONTROL /x HTTP/1.1",
            "X_METHOD /x HTTP/1.1",
            "PRI * HTTP/2.0",
            "\\x16\\x03\\x01\\x02\\x00\\x01",
            "\\x16\\x03\\x01 a b",
            "SSH-2.0-Go",
            "GET /\\\"\\xff\\\\ HTTP/1.1",
            "Gh0st\\xad",
            "123 / HTTP/1.1",
            "GET /x HTTP/1.1 HTTP/1.1");
    private static final List<String> STATUSES =
            List.of("100", "204", "499", "599", "999", "99", "1000", "000", "-", "", "2xx", "20", "+200");
    private static final List<String> SIZES = List.of(
            "-", "0", "00", "12345678901", "9223372036854775807", "99999999999999999999", "-5", "1.5", "", "5k");
    private static final List<String> TEXTS = List.of(
            "-",
            "",
            " ",
            "--",
            "a",
            "https://www.example.org/?q=\\\"quoted\\\"",
            "https://www.example.org/caf\\xc3\\xa9",
            "https://www.example.org/ü?x=a b",
            "android-app://org.example.app/",
            "not a url",
            "odd \\\"agent\\\" \\x22name\\x22",
            "ends in a backslash \\\\",
            "\\\\x41 is no escape",
            "\\x4 and \\xg1",
            "\\n\\t\\r\\b\\f\\v",
            "\\u00e9",
            "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "curl/8.5.0",
            "\\xff\\xfe broken utf-8",
            "emoji \\xf0\\x9f\\x98\\x80",
            "raw 😀");
    private static final List<String> TIMES_TAKEN =
            List.of("0", "1", "15320", "0.015", "12.5", "-", "", "-7", "abc", "99999999999999999999", "1e3");

    private final Random random;

    OddLines(long seed) {
        random = new Random(seed);
    }

    /** What a line ends in. */
    enum Taken {
        NOTHING,
        MICROSECONDS,
        SECONDS
    }

    /** A line of the combined family: a virtual host in front, the time taken at the end. */
    String next(boolean host, boolean agent, boolean cookies, Taken taken) {
        StringBuilder line = new StringBuilder();
        if (host) {
            line.append(odd() ? "[2001:db8::5]:443" : "www.example.com:443").append(' ');
        }
        line.append(odd() ? any(CLIENTS) : "192.0.2." + random.nextInt(256));
        line.append(" - ").append(odd() ? any(USERS) : "-");
        line.append(" [").append(odd() ? any(TIMES) : time()).append("] \"");
        line.append(odd() ? any(REQUESTS) : "GET /page/" + random.nextInt(50) + " HTTP/1.1");
        line.append("\" ").append(odd() ? any(STATUSES) : "200");
        line.append(' ').append(odd() ? any(SIZES) : Integer.toString(random.nextInt(1 << 20)));
        if (agent) {
            line.append(" \"").append(odd() ? any(TEXTS) : "-").append("\" \"");
            line.append(odd() ? any(TEXTS) : "curl/8.5.0").append('"');
        }
        if (cookies) {
            line.append(" \"").append(odd() ? any(TEXTS) : "uid=a17f").append("\" \"-\"");
        }
        String plain =
                switch (taken) {
                    case NOTHING -> "";
                    case MICROSECONDS -> Integer.toString(random.nextInt(1 << 20));
                    case SECONDS -> random.nextInt(30) + ".%03d".formatted(random.nextInt(1000));
                };
        if (taken != Taken.NOTHING) {
            line.append(' ').append(odd() ? any(TIMES_TAKEN) : plain);
        }
        return line.toString();
    }

    private String time() {
        return "%02d/Oct/2025:%02d:%02d:%02d +0000"
                .formatted(1 + random.nextInt(31), random.nextInt(24), random.nextInt(60), random.nextInt(60));
    }

    /** Each part is odd in one line of five, so that most odd parts stand among plain ones. */
    private boolean odd() {
        return random.nextInt(5) == 0;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
