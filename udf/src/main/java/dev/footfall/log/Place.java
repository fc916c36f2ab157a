package dev.footfall.log;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One value of a format whose values stand in a fixed order, parted by spaces.
 *
 * @param kind how it is read
 * @param field the field of a text; null for numbers, times and what nobody asks for
 */
record Place(Kind kind, @Nullable Field field) implements Serializable {
    /** How a value is read. */
    enum Kind {
        /** Passed over. */
        SKIP,
        /** Text. */
        TEXT,
        /** Address. */
        CLIENT,
        /** Address and port. */
        CLIENT_AND_PORT,
        /** Host, with or without port. */
        HOST,
        /** Request line. */
        REQUEST,
        /** URL, path or authority asked for. */
        URL,
        /** Time of ISO 8601. */
        ISO_TIME,
        /** Time of ISO 8601 at which the request began; outranks one read before, and may be {@code -}. */
        BEGIN_TIME,
        /** Seconds since 1970, with a fraction. */
        EPOCH_TIME,
        /** Time of the Common Log Format in brackets. */
        CLF_TIME,
        /** HTTP status; {@code -} is none. */
        STATUS,
        /** Cache result, a slash and the HTTP status; {@code 000} is none. */
        RESULT_AND_STATUS,
        /** Bytes of the response. */
        BYTES,
        /** Milliseconds taken. */
        MILLIS_TAKEN,
        /** A part of the time taken, in seconds with a fraction; {@code -1} when that part did not come to an end. */
        PART_OF_SECONDS_TAKEN
    }

    static final Place SKIP = new Place(Kind.SKIP, null);

    static Place of(Kind kind) {
        return new Place(kind, null);
    }

    static Place text(Field field) {
        return new Place(Kind.TEXT, field);
    }
}
