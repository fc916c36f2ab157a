package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Parses one W3C extended file; remembers {@code #Fields} and {@code #Date}. */
final class W3cParser implements LineParser {
    /** Who wrote the file. */
    enum Dialect {
        /** IIS and others: {@code +} for a space in headers, milliseconds. */
        PLAIN(Escaping.W3C, TimeUnit.MILLISECONDS),
        /** CloudFront: percent-encoded, seconds. */
        CLOUDFRONT(Escaping.CLOUDFRONT, TimeUnit.SECONDS);

        private final Escaping escaping;
        private final TimeUnit takenUnit;

        Dialect(Escaping escaping, TimeUnit takenUnit) {
            this.escaping = escaping;
            this.takenUnit = takenUnit;
        }
    }

    private static final String DATE = "#Date:";
    private static final int DATE_LENGTH = 10;
    private static final int TIME_LENGTH = 8;
    private static final long NO_DAY = CivilDate.IMPOSSIBLE;

    private final Dialect dialect;
    private String fieldsLine = "";
    private String dateLine = "";
    private W3cColumn[] columns = {};
    private boolean dated;
    private boolean timed;
    private boolean ofDialect;
    private long directiveDay = NO_DAY;

    private final IsoTime iso = new IsoTime();
    private final PeerFields peers = new PeerFields();
    private long day;
    private long milliOfDay;

    W3cParser(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public String state() {
        return dateLine.isEmpty() ? fieldsLine : dateLine + '\n' + fieldsLine;
    }

    @Override
    public void restore(String state) {
        state.lines().forEach(this::directive);
    }

    @Override
    public Outcome parse(byte[] buf, int from, int to, LogLine out) {
        int end = LineCheck.end(buf, from, to);
        int at = LineCheck.start(buf, from, end);
        Outcome check = LineCheck.check(buf, at, end);
        if (check == Outcome.IGNORED && at < end && buf[at] == '#') {
            // Stray line ends would cut the state in the wrong place.
            String text = new String(buf, at, end - at, StandardCharsets.UTF_8);
            directive(text.replace('\r', ' ').replace('\n', ' '));
        }
        if (check != Outcome.HIT) {
            return check;
        }
        if (columns.length == 0) {
            return Outcome.NO_FIELDS_DIRECTIVE;
        }
        if (!ofDialect || !timed || (!dated && directiveDay == NO_DAY)) {
            return Outcome.MISSING_FIELD;
        }
        out.reset(buf, dialect.escaping);
        return columns(buf, at, end, out);
    }

    private void directive(String line) {
        if (startsWith(line, W3cFormat.FIELDS)) {
            fieldsLine = line;
            columns = columns(line.substring(W3cFormat.FIELDS.length()).strip());
            dated = has(W3cColumn.Kind.DATE);
            timed = has(W3cColumn.Kind.TIME);
            ofDialect = dialect == Dialect.PLAIN || line.contains(CloudFrontFormat.OWN_COLUMN);
        } else if (startsWith(line, DATE)) {
            byte[] value = line.substring(DATE.length()).strip().getBytes(StandardCharsets.UTF_8);
            dateLine = line;
            directiveDay = value.length >= DATE_LENGTH ? iso.day(value, 0) : NO_DAY;
        }
    }

    private static boolean startsWith(String line, String directive) {
        return line.regionMatches(true, 0, directive, 0, directive.length());
    }

    private boolean has(W3cColumn.Kind kind) {
        for (W3cColumn column : columns) {
            if (column.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    /** Columns of one directive; the better of two that give the same field is kept. */
    private static W3cColumn[] columns(String names) {
        List<W3cColumn> found = new ArrayList<>();
        Map<Field, Integer> ranks = new EnumMap<>(Field.class);
        for (String name : names.split("[ \\t]+")) {
            if (!name.isEmpty()) {
                W3cColumn column = W3cColumn.of(name);
                found.add(column);
                Field field = column.field();
                if (field != null) {
                    ranks.merge(field, column.rank(), Math::max);
                }
            }
        }
        boolean wholeUri = ranks.getOrDefault(Field.TARGET, 0)
                > W3cColumn.of("cs-uri-stem").rank();
        return found.stream()
                .map(column -> {
                    Field field = column.field();
                    boolean beaten = field != null && column.rank() < ranks.getOrDefault(field, 0);
                    boolean twice = wholeUri && field == Field.QUERY;
                    return beaten || twice ? new W3cColumn(W3cColumn.Kind.SKIP, null, 0) : column;
                })
                .toArray(W3cColumn[]::new);
    }

    private Outcome columns(byte[] buf, int from, int to, LogLine out) {
        day = directiveDay;
        milliOfDay = -1;
        int at = from;
        for (int i = 0; i < columns.length; i++) {
            boolean quoted = at < to && buf[at] == '"';
            int start = quoted ? at + 1 : at;
            int end = quoted ? closingQuote(buf, start, to) : separator(buf, at, to);
            int behind = quoted ? end + 1 : end;
            boolean last = i == columns.length - 1;
            if (end > to || behind > to || (last ? behind != to : behind >= to || !isSeparator(buf[behind]))) {
                return Outcome.WRONG_SHAPE;
            }
            boolean absent = start == end || (!quoted && end - start == 1 && buf[start] == '-');
            Outcome outcome = take(columns[i], buf, start, end, absent, out);
            if (outcome != Outcome.HIT) {
                return outcome;
            }
            at = behind + 1;
        }
        if (day == NO_DAY || milliOfDay < 0) {
            return Outcome.BAD_TIME;
        }
        out.epochMillis(day * 86_400_000 + milliOfDay);
        return Outcome.HIT;
    }

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == '\t';
    }

    private static int separator(byte[] buf, int from, int to) {
        int i = from;
        while (i < to && !isSeparator(buf[i])) {
            i++;
        }
        return i;
    }

    /** The quote that ends the text; a doubled quote belongs to it and stays doubled. Behind {@code to} if none. */
    private static int closingQuote(byte[] buf, int from, int to) {
        int i = from;
        while (i < to && (buf[i] != '"' || (i + 1 < to && buf[i + 1] == '"'))) {
            i += buf[i] == '"' ? 2 : 1;
        }
        return i < to ? i : to + 1;
    }

    private Outcome take(W3cColumn column, byte[] buf, int from, int to, boolean absent, LogLine out) {
        switch (column.kind()) {
            case SKIP -> {}
            case TEXT -> {
                Field field = column.field();
                if (field != null && !absent) {
                    out.set(field, from, to);
                }
            }
            case HOST -> PeerFields.host(out, buf, from, to);
            case CLIENT -> {
                return peers.client(out, buf, from, to) ? Outcome.HIT : Outcome.BAD_CLIENT;
            }
            case DATE -> day = to - from == DATE_LENGTH ? iso.day(buf, from) : NO_DAY;
            case TIME -> milliOfDay = milliOfDay(buf, from, to);
            case STATUS -> {
                long status = to - from == 3 ? DecimalNumber.whole(buf, from, to) : DecimalNumber.MALFORMED;
                boolean none = dialect == Dialect.CLOUDFRONT && status == 0;
                out.status(none ? (int) LogLine.UNKNOWN : (int) status);
                return none || status >= 100 ? Outcome.HIT : Outcome.BAD_STATUS;
            }
            case BYTES -> {
                long bytes = absent ? LogLine.UNKNOWN : DecimalNumber.whole(buf, from, to);
                out.responseBytes(bytes);
                return bytes == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
            }
            case TAKEN -> {
                long micros = absent ? LogLine.UNKNOWN : FormatScanner.duration(buf, from, to, dialect.takenUnit);
                out.durationMicros(micros);
                return micros == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
            }
        }
        return Outcome.HIT;
    }

    /** {@code HH:mm:ss}, perhaps with a fraction; -1 when impossible. */
    private static long milliOfDay(byte[] buf, int from, int to) {
        if (to - from < TIME_LENGTH) {
            return -1;
        }
        int second = IsoTime.second(buf, from);
        long fraction = 0;
        if (to - from > TIME_LENGTH) {
            boolean point = buf[from + TIME_LENGTH] == '.';
            int digits = Math.min(3, to - from - TIME_LENGTH - 1);
            fraction = point
                    ? DecimalNumber.whole(buf, from + TIME_LENGTH + 1, from + TIME_LENGTH + 1 + digits)
                    : DecimalNumber.MALFORMED;
            for (int i = digits; i < 3; i++) {
                fraction *= 10;
            }
        }
        return second < 0 || fraction < 0 ? -1 : second * 1000L + fraction;
    }

    @Override
    public String toString() {
        return "W3cParser[" + columns.length + " columns]";
    }
}
