package dev.footfall.jobs.simulate;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What really happened in a world: counted while it happens, written as {@code truth.json}. */
final class Truth {
    /** Spans of time that people are counted over. */
    private enum Span {
        ALL,
        MONTH,
        WEEK,
        DAY;

        private static final Span[] EACH = values();

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        String key(LocalDate day) {
            return switch (this) {
                case ALL -> "all";
                case MONTH -> day.toString().substring(0, 7);
                case WEEK ->
                    String.format(
                            Locale.ROOT,
                            "%d-W%02d",
                            day.get(IsoFields.WEEK_BASED_YEAR),
                            day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
                case DAY -> day.toString();
            };
        }
    }

    /** Counts of one span. */
    private static final class Counts {
        final BitSet people = new BitSet();
        final BitSet signedIn = new BitSet();
        final BitSet browsers = new BitSet();
        final BitSet returned = new BitSet();
        long visits;
        long pageviews;
        long issued;
    }

    private final WorldSettings settings;
    private final List<? extends Resident> people;
    private final List<Map<String, Counts>> spans = new ArrayList<>();
    private final List<Counts[]> byDay = new ArrayList<>();
    private final long[] classes = new long[AgentClass.values().length];
    private final Map<String, Long> planted = new TreeMap<>();
    private final Map<String, Long> servedUnentitled = new TreeMap<>();
    private final List<Map<String, Object>> attacks = new ArrayList<>();
    private final List<Map<String, Object>> incidents = new ArrayList<>();
    private final Map<String, Object> database = new LinkedHashMap<>();
    private long malformed;

    Truth(WorldSettings settings, List<? extends Resident> people) {
        this.settings = settings;
        this.people = people;
        for (int i = 0; i < Span.EACH.length; i++) {
            spans.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < settings.days(); i++) {
            LocalDate day = settings.firstDay().plusDays(i);
            Counts[] counts = new Counts[Span.EACH.length];
            for (Span span : Span.EACH) {
                counts[span.ordinal()] = spans.get(span.ordinal()).computeIfAbsent(span.key(day), k -> new Counts());
            }
            byDay.add(counts);
        }
    }

    /** A page was shown on the day, from 0. */
    void pageview(int day, Resident person, int browser, boolean signedIn, boolean firstOfVisit) {
        for (Counts counts : byDay.get(day)) {
            counts.people.set(person.number());
            counts.browsers.set(browser);
            counts.pageviews++;
            counts.visits += firstOfVisit ? 1 : 0;
            if (signedIn) {
                counts.signedIn.set(person.number());
            }
        }
    }

    /** A first-party cookie was given to a person's browser. */
    void issued(int day) {
        for (Counts counts : byDay.get(day)) {
            counts.issued++;
        }
    }

    /** A first-party cookie came back. */
    void returned(int day, int cookie) {
        for (Counts counts : byDay.get(day)) {
            counts.returned.set(cookie);
        }
    }

    void line(AgentClass agent) {
        classes[agent.ordinal()]++;
    }

    void malformed() {
        malformed++;
    }

    /** Something that a scrubber should find was written into a line. */
    void planted(String kind) {
        planted.merge(kind, 1L, Long::sum);
    }

    /** A page was served to an account that is not entitled to it. */
    void servedUnentitled(String account) {
        servedUnentitled.merge(account, 1L, Long::sum);
    }

    void attack(String kind, Instant from, Instant to, List<String> addresses, long lines) {
        Map<String, Object> attack = new LinkedHashMap<>();
        attack.put("kind", kind);
        attack.put("from", from.toString());
        attack.put("to", to.toString());
        attack.put("addresses", addresses);
        attack.put("lines", lines);
        attacks.add(attack);
    }

    void incident(String kind, Instant from, Instant to, Map<String, Object> network) {
        Map<String, Object> incident = new LinkedHashMap<>();
        incident.put("kind", kind);
        incident.put("from", from.toString());
        incident.put("to", to.toString());
        incident.putAll(network);
        incidents.add(incident);
    }

    void database(String key, Object value) {
        database.put(key, value);
    }

    /** People and browsers of some days. */
    record Numbers(int people, int browsers) {}

    /** Those with a pageview on the days {@code [from, to)}. */
    Numbers between(int from, int to) {
        BitSet persons = new BitSet();
        BitSet devices = new BitSet();
        for (int day = from; day < to; day++) {
            Counts counts = byDay.get(day)[Span.DAY.ordinal()];
            persons.or(counts.people);
            devices.or(counts.browsers);
        }
        return new Numbers(persons.cardinality(), devices.cardinality());
    }

    long humanLines() {
        return classes[AgentClass.HUMAN.ordinal()];
    }

