package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Runs the steps of a compiled format over the bytes of a line, once, from left to right.
 *
 * <p>Hot path: no String, no regular expression and no allocation per line.
 */
final class FormatScanner implements LineParser {
    private static final int FAILED = -1;

    private final byte[] prefix;
    private final FormatStep[] steps;
    private final Escaping escaping;
    private final ClfTime clf = new ClfTime();
    private final IsoTime iso = new IsoTime();
    private final TimeParts time = new TimeParts();
    private final TimeParts ignoredTime = new TimeParts();
    private final PeerFields peers = new PeerFields();
    private final UidCookie uid = new UidCookie();
    private Outcome failure = Outcome.WRONG_SHAPE;

    FormatScanner(FormatCompiler.Program program) {
        prefix = program.prefix().getBytes(StandardCharsets.UTF_8);
        steps = program.steps().toArray(FormatStep[]::new);
        escaping = program.escaping();
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
        time.reset();
        at = expect(prefix, buf, at, end);
        for (int i = 0; i < steps.length && at >= 0; i++) {
            at = take(steps[i], buf, at, end, out);
        }
        if (at != end) {
            return at < 0 ? failure : Outcome.WRONG_SHAPE;
        }
        long millis = time.epochMillis();
        out.epochMillis(millis);
        return millis == TimeParts.INVALID ? Outcome.BAD_TIME : Outcome.HIT;
    }

    private int fail(Outcome why) {
        failure = why;
        return FAILED;
    }

    /** Reads one value and the literal behind it; the position after both, or {@link #FAILED}. */
    private int take(FormatStep step, byte[] buf, int at, int to, LogLine out) {
        if (step.kind.selfDelimiting()) {
            int end =
                    switch (step.kind) {
                        case CLF_TIME, ISO_TIME, EPOCH_TIME, FRACTION, PATTERN_TIME -> time(step, buf, at, to);
                        default -> number(step, buf, at, to, out);
                    };
            return end < 0 ? FAILED : expect(step.after, buf, end, to);
        }
        int end = end(step, buf, at, to);
        if (end < 0) {
            return fail(Outcome.WRONG_SHAPE);
        }
        if (step.store && !text(step, buf, at, end, out)) {
            return FAILED;
        }
        return end + step.after.length;
    }

    private int expect(byte[] literal, byte[] buf, int at, int to) {
        return matches(literal, buf, at, to) ? at + literal.length : fail(Outcome.WRONG_SHAPE);
    }

    private static boolean matches(byte[] literal, byte[] buf, int at, int to) {
        if (to - at < literal.length) {
            return false;
        }
        for (int i = 0; i < literal.length; i++) {
            if (buf[at + i] != literal[i]) {
                return false;
            }
        }
        return true;
    }

    /** Where the text at {@code at} ends, or {@link #FAILED} when what must follow it does not. */
    private static int end(FormatStep step, byte[] buf, int at, int to) {
        byte[] after = step.after;
        if (step.quoted) {
            int end = at;
            while (end < to && buf[end] != '"') {
                end += buf[end] == '\\' ? 2 : 1;
            }
            return end < to && matches(after, buf, end, to) ? end : FAILED;
        }
        if (step.stop != 0) {
            int end = at;
            while (end < to && buf[end] != step.stop && buf[end] != ' ') {
                end++;
            }
            return end < to && buf[end] == step.stop ? end : FAILED;
        }
        if (after.length == 0) {
            return to;
        }
        int bracketed = step.kind == StepKind.HOST && at < to && buf[at] == '[' ? behindBracket(buf, at, to) : at;
        int end = step.guard == FormatStep.Guard.NONE ? FAILED : find(step, buf, at, to, true);
        return end >= 0 ? end : find(step, buf, bracketed, to, false);
    }

    private static int behindBracket(byte[] buf, int at, int to) {
        for (int i = at; i < to && buf[i] != ' '; i++) {
            if (buf[i] == ']') {
                return i;
            }
        }
        return at;
    }

    private static int find(FormatStep step, byte[] buf, int at, int to, boolean guarded) {
        byte[] after = step.after;
        byte first = after[0];
        int lastStart = to - after.length;
        int from = step.kind == StepKind.REQUEST && first == ' ' ? behindVersion(buf, at, to) : at;
        for (int i = from; i <= lastStart; i++) {
            if (buf[i] == first
                    && (after.length == 1 || matches(after, buf, i, to))
                    && (!guarded || guard(step.guard, buf, i + after.length, to))
                    && !(first == ' ' && insideList(step.kind, buf, at, i, to))) {
                return i;
            }
        }
        return FAILED;
    }

    private static boolean guard(FormatStep.Guard guard, byte[] buf, int at, int to) {
        return switch (guard) {
            case NONE -> true;
            case CLF_TIME -> at + ClfTime.LENGTH <= to && buf[at + 2] == '/' && buf[at + 6] == '/';
            case PROTOCOL -> RequestLine.beginsProtocol(buf, at, to);
            case NUMBER -> at < to && (buf[at] == '-' || (buf[at] >= '0' && buf[at] <= '9'));
        };
    }

    /** A request line without quotes ends behind its version, or behind its method and target. */
    private static int behindVersion(byte[] buf, int at, int to) {
        for (int i = at; i < to; i++) {
            if (buf[i] == ' ' && RequestLine.beginsProtocol(buf, i + 1, to)) {
                return i + 1;
            }
        }
        for (int i = at; i < to; i++) {
            if (buf[i] == ' ') {
                return i - at == 1 && buf[at] == '-' ? at : i + 1;
            }
        }
        return at;
    }

