package dev.footfall.log;

/** Reads the time of a mapped field. Not thread-safe. */
final class MappedTime {
    static final long INVALID = Long.MIN_VALUE;

    /** Numbers below are seconds up to the year 5138; each next unit has three digits more. */
    private static final long FIRST_MILLIS = 100_000_000_000L;

    private static final long FIRST_MICROS = FIRST_MILLIS * 1000;
    private static final long FIRST_NANOS = FIRST_MICROS * 1000;

    private final TimeFormat format;
    private final ClfTime clf = new ClfTime();
    private final IsoTime iso = new IsoTime();

    MappedTime(TimeFormat format) {
        this.format = format;
    }

    /** Milliseconds since the epoch of the time in {@code [from, to)}, or {@link #INVALID}. */
    long millis(byte[] buf, int from, int to) {
        long micros =
                switch (format) {
                    case AUTO -> guessed(buf, from, to);
                    case ISO8601 -> iso(buf, from, to);
                    case CLF -> clf(buf, from, to);
                    case EPOCH_SECONDS -> epoch(buf, from, to, TimeUnit.SECONDS);
                    case EPOCH_MILLIS -> epoch(buf, from, to, TimeUnit.MILLISECONDS);
                    case EPOCH_MICROS -> epoch(buf, from, to, TimeUnit.MICROSECONDS);
                };
        return micros == INVALID ? INVALID : Math.floorDiv(micros, 1000);
    }

    private long guessed(byte[] buf, int from, int to) {
        if (to - from == ClfTime.LENGTH && buf[from + 2] == '/') {
            return clf(buf, from, to);
        }
        if (to - from > 10 && buf[from + 4] == '-') {
            return iso(buf, from, to);
        }
        long micros = ScientificNumber.micros(buf, from, to, TimeUnit.MICROSECONDS);
        TimeUnit unit = micros < FIRST_MILLIS
                ? TimeUnit.SECONDS
                : micros < FIRST_MICROS
                        ? TimeUnit.MILLISECONDS
                        : micros < FIRST_NANOS ? TimeUnit.MICROSECONDS : TimeUnit.NANOSECONDS;
        return epoch(buf, from, to, unit);
    }

    private long iso(byte[] buf, int from, int to) {
        return iso.parse(buf, from, to) == to ? iso.epochMicros() : INVALID;
    }

    private long clf(byte[] buf, int from, int to) {
        long seconds = to - from == ClfTime.LENGTH ? clf.parse(buf, from, to) : ClfTime.INVALID;
        return seconds == ClfTime.INVALID ? INVALID : seconds * 1_000_000;
    }

    private static long epoch(byte[] buf, int from, int to, TimeUnit unit) {
        long micros = EpochTime.checked(ScientificNumber.micros(buf, from, to, unit));
        return micros == DecimalNumber.MALFORMED ? INVALID : micros;
    }
}
