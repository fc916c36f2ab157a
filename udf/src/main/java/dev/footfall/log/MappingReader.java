package dev.footfall.log;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.footfall.text.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a {@link Mapping} from YAML token by token, so that every message can name its line and column. */
final class MappingReader {
    private static final Map<String, Mapping.Use> VALUES = values();
    private static final List<String> KEYS = keys();

    private final String yaml;
    private final String origin;
    private final Map<String, List<JsonPath>> paths = new LinkedHashMap<>();
    private final Map<String, List<JsonPath>> cookies = new LinkedHashMap<>();
    private final Map<String, List<JsonPath>> issuedCookies = new LinkedHashMap<>();
    private final Set<String> required = new LinkedHashSet<>();
    private String name = "ndjson";
    private String description = "JSON lines by a mapping";
    private String sample = "";
    private TimeFormat timeFormat = TimeFormat.AUTO;
    private TimeUnit durationUnit = TimeUnit.SECONDS;
    private @Nullable Boolean logsCookies;

    MappingReader(String yaml, String origin) {
        this.yaml = yaml;
        this.origin = origin;
    }

    private static Map<String, Mapping.Use> values() {
        Map<String, Mapping.Use> values = new LinkedHashMap<>();
        values.put("time", Mapping.Use.TIME);
        values.put("request", Mapping.Use.REQUEST);
        values.put("url", Mapping.Use.URL);
        values.put("status", Mapping.Use.STATUS);
        values.put("bytes", Mapping.Use.BYTES);
        values.put("duration", Mapping.Use.DURATION);
        for (Field field : Field.values()) {
            Mapping.Use use =
                    switch (field) {
                        case CLIENT -> Mapping.Use.CLIENT;
                        case HOST -> Mapping.Use.HOST;
                        case FORWARDED_FOR,
                                FORWARDED,
                                USER,
                                METHOD,
                                TARGET,
                                QUERY,
                                PROTOCOL,
                                REFERRER,
                                AGENT,
                                COOKIES,
                                ISSUED_COOKIES,
                                LANGUAGE,
                                MIME,
                                EVENT,
                                CONSENT,
                                PRIVACY_SIGNAL -> Mapping.Use.TEXT;
                    };
            values.put(key(field), use);
        }
        return values;
    }

    private static String key(Field field) {
        return field.name().toLowerCase(Locale.ROOT);
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>(VALUES.keySet());
        keys.addAll(List.of(
                "time_format",
                "duration_unit",
                "logs_cookies",
                "cookie",
                "issued_cookie",
                "required",
                "name",
                "description",
                "sample"));
        return List.copyOf(keys);
    }

    Mapping read() {
        try (JsonParser parser = new YAMLFactory().createParser(yaml)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw error(parser.currentLocation(), "a mapping is a list of keys, such as \"time: $.ts\"");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                key(parser);
            }
            if (parser.nextToken() != null) {
                throw error(parser.currentTokenLocation(), "one mapping a file");
            }
        } catch (JsonProcessingException e) {
            throw error(
                    e.getLocation(),
                    "not YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!paths.containsKey("time")) {
            throw new FormatException(origin + ": no key time; add for example \"time: $.ts\"");
        }
        return mapping();
    }

    private void key(JsonParser parser) throws IOException {
        String key = parser.currentName();
        JsonLocation where = parser.currentTokenLocation();
        parser.nextToken();
        if (VALUES.containsKey(key)) {
            once(where, key, paths.put(key, paths(parser, key)));
            return;
        }
        switch (key) {
            case "name" -> name = scalar(parser, key);
            case "description" -> description = scalar(parser, key);
            case "sample" -> sample = scalar(parser, key);
            case "time_format" -> timeFormat = choice(parser, key, TimeFormat.values(), TimeFormat::key);
            case "duration_unit" -> durationUnit = choice(parser, key, TimeUnit.values(), TimeUnit::symbol);
            case "logs_cookies" ->
                logsCookies = choice(parser, key, new Boolean[] {true, false}, value -> Boolean.toString(value));
            case "cookie" -> cookies(parser, key, cookies);
            case "issued_cookie" -> cookies(parser, key, issuedCookies);
            case "required" -> required(parser);
            default -> throw error(where, "unknown key " + key + nearest(key, KEYS));
        }
    }