    /** Whether the space at {@code i} stands between members of a list: behind a comma, or beside a lone colon. */
    private static boolean insideList(StepKind kind, byte[] buf, int at, int i, int to) {
        if (kind != StepKind.LIST && kind != StepKind.DURATION_LIST) {
            return false;
        }
        boolean colon = i > at + 1 && buf[i - 1] == ':' && buf[i - 2] == ' ';
        boolean behind = colon || (i > at && (buf[i - 1] == ',' || buf[i - 1] == ';'));
        boolean before = i + 2 < to && buf[i + 1] == ':' && buf[i + 2] == ' ';
        return behind || before;
    }

    private boolean text(FormatStep step, byte[] buf, int from, int to, LogLine out) {
        boolean absent = from == to || (to - from == 1 && buf[from] == '-');
        switch (step.kind) {
            case TEXT, LIST -> {
                Field field = step.field;
                if (field != null && !absent && !(field == Field.USER && emptyName(buf, from, to))) {
                    out.set(field, from, to);
                }
            }
            case CLIENT -> {
                if (!peers.client(out, buf, from, to)) {
                    failure = Outcome.BAD_CLIENT;
                    return false;
                }
            }
            case HOST -> PeerFields.host(out, buf, from, to);
            case QUERY -> {
                int start = !absent && buf[from] == '?' ? from + 1 : from;
                if (!absent && start < to) {
                    out.set(Field.QUERY, start, to);
                }
            }
            case REQUEST -> RequestLine.split(out, buf, from, to);
            case COOKIE -> {
                if (!absent) {
                    out.addCookie(step.argument, from, to, false);
                }
            }
            case UID_GOT, UID_SET -> {
                if (!absent) {
                    uid.add(out, buf, from, to, step.kind == StepKind.UID_SET);
                }
            }
            case DURATION_LIST -> {
                long micros = DecimalNumber.micros(buf, from, to, step.unit);
                out.durationMicros(micros == DecimalNumber.MALFORMED ? LogLine.UNKNOWN : micros);
            }
            case DIGITS, STATUS, BYTES, DURATION, CLF_TIME, ISO_TIME, EPOCH_TIME, FRACTION, PATTERN_TIME ->
                throw new AssertionError("read elsewhere");
        }
        return true;
    }

    /** Apache writes an empty user name as two quotes. */
    private static boolean emptyName(byte[] buf, int from, int to) {
        return to - from == 2 && buf[from] == '"' && buf[from + 1] == '"';
    }

    private int number(FormatStep step, byte[] buf, int at, int to, LogLine out) {
        boolean dash = at < to && buf[at] == '-';
        if (dash && (step.optional || step.kind != StepKind.STATUS)) {
            // Apache's %b writes - for no bytes.
            if (step.kind == StepKind.BYTES && step.store && !step.optional) {
                out.responseBytes(0);
            }
            return at + 1;
        }
        int end = DecimalNumber.end(buf, at, to);
        return switch (step.kind) {
            case STATUS -> status(step, buf, at, end, out);
            case BYTES -> {
                long bytes = DecimalNumber.whole(buf, at, end);
                if (step.store) {
                    out.responseBytes(bytes);
                }
                yield bytes == DecimalNumber.MALFORMED ? fail(Outcome.BAD_NUMBER) : end;
            }
            case DURATION -> {
                long micros = duration(buf, at, end, step.unit);
                if (step.store) {
                    out.durationMicros(micros);
                }
                yield micros == DecimalNumber.MALFORMED ? fail(Outcome.BAD_NUMBER) : end;
            }
            default -> end == at ? fail(Outcome.WRONG_SHAPE) : end;
        };
    }

    /** A number with a decimal point is seconds, whatever the unit: so %D also reads nginx's $request_time. */
    static long duration(byte[] buf, int from, int to, TimeUnit unit) {
        return DecimalNumber.micros(buf, from, to, DecimalNumber.hasPoint(buf, from, to) ? TimeUnit.SECONDS : unit);
    }

    private int status(FormatStep step, byte[] buf, int at, int end, LogLine out) {
        long status = end - at == 3 ? DecimalNumber.whole(buf, at, end) : DecimalNumber.MALFORMED;
        if (status < 100) {
            return fail(Outcome.BAD_STATUS);
        }
        if (step.store) {
            out.status((int) status);
        }
        return end;
    }

    private int time(FormatStep step, byte[] buf, int at, int to) {
        TimeParts parts = step.store ? time : ignoredTime;
        int end = time(step, buf, at, to, parts);
        return end < 0 ? fail(Outcome.BAD_TIME) : end;
    }

    private int time(FormatStep step, byte[] buf, int at, int to, TimeParts parts) {
        switch (step.kind) {
            case CLF_TIME -> {
                parts.epochSeconds = clf.parse(buf, at, to);
                return parts.epochSeconds == ClfTime.INVALID ? FAILED : at + ClfTime.LENGTH;
            }
            case ISO_TIME -> {
                int end = iso.parse(buf, at, to);
                parts.epochMicros = iso.epochMicros();
                return end;
            }
            case EPOCH_TIME -> {
                int end = DecimalNumber.end(buf, at, to);
                parts.epochMicros = EpochTime.micros(buf, at, end, step.unit);
                return parts.epochMicros == DecimalNumber.MALFORMED ? FAILED : end;
            }
            case FRACTION -> {
                int end = DecimalNumber.end(buf, at, to);
                long micros = DecimalNumber.micros(buf, at, end, step.unit);
                parts.fractionMicros = (int) Math.min(micros, 999_999);
                return micros == DecimalNumber.MALFORMED ? FAILED : end;
            }
            default -> {
                TimePattern pattern = step.pattern;
                return pattern == null ? FAILED : pattern.parse(buf, at, to, parts);
            }
        }
    }

    @Override
    public String toString() {
        return "FormatScanner"
                + Arrays.toString(Arrays.stream(steps).map(step -> step.kind).toArray());
    }
}
