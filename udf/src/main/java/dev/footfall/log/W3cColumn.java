package dev.footfall.log;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a W3C extended file means.
 *
 * @param kind how it is read
 * @param field the field of a text; null for numbers and times
 * @param rank the higher wins where two columns give the same field
 */
record W3cColumn(Kind kind, @Nullable Field field, int rank) {
    /** How a column is read. */
    enum Kind {
        TEXT,
        CLIENT,
        HOST,
        DATE,
        TIME,
        STATUS,
        BYTES,
        TAKEN,
        SKIP
    }

    private static final W3cColumn SKIPPED = new W3cColumn(Kind.SKIP, null, 0);

    /** The column that {@code #Fields} calls {@code name}; unknown ones are skipped over. */
    static W3cColumn of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "date" -> number(Kind.DATE);
            case "time" -> number(Kind.TIME);
            case "sc-status" -> number(Kind.STATUS);
            case "sc-bytes" -> number(Kind.BYTES);
            case "time-taken" -> number(Kind.TAKEN);
            case "c-ip" -> new W3cColumn(Kind.CLIENT, Field.CLIENT, 2);
            case "c-dns" -> new W3cColumn(Kind.CLIENT, Field.CLIENT, 1);
            case "cs-username" -> text(Field.USER, 1);
            case "cs-method" -> text(Field.METHOD, 1);
            case "cs-uri" -> text(Field.TARGET, 2);
            case "cs-uri-stem" -> text(Field.TARGET, 1);
            case "cs-uri-query" -> text(Field.QUERY, 1);
            case "cs-version", "cs-protocol-version" -> text(Field.PROTOCOL, 1);
            case "x-host-header" -> new W3cColumn(Kind.HOST, Field.HOST, 2); // CloudFront's cs(Host) is its own
            case "cs-host", "cs(host)" -> new W3cColumn(Kind.HOST, Field.HOST, 1);
            case "cs(user-agent)" -> text(Field.AGENT, 1);
            case "cs(referer)", "cs(referrer)" -> text(Field.REFERRER, 1);
            case "cs(cookie)" -> text(Field.COOKIES, 1);
            case "sc(set-cookie)", "rs(set-cookie)" -> text(Field.ISSUED_COOKIES, 1);
            case "cs(accept-language)" -> text(Field.LANGUAGE, 1);
            case "sc(content-type)", "rs(content-type)", "sc-content-type" -> text(Field.MIME, 1);
            case "cs(x-forwarded-for)", "x-forwarded-for" -> text(Field.FORWARDED_FOR, 1);
            case "cs(forwarded)", "forwarded" -> text(Field.FORWARDED, 1);
            case "cs(sec-gpc)" -> text(Field.PRIVACY_SIGNAL, 2);
            case "cs(dnt)" -> text(Field.PRIVACY_SIGNAL, 1);
            default -> SKIPPED;
        };
    }

    private static W3cColumn text(Field field, int rank) {
        return new W3cColumn(Kind.TEXT, field, rank);
    }

    private static W3cColumn number(Kind kind) {
        return new W3cColumn(kind, null, 1);
    }
}
