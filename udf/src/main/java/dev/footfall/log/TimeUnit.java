package dev.footfall.log;

/** Unit in which a log counts time. */
public enum TimeUnit {
    /** Seconds. */
    SECONDS("s", 1_000_000),
    /** Thousandths of a second. */
    MILLISECONDS("ms", 1_000),
    /** Millionths of a second. */
    MICROSECONDS("us", 1),
    /** Billionths of a second; read as whole microseconds. */
    NANOSECONDS("ns", 0);

    private final String symbol;
    private final long micros;

    TimeUnit(String symbol, long micros) {
        this.symbol = symbol;
        this.micros = micros;
    }

    /** The unit as configuration files write it: {@code s}, {@code ms}, {@code us} or {@code ns}. */
    public String symbol() {
        return symbol;
    }

    /** Microseconds in one unit; 0 for nanoseconds. */
    long micros() {
        return micros;
    }
}