    private static String nearest(String typed, List<String> known) {
        return NearestName.of(typed, known)
                .map(near -> "; did you mean " + near + "?")
                .orElse("; known are " + String.join(", ", known));
    }

    private void once(JsonLocation where, String key, @Nullable List<JsonPath> before) {
        if (before != null) {
            throw error(where, "key " + key + " stands there twice; a list of paths says which comes first");
        }
    }

    private String scalar(JsonParser parser, String key) throws IOException {
        if (!parser.currentToken().isScalarValue()) {
            throw error(parser.currentTokenLocation(), "key " + key + ": one text expected");
        }
        return parser.getText();
    }

    private <T> T choice(JsonParser parser, String key, T[] values, Function<T, String> label) throws IOException {
        String typed = scalar(parser, key);
        List<String> known = new ArrayList<>();
        for (T value : values) {
            if (label.apply(value).equals(typed)) {
                return value;
            }
            known.add(label.apply(value));
        }
        throw error(
                parser.currentTokenLocation(),
                "key " + key + ": unknown value " + typed + "; known are " + String.join(", ", known));
    }

    private List<JsonPath> paths(JsonParser parser, String key) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return List.of(path(parser, key));
        }
        List<JsonPath> found = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            found.add(path(parser, key));
        }
        if (found.isEmpty()) {
            throw error(parser.currentTokenLocation(), "key " + key + ": an empty list; name a path, or drop the key");
        }
        return found;
    }

    private JsonPath path(JsonParser parser, String key) throws IOException {
        JsonLocation where = parser.currentTokenLocation();
        String text = scalar(parser, key);
        try {
            return JsonPath.parse(text);
        } catch (FormatException e) {
            throw error(where, "key " + key + ": " + e.getMessage());
        }
    }

    private void cookies(JsonParser parser, String key, Map<String, List<JsonPath>> into) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw error(parser.currentTokenLocation(), "key " + key + ": expected cookie names, as in {uid: $.uid}");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String cookie = parser.currentName();
            JsonLocation where = parser.currentTokenLocation();
            parser.nextToken();
            once(where, key + '.' + cookie, into.put(cookie, paths(parser, key + '.' + cookie)));
        }
    }

    private void required(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw error(parser.currentTokenLocation(), "key required: expected a list, as in [client, target]");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            JsonLocation where = parser.currentTokenLocation();
            String key = scalar(parser, "required");
            if (!VALUES.containsKey(key)) {
                throw error(where, "key required: unknown key " + key + nearest(key, List.copyOf(VALUES.keySet())));
            }
            required.add(key);
        }
    }

    private Mapping mapping() {
        for (String key : required) {
            if (!paths.containsKey(key)) {
                throw new FormatException(
                        origin + ": key required: " + key + " has no path; add for example \"" + key + ": $.…\"");
            }
        }
        List<Mapping.Source> sources = new ArrayList<>();
        paths.forEach((key, where) -> sources.add(source(key, where)));
        cookies.forEach((cookie, where) -> sources.add(cookie(Mapping.Use.COOKIE, cookie, where)));
        issuedCookies.forEach((cookie, where) -> sources.add(cookie(Mapping.Use.ISSUED_COOKIE, cookie, where)));
        sources.sort(Comparator.comparing(Mapping.Source::use));
        return new Mapping(
                name,
                description,
                sample,
                sources,
                timeFormat,
                durationUnit,
                logsCookies == null ? cookiesMapped() : logsCookies);
    }

    private boolean cookiesMapped() {
        return paths.containsKey(key(Field.COOKIES)) || !cookies.isEmpty();
    }

    private Mapping.Source source(String key, List<JsonPath> where) {
        Mapping.Use use = VALUES.getOrDefault(key, Mapping.Use.TEXT);
        Field field = use == Mapping.Use.TEXT ? Field.valueOf(key.toUpperCase(Locale.ROOT)) : null;
        return new Mapping.Source(key, use, field, "", required.contains(key), where);
    }

    private static Mapping.Source cookie(Mapping.Use use, String cookie, List<JsonPath> where) {
        return new Mapping.Source("cookie." + cookie, use, null, cookie, false, where);
    }

    private FormatException error(@Nullable JsonLocation where, String what) {
        String place = where == null ? "" : ", line " + where.getLineNr() + ", column " + where.getColumnNr();
        return new FormatException(origin + place + ": " + what);
    }
}
