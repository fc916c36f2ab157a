package dev.footfall.jobs.inspect;

import dev.footfall.log.ClientAddress;
import dev.footfall.log.CookieHeader;
import dev.footfall.log.Field;
import dev.footfall.log.LogLine;
import dev.footfall.privacy.Scrubber;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a parsed line says, field by field, with everything that identifies a person replaced by what kind of thing it
 * is, so that a terminal, its scroll-back and a pasted bug report hold nothing personal.
 */
final class MaskedFields {
    private static final Scrubber SCRUBBER = Scrubber.all();
    private static final int LONGEST_VALUE = 120;
    private static final int LONGEST_NAME = 40;

    private MaskedFields() {}

    /** Field names, as mappings call them, and masked values, of a line that parsed. */
    static Map<String, String> of(LogLine line) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("time", Instant.ofEpochMilli(line.epochMillis()).toString());
        for (Field field : Field.values()) {
            String text = line.text(field);
            if (text != null) {
                fields.put(field.name().toLowerCase(Locale.ROOT), masked(field, text, line));
            }
        }
        number(fields, "status", line.status(), "");
        number(fields, "bytes", line.responseBytes(), "");
        number(fields, "duration", line.durationMicros(), " µs");
        for (int i = 0; i < line.namedCookies(); i++) {
            String kind = line.cookieIssued(i) ? "issued_cookie." : "cookie.";
            fields.put(kind + cut(line.cookieName(i), LONGEST_NAME), length(line.cookieText(i)));
        }
        return fields;
    }

    private static void number(Map<String, String> fields, String name, long value, String unit) {
        if (value != LogLine.UNKNOWN) {
            fields.put(name, value + unit);
        }
    }

    private static String masked(Field field, String text, LogLine line) {
        return switch (field) {
            case CLIENT -> client(line);
            case FORWARDED_FOR, FORWARDED -> count(text.split(",").length, "address", "addresses");
            case USER -> "an account name";
            case COOKIES, ISSUED_COOKIES -> cookies(line, field);
            case QUERY -> withoutValues(text);
            case TARGET, REFERRER -> cut(target(text), LONGEST_VALUE);
            case METHOD, PROTOCOL, HOST, AGENT, LANGUAGE, MIME, EVENT, CONSENT, PRIVACY_SIGNAL ->
                cut(SCRUBBER.scrub(text).text(), LONGEST_VALUE);
        };
    }

    private static String client(LogLine line) {
        byte[] address = ClientAddress.parse(line.bytes(), line.start(Field.CLIENT), line.end(Field.CLIENT));
        if (address == null) {
            return "a host name";
        }
        return address.length == 4 ? "an IPv4 address" : "an IPv6 address";
    }

    private static String cookies(LogLine line, Field field) {
        List<String> names = new ArrayList<>();
        CookieHeader.Visitor nameOnly = (buf, nameFrom, nameTo, valueFrom, valueTo) -> names.add(
                cut(new String(buf, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8), LONGEST_NAME) + "=…");
        CookieHeader.Visitor skipped = (buf, nameFrom, nameTo, valueFrom, valueTo) -> {};
        CookieHeader.visitAll(
                line, field == Field.COOKIES ? nameOnly : skipped, field == Field.COOKIES ? skipped : nameOnly);
        return String.join("; ", names);
    }

    private static String target(String text) {
        int query = text.indexOf('?');
        String path =
                SCRUBBER.scrub(query < 0 ? text : text.substring(0, query)).text();
        return query < 0 ? path : path + "?" + withoutValues(text.substring(query + 1));
    }

    /** Names of a query's parameters, for a value can be anything. */
    private static String withoutValues(String query) {
        List<String> names = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            names.add(cut(SCRUBBER.scrub(name).text(), LONGEST_NAME) + (equals < 0 ? "" : "=…"));
        }
        return cut(String.join("&", names), LONGEST_VALUE);
    }

    private static String length(String value) {
        return count(value.length(), "character", "characters");
    }

    private static String count(int n, String one, String many) {
        return n + " " + (n == 1 ? one : many);
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
