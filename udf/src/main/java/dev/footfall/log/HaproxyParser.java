package dev.footfall.log;

/** Parses {@link HaproxyFormat}. Not thread-safe. */
final class HaproxyParser implements LineParser {
    /** {@code 10/Oct/2025:13:55:36}, before a dot and the milliseconds. */
    private static final int SECONDS_LENGTH = 20;

    private static final int TIME_LENGTH = SECONDS_LENGTH + 4;

    /** Slashes in {@code TR/Tw/Tc/Tr/Ta}; the format of TCP has fewer. */
    private static final int TIMER_SLASHES = 4;

    private final PeerFields peers = new PeerFields();
    private final UidCookie cookie = new UidCookie();
    private int at;
    private int end;

    @Override
    public Outcome parse(byte[] buf, int from, int to, LogLine out) {
        end = LineCheck.end(buf, from, to);
        at = LineCheck.start(buf, from, end);
        Outcome check = LineCheck.check(buf, at, end);
        if (check != Outcome.HIT) {
            return check;
        }
        int bracket = bracket(buf);
        if (bracket < 0) {
            return Outcome.WRONG_SHAPE;
        }
        out.reset(buf, Escaping.HAPROXY);
        int client = bracket - 1;
        while (client > at && buf[client - 1] != ' ') {
            client--;
        }
        if (!peers.clientAndPort(out, buf, client, bracket - 1)) {
            return Outcome.BAD_CLIENT;
        }
        out.epochMillis(millis(buf, bracket + 1));
        at = bracket + TIME_LENGTH + 3;
        Outcome outcome = values(buf, out);
        return outcome == Outcome.HIT && out.epochMillis() == TimeParts.INVALID ? Outcome.BAD_TIME : outcome;
    }

    /** The bracket before the time, behind a client and a space; -1 when there is none. */
    private int bracket(byte[] buf) {
        for (int i = at + 2; i + TIME_LENGTH + 2 < end; i++) {
            if (buf[i] == '['
                    && buf[i - 1] == ' '
                    && buf[i + 3] == '/'
                    && buf[i + 7] == '/'
                    && buf[i + 1 + SECONDS_LENGTH] == '.'
                    && buf[i + 1 + TIME_LENGTH] == ']'
                    && buf[i + 2 + TIME_LENGTH] == ' ') {
                return i;
            }
        }
        return -1;
    }

    private static long millis(byte[] buf, int from) {
        long day = CivilDate.epochDay(
                CivilDate.four(buf, from + 7), CivilDate.month(buf, from + 3), CivilDate.two(buf, from));
        int second = buf[from + 11] == ':' && buf[from + 14] == ':' && buf[from + 17] == ':'
                ? CivilDate.secondOfDay(
                        CivilDate.two(buf, from + 12), CivilDate.two(buf, from + 15), CivilDate.two(buf, from + 18))
                : -1;
        long fraction = DecimalNumber.whole(buf, from + SECONDS_LENGTH + 1, from + TIME_LENGTH);
        boolean possible = day != CivilDate.IMPOSSIBLE && second >= 0 && fraction >= 0;
        return possible ? (day * 86_400 + second) * 1000 + fraction : TimeParts.INVALID;
    }

    /** What stands behind the time: frontend, backend/server, timers, status, bytes, cookies, state, counters, request. */
    private Outcome values(byte[] buf, LogLine out) {
        next(buf); // frontend
        next(buf); // backend and server
        int from = at;
        Outcome outcome = timers(buf, from, next(buf), out);
        from = at;
        outcome = outcome == Outcome.HIT ? status(buf, from, next(buf), out) : outcome;
        from = at;
        outcome = outcome == Outcome.HIT ? bytes(buf, from, next(buf), out) : outcome;
        if (outcome != Outcome.HIT) {
            return outcome;
        }
        cookie(buf, false, out);
        cookie(buf, true, out);
        next(buf); // termination state
        next(buf); // connections
        next(buf); // queues
        while (at < end && buf[at] == '{') { // captured headers, in which braces are escaped
            at = AbsoluteTarget.first(buf, at, end, "}") + 2;
        }
        return request(buf, out);
    }

    /** Ends the value at {@link #at}, and goes to the one behind the space. */
    private int next(byte[] buf) {
        int valueEnd = AbsoluteTarget.first(buf, Math.min(at, end), end, " ");
        at = Math.min(valueEnd + 1, end);
        return valueEnd;
    }

    /** The last of five timers is the time taken. */
    private static Outcome timers(byte[] buf, int from, int to, LogLine out) {
        int slashes = 0;
        int last = from;
        for (int i = from; i < to; i++) {
            if (buf[i] == '/') {
                slashes++;
                last = i + 1;
            }
        }
        if (slashes != TIMER_SLASHES) {
            return Outcome.WRONG_SHAPE;
        }
        last = behindPlus(buf, last, to);
        long micros =
                minusOne(buf, last, to) ? LogLine.UNKNOWN : DecimalNumber.micros(buf, last, to, TimeUnit.MILLISECONDS);
        out.durationMicros(micros);
        return micros == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
    }

    /** The status is -1 when the client went before an answer began. */
    private static Outcome status(byte[] buf, int from, int to, LogLine out) {
        if (minusOne(buf, from, to)) {
            return Outcome.HIT;
        }
        long status = to - from == 3 ? DecimalNumber.whole(buf, from, to) : DecimalNumber.MALFORMED;
        out.status((int) status);
        return status < 100 ? Outcome.BAD_STATUS : Outcome.HIT;
    }

    private static Outcome bytes(byte[] buf, int from, int to, LogLine out) {
        long bytes = DecimalNumber.whole(buf, behindPlus(buf, from, to), to);
        out.responseBytes(bytes);
        return bytes == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
    }

    /** A plus says that the line was written before the answer had ended (option logasap). */
    private static int behindPlus(byte[] buf, int from, int to) {
        return from < to && buf[from] == '+' ? from + 1 : from;
    }

    private static boolean minusOne(byte[] buf, int from, int to) {
        return to - from == 2 && buf[from] == '-' && buf[from + 1] == '1';
    }

    /** A captured cookie, {@code name=value}; {@code -} when none was. */
    private void cookie(byte[] buf, boolean issued, LogLine out) {
        int from = at;
        int to = next(buf);
        if (AbsoluteTarget.first(buf, from, to, "=") < to) {
            cookie.add(out, buf, from, to, issued);
        }
    }

    /** The request in quotes; a syslog that cuts long lines leaves the closing one out. */
    private Outcome request(byte[] buf, LogLine out) {
        if (at >= end || buf[at] != '"') {
            return Outcome.WRONG_SHAPE;
        }
        RequestLine.split(out, buf, at + 1, AbsoluteTarget.first(buf, at + 1, end, "\""));
        AbsoluteTarget.split(out);
        return Outcome.HIT;
    }

    @Override
    public String toString() {
        return "HaproxyParser";
    }
}