    long malformedLines() {
        return malformed;
    }

    long people() {
        return all().people.cardinality();
    }

    long browsers() {
        return all().browsers.cardinality();
    }

    long visits() {
        return all().visits;
    }

    long pageviews() {
        return all().pageviews;
    }

    private Counts all() {
        return byDay.get(0)[Span.ALL.ordinal()];
    }

    /** Writes it as JSON, the same bytes for the same world. */
    void write(Path file) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("world", settings.kind());
        root.put("settings", settingsAsMap());
        root.put("definitions", definitions());
        root.put("people", bySpan(c -> c.people.cardinality()));
        root.put("people_signed_in", bySpan(c -> c.signedIn.cardinality()));
        root.put("browsers", bySpan(c -> c.browsers.cardinality()));
        root.put("visits", bySpan(c -> c.visits));
        root.put("pageviews", bySpan(c -> c.pageviews));
        root.put("cookies_issued", bySpan(c -> c.issued));
        root.put("cookies_returned", bySpan(c -> c.returned.cardinality()));
        root.put("people_by_country", byHome(h -> h.town().country()));
        root.put("people_by_region", byHome(h -> h.town().regionKey()));
        root.put(
                "people_by_city",
                byHome(h -> h.town().regionKey() + "/" + h.town().city()));
        root.put("lines", lines());
        root.put("attacks", attacks);
        root.put("incidents", incidents);
        root.put("planted", planted);
        root.put("served_without_entitlement", servedUnentitled);
        root.put("database", database);
        DefaultIndenter unix = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter().withObjectIndenter(unix).withArrayIndenter(unix);
        String json = new ObjectMapper().writer(printer).writeValueAsString(root);
        Files.writeString(file, json + "\n", StandardCharsets.UTF_8);
    }

    private Map<String, Object> settingsAsMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("seed", settings.seed());
        map.put("people", settings.people());
        map.put("days", settings.days());
        map.put("first_day", settings.firstDay().toString());
        map.put("end_day", settings.endDay().toString());
        map.put("zone", settings.zone().getId());
        map.put("burn_in", settings.burnIn());
        map.put("construction", settings.construction().label());
        map.put("form", settings.form().label());
        map.put("parameters", settings.parameters().asMap());
        return map;
    }

    private static Map<String, String> definitions() {
        Map<String, String> map = new LinkedHashMap<>();
        map.put("people", "persons with a pageview in the span; by country, region and city of their home");
        map.put("people_signed_in", "of these, with a pageview while signed in");
        map.put("browsers", "browsers of a device with a pageview in the span, however often they lost their cookies");
        map.put("visits", "runs of one browser's hits without a gap over 30 minutes, by the day of the first pageview");
        map.put("pageviews", "pages that a person's browser got with status 200 or 304");
        map.put(
                "cookies_issued",
                "first-party cookies given to people's browsers, rejected ones and private windows too");
        map.put("cookies_returned", "distinct first-party cookies that people's browsers sent");
        map.put("lines", "of all logs, by who caused them");
        map.put("week", "ISO 8601; the first and last of each span may be cut by the world's ends");
        return map;
    }

    private Map<String, Object> bySpan(ToLongFunction<Counts> count) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Span span : Span.EACH) {
            Map<String, Long> values = new LinkedHashMap<>();
            spans.get(span.ordinal()).forEach((k, v) -> values.put(k, count.applyAsLong(v)));
            map.put(span.label(), span == Span.ALL ? values.values().iterator().next() : values);
        }
        return map;
    }

    private Map<String, Object> byHome(Function<Person.Home, String> part) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Span span : Span.EACH) {
            if (span != Span.DAY) {
                Map<String, Map<String, Long>> values = new LinkedHashMap<>();
                spans.get(span.ordinal()).forEach((k, v) -> values.put(k, homes(v.people, part)));
                map.put(
                        span.label(),
                        span == Span.ALL ? values.values().iterator().next() : values);
            }
        }
        return map;
    }

    private Map<String, Long> homes(BitSet active, Function<Person.Home, String> part) {
        Map<String, Long> counts = new TreeMap<>();
        active.stream().forEach(p -> counts.merge(part.apply(people.get(p).home()), 1L, Long::sum));
        return counts;
    }

    private Map<String, Object> lines() {
        Map<String, Object> map = new LinkedHashMap<>();
        long total = malformed;
        for (AgentClass agent : AgentClass.values()) {
            map.put(agent.label(), classes[agent.ordinal()]);
            total += classes[agent.ordinal()];
        }
        map.put("malformed", malformed);
        map.put("all", total);
        return map;
    }
}
