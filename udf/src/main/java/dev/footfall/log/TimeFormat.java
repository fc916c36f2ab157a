package dev.footfall.log;

/** How a mapped JSON field writes the time. */
public enum TimeFormat {
    /** Told by its look: ISO 8601, Common Log Format, or a number whose size tells s, ms, µs or ns since the epoch. */
    AUTO("auto"),
    /** ISO 8601; without a zone it is UTC. */
    ISO8601("iso8601"),
    /** Seconds since the epoch, perhaps with a fraction. */
    EPOCH_SECONDS("epoch_s"),
    /** Milliseconds since the epoch. */
    EPOCH_MILLIS("epoch_ms"),
    /** Microseconds since the epoch. */
    EPOCH_MICROS("epoch_us"),
    /** {@code 10/Oct/2000:13:55:36 -0700}. */
    CLF("clf");

    private final String key;

    TimeFormat(String key) {
        this.key = key;
    }

    /** The name in a mapping. */
    public String key() {
        return key;
    }
}
