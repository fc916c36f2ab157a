package dev.footfall.log;

/**
 * HAProxy's HTTP log format, {@code option httplog} (HAProxy Configuration Manual, "HTTP log format"), with or without a syslog
 * header, and {@code option httpslog}, which has more behind the request. HAProxy writes the time without a zone: it is taken
 * for UTC. Captured cookies are kept by name; captured headers are passed over, as the line does not say which they are.
 */
final class HaproxyFormat implements LogFormat {
    private static final long serialVersionUID = 1;

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public String description() {
        return "HAProxy, option httplog, with or without a syslog header";
    }

    @Override
    public String sample() {
        return "Oct 10 13:55:36 proxy haproxy[760]: 192.0.2.10:51234 [10/Oct/2025:13:55:36.123] www~ web/web1 0/0/1/14/15 200"
                + " 5120 uid=4f1c - ---- 3/3/0/0/0 0/0 {www.example.com} {text/html} \"GET /index.html?q=1 HTTP/1.1\"";
    }

    /** Cookies are logged only where {@code capture cookie} says so. */
    @Override
    public boolean logsCookies() {
        return false;
    }

    @Override
    public LineParser newParser() {
        return new HaproxyParser();
    }

    @Override
    public String toString() {
        return name();
    }
}
