package dev.footfall.log;

/** Parses lines of a {@link PositionalFormat}, from left to right, without a String. */
final class PositionalParser implements LineParser {
    private static final int CLF_WITH_BRACKETS = ClfTime.LENGTH + 2;

    private final Place[] places;
    private final int required;
    private final Escaping escaping;
    private final PeerFields peers = new PeerFields();
    private final ClfTime clf = new ClfTime();
    private final IsoTime iso = new IsoTime();

    private long epochMillis;
    private long takenMicros;

    PositionalParser(PositionalFormat format) {
        places = format.places().toArray(Place[]::new);
        required = format.required();
        escaping = format.escaping();
    }

    @Override
    public Outcome parse(byte[] buf, int from, int to, LogLine out) {
        int end = LineCheck.end(buf, from, to);
        int at = LineCheck.start(buf, from, end);
        Outcome check = LineCheck.check(buf, at, end);
        if (check != Outcome.HIT) {
            return check;
        }
        out.reset(buf, escaping);
        epochMillis = TimeParts.INVALID;
        takenMicros = LogLine.UNKNOWN;
        for (int i = 0; i < places.length; i++) {
            at = behindSpaces(buf, at, end);
            if (at == end) {
                return i < required ? Outcome.WRONG_SHAPE : finished(out);
            }
            int valueEnd = valueEnd(i, buf, at, end);
            if (valueEnd < 0) {
                return Outcome.WRONG_SHAPE;
            }
            int quote = buf[at] == '"' ? 1 : 0;
            Outcome outcome = take(places[i], buf, at + quote, valueEnd - quote, out);
            if (outcome != Outcome.HIT) {
                return outcome;
            }
            at = valueEnd;
        }
        return finished(out);
    }

    private Outcome finished(LogLine out) {
        AbsoluteTarget.split(out);
        out.durationMicros(takenMicros);
        out.epochMillis(epochMillis);
        return epochMillis == TimeParts.INVALID ? Outcome.BAD_TIME : Outcome.HIT;
    }

    private static int behindSpaces(byte[] buf, int from, int to) {
        int i = from;
        while (i < to && buf[i] == ' ') {
            i++;
        }
        return i;
    }

    /** Behind the value at {@code at}, its closing quote included; -1 when a quote or bracket is not closed. */
    private int valueEnd(int place, byte[] buf, int at, int to) {
        if (places[place].kind() == Place.Kind.CLF_TIME) {
            int end = at + CLF_WITH_BRACKETS;
            return end <= to && buf[at] == '[' && buf[end - 1] == ']' && separated(buf, end, to) ? end : -1;
        }
        if (places[place].field() == Field.USER && escaping == Escaping.SQUID) {
            return beforeHierarchy(buf, at, to);
        }
        if (buf[at] != '"') {
            int i = at;
            while (i < to && buf[i] != ' ') {
                i++;
            }
            return i;
        }
        return escaping == Escaping.NONE ? behindUnescaped(place, buf, at, to) : behindEscaped(buf, at, to);
    }

    /** Where Squid's account name, which may hold spaces, ends: before {@code HIER_DIRECT/} or another code in capitals. */
    private static int beforeHierarchy(byte[] buf, int at, int to) {
        for (int i = at; i < to; i++) {
            int code = i + 1;
            while (buf[i] == ' ' && code < to && ((buf[code] >= 'A' && buf[code] <= 'Z') || buf[code] == '_')) {
                code++;
            }
            if (code > i + 1 && code < to && buf[code] == '/') {
                return i;
            }
        }
        return -1;
    }

    private static int behindEscaped(byte[] buf, int at, int to) {
        for (int i = at + 1; i < to; i++) {
            if (buf[i] == '\\') {
                i++;
            } else if (buf[i] == '"' && separated(buf, i + 1, to)) {
                return i + 1;
            }
        }
        return -1;
    }

    /**
     * Behind a value in which quotes stand as they are, even with a space behind them. The one that closes it is told by what
     * follows: a status, the next value in quotes; the last such value ends at the line's last quote.
     */
    private int behindUnescaped(int place, byte[] buf, int at, int to) {
        boolean last = places[place].field() == Field.AGENT;
        boolean beforeStatus = places[place].kind() == Place.Kind.REQUEST;
        int close = -1;
        for (int i = at + 1; i < to && (last || close < 0); i++) {
            if (buf[i] == '"' && separated(buf, i + 1, to)) {
                int next = i + 2 < to ? buf[i + 2] : '-';
                boolean number = next == '-' || (next >= '0' && next <= '9');
                close = last || (beforeStatus ? number : next == '-' || next == '"') ? i + 1 : close;
            }
        }
        return close;
    }

