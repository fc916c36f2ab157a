package dev.footfall.log;

/** The text fields that a log line may carry. Numbers (time, status, bytes, duration) are decoded by the parser. */
public enum Field {
    /** Address of the peer as logged, without port or brackets; a host name where the server logged one. */
    CLIENT,
    /** Value of {@code X-Forwarded-For}. */
    FORWARDED_FOR,
    /** Value of {@code Forwarded} (RFC 7239). */
    FORWARDED,
    /** Account name by HTTP authentication, or the account claimed by a mapped field. */
    USER,
    /** Request method; absent when the request line was not HTTP. */
    METHOD,
    /** Request target: path, and query when the format keeps them together. */
    TARGET,
    /** Query string without {@code ?}, when the format logs it apart from the path. */
    QUERY,
    /** Protocol version, such as {@code HTTP/1.1}. */
    PROTOCOL,
    /** Host name asked for, without port. */
    HOST,
    /** Value of {@code Referer}. */
    REFERRER,
    /** Value of {@code User-Agent}. */
    AGENT,
    /** Whole {@code Cookie} header. */
    COOKIES,
    /** Whole {@code Set-Cookie} header; several are joined by commas. */
    ISSUED_COOKIES,
    /** Value of {@code Accept-Language}. */
    LANGUAGE,
    /** Content type of the response. */
    MIME,
    /** Event name of a beacon. */
    EVENT,
    /** Consent state that a beacon claims. */
    CONSENT,
    /** {@code Sec-GPC} or {@code DNT} as logged. */
    PRIVACY_SIGNAL;

    /** Whether the field is an HTTP header, which W3C extended files write with {@code +} for a space. */
    boolean isHeader() {
        return switch (this) {
            case FORWARDED_FOR,
                    FORWARDED,
                    HOST,
                    REFERRER,
                    AGENT,
                    COOKIES,
                    ISSUED_COOKIES,
                    LANGUAGE,
                    MIME,
                    PRIVACY_SIGNAL -> true;
            case CLIENT, USER, METHOD, TARGET, QUERY, PROTOCOL, EVENT, CONSENT -> false;
        };
    }

    /** Whether the field is a URL or part of one, which is percent-encoded by nature. */
    boolean isUrl() {
        return this == TARGET || this == QUERY || this == REFERRER;
    }

    /** All fields, without the copy that {@link #values()} makes. */
    static final int COUNT = values().length;
}
