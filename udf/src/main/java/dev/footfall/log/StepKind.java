package dev.footfall.log;

/** How the bytes of one value are read. */
enum StepKind {
    /** Text up to what follows. */
    TEXT,
    /** Text in which a delimiting space may follow a comma or surround a colon, as in {@code $upstream_addr}. */
    LIST,
    /** Address or name of the peer. */
    CLIENT,
    /** Host, with or without port. */
    HOST,
    /** Query with or without its question mark. */
    QUERY,
    /** Request line. */
    REQUEST,
    /** Cookie by name, returned by the browser. */
    COOKIE,
    /** {@code $uid_got}: {@code name=value}. */
    UID_GOT,
    /** {@code $uid_set}: {@code name=value}. */
    UID_SET,
    /** Digits without meaning to us, such as a port. */
    DIGITS,
    /** HTTP status. */
    STATUS,
    /** Bytes of the response. */
    BYTES,
    /** Time taken. */
    DURATION,
    /** Time taken by each of several upstreams. */
    DURATION_LIST,
    /** Time of the Common Log Format. */
    CLF_TIME,
    /** Time of ISO 8601. */
    ISO_TIME,
    /** Time since the epoch. */
    EPOCH_TIME,
    /** Fraction of the second in milliseconds or microseconds. */
    FRACTION,
    /** Time by a strftime pattern. */
    PATTERN_TIME;

    /** Whether the value says itself where it ends. */
    boolean selfDelimiting() {
        return switch (this) {
            case DIGITS, STATUS, BYTES, DURATION, CLF_TIME, ISO_TIME, EPOCH_TIME, FRACTION, PATTERN_TIME -> true;
            case TEXT, LIST, CLIENT, HOST, QUERY, REQUEST, COOKIE, UID_GOT, UID_SET, DURATION_LIST -> false;
        };
    }

    /** Whether the value is (part of) the time of the request. */
    boolean isTime() {
        return switch (this) {
            case CLF_TIME, ISO_TIME, EPOCH_TIME, FRACTION, PATTERN_TIME -> true;
            case TEXT,
                    LIST,
                    CLIENT,
                    HOST,
                    QUERY,
                    REQUEST,
                    COOKIE,
                    UID_GOT,
                    UID_SET,
                    DIGITS,
                    STATUS,
                    BYTES,
                    DURATION,
                    DURATION_LIST -> false;
        };
    }
}