    private static boolean separated(byte[] buf, int at, int to) {
        return at == to || buf[at] == ' ';
    }

    private Outcome take(Place place, byte[] buf, int from, int to, LogLine out) {
        boolean absent = from >= to || (to - from == 1 && buf[from] == '-');
        switch (place.kind()) {
            case SKIP -> {}
            case TEXT -> {
                Field field = place.field();
                if (field != null && !absent) {
                    out.set(field, from, to);
                }
            }
            case CLIENT -> {
                return peers.client(out, buf, from, to) ? Outcome.HIT : Outcome.BAD_CLIENT;
            }
            case CLIENT_AND_PORT -> {
                return peers.clientAndPort(out, buf, from, to) ? Outcome.HIT : Outcome.BAD_CLIENT;
            }
            case HOST -> PeerFields.host(out, buf, from, to);
            case REQUEST -> RequestLine.split(out, buf, from, to);
            case URL -> {
                if (!absent && !failure(buf, from, to)) {
                    out.set(Field.TARGET, from, to);
                }
            }
            case ISO_TIME, BEGIN_TIME, EPOCH_TIME, CLF_TIME -> {
                return time(place.kind(), buf, from, to);
            }
            case STATUS -> {
                return absent ? Outcome.HIT : status(buf, from, to, out);
            }
            case RESULT_AND_STATUS -> {
                return resultAndStatus(buf, from, to, out);
            }
            case BYTES -> {
                long bytes = absent ? 0 : DecimalNumber.whole(buf, from, to);
                out.responseBytes(bytes);
                return bytes == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
            }
            case MILLIS_TAKEN -> {
                return absent ? Outcome.HIT : taken(buf, from, to, TimeUnit.MILLISECONDS);
            }
            case PART_OF_SECONDS_TAKEN -> {
                boolean unfinished = absent || (to - from == 2 && buf[from] == '-' && buf[from + 1] == '1');
                return unfinished ? Outcome.HIT : taken(buf, from, to, TimeUnit.SECONDS);
            }
        }
        return Outcome.HIT;
    }

    /** Squid logs {@code error:invalid-request} and its like where it read no URL. */
    private static boolean failure(byte[] buf, int from, int to) {
        return to - from > 6
                && buf[from] == 'e'
                && buf[from + 1] == 'r'
                && buf[from + 2] == 'r'
                && buf[from + 3] == 'o'
                && buf[from + 4] == 'r'
                && buf[from + 5] == ':';
    }

    private static Outcome resultAndStatus(byte[] buf, int from, int to, LogLine out) {
        int slash = AbsoluteTarget.first(buf, from, to, "/");
        if (slash == to) {
            return Outcome.WRONG_SHAPE;
        }
        boolean none = to - slash == 4 && DecimalNumber.whole(buf, slash + 1, to) == 0;
        return none ? Outcome.HIT : status(buf, slash + 1, to, out);
    }

    private Outcome time(Place.Kind kind, byte[] buf, int from, int to) {
        long millis = millis(kind, buf, from, to);
        if (kind != Place.Kind.BEGIN_TIME || millis != TimeParts.INVALID) {
            epochMillis = millis;
        }
        return epochMillis == TimeParts.INVALID ? Outcome.BAD_TIME : Outcome.HIT;
    }

    private long millis(Place.Kind kind, byte[] buf, int from, int to) {
        if (kind == Place.Kind.CLF_TIME) {
            long seconds = clf.parse(buf, from + 1, to - 1);
            return seconds == ClfTime.INVALID ? TimeParts.INVALID : seconds * 1000;
        }
        if (kind == Place.Kind.EPOCH_TIME) {
            long micros = EpochTime.micros(buf, from, to, TimeUnit.SECONDS);
            return micros == DecimalNumber.MALFORMED ? TimeParts.INVALID : micros / 1000;
        }
        return iso.parse(buf, from, to) == to ? Math.floorDiv(iso.epochMicros(), 1000) : TimeParts.INVALID;
    }

    private static Outcome status(byte[] buf, int from, int to, LogLine out) {
        long status = to - from == 3 ? DecimalNumber.whole(buf, from, to) : DecimalNumber.MALFORMED;
        out.status((int) status);
        return status < 100 ? Outcome.BAD_STATUS : Outcome.HIT;
    }

    private Outcome taken(byte[] buf, int from, int to, TimeUnit unit) {
        long micros = DecimalNumber.micros(buf, from, to, unit);
        takenMicros = Math.max(0, takenMicros) + micros;
        return micros == DecimalNumber.MALFORMED || takenMicros < 0 ? Outcome.BAD_NUMBER : Outcome.HIT;
    }

    @Override
    public String toString() {
        return "PositionalParser[" + places.length + " places]";
    }
}
