package dev.footfall.log;

/**
 * What Fastly streams: the JSON that it offers for a new logging endpoint, alone on a line or behind a syslog header; or, behind
 * a syslog header only, the Common Log Format that its syslog endpoints begin with, with or without referrer and agent. The
 * same line without a header is {@code common} or {@code combined}. (fastly.com/documentation, "Useful log formats" and
 * "Changing log line formats".)
 */
final class FastlyFormat implements LogFormat {
    private static final long serialVersionUID = 1;

    private final Mapping mapping;

    FastlyFormat(Mapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String name() {
        return mapping.name();
    }

    @Override
    public String description() {
        return mapping.description();
    }

    @Override
    public String sample() {
        return mapping.sample();
    }

    @Override
    public boolean logsCookies() {
        return mapping.logsCookies();
    }

    @Override
    public LineParser newParser() {
        return new Parser(mapping);
    }

    @Override
    public String toString() {
        return name();
    }

    private static final class Parser implements LineParser {
        private final LineParser json;
        private final LineParser combined = LogFormats.find("combined").newParser();
        private final LineParser common = LogFormats.find("common").newParser();

        Parser(Mapping mapping) {
            json = new NdjsonParser(mapping);
        }

        @Override
        public Outcome parse(byte[] buf, int from, int to, LogLine out) {
            int at = LineCheck.start(buf, from, to);
            Outcome check = LineCheck.check(buf, at, LineCheck.end(buf, at, to));
            if (check != Outcome.HIT) {
                return check;
            }
            int message = message(buf, at, to);
            if (message < to && buf[message] == '{') {
                return json.parse(buf, message, to, out);
            }
            if (message == at) {
                return Outcome.WRONG_SHAPE;
            }
            Outcome outcome = combined.parse(buf, message, to, out);
            outcome = outcome == Outcome.WRONG_SHAPE ? common.parse(buf, message, to, out) : outcome;
            return outcome == Outcome.IGNORED ? Outcome.WRONG_SHAPE : outcome; // syslog's head alone is no blank line
        }

        /** Where the message begins behind {@code <134>2025-10-10T13:55:36Z cache-fra1 tag[123]: }; {@code at} without one. */
        private static int message(byte[] buf, int at, int to) {
            if (at == to || buf[at] != '<') {
                return at;
            }
            for (int i = at; i + 1 < to && buf[i] != '"' && buf[i] != '{'; i++) {
                if (buf[i] == ':' && buf[i + 1] == ' ') {
                    return i + 2;
                }
            }
            return at;
        }
    }
}
