package dev.footfall.jobs.ingest;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The days that hits belong to, by site, each on its site's clock: what reports have to be made anew for. */
public final class TouchedDays implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, TreeSet<Integer>> bySite = new TreeMap<>();
    private transient String lastSite = "";
    private transient int lastDay = Integer.MIN_VALUE;

    /** Days that follow one another; {@code last} is one of them. */
    public record Span(LocalDate first, LocalDate last) {}

    /** Marks a day, in days since the epoch; the same one many times costs nothing. */
    @SuppressWarnings("ReferenceEquality") // a quick look; the set sorts out equal names
    void add(String site, int day) {
        if (day == lastDay && site == lastSite) {
            return;
        }
        bySite.computeIfAbsent(site, s -> new TreeSet<>()).add(day);
        lastSite = site;
        lastDay = day;
    }

    /** Marks all days of another. */
    void addAll(TouchedDays other) {
        other.bySite.forEach((site, days) ->
                bySite.computeIfAbsent(site, s -> new TreeSet<>()).addAll(days));
    }

    /** The first day of any site, in days since the epoch. */
    OptionalInt first() {
        return days().min();
    }

    /** The last day of any site, in days since the epoch. */
    OptionalInt last() {
        return days().max();
    }

    private IntStream days() {
        return bySite.values().stream().flatMap(Collection::stream).mapToInt(Integer::intValue);
    }

    /** The days of each site, in order, as few spans as possible. */
    public Map<String, List<Span>> spans() {
        Map<String, List<Span>> spans = new TreeMap<>();
        bySite.forEach((site, days) -> spans.put(site, spans(days)));
        return spans;
    }

    /** Days as spans. */
    static List<Span> spans(NavigableSet<Integer> days) {
        List<Span> spans = new ArrayList<>();
        Iterator<Integer> next = days.iterator();
        int first = 0;
        int last = 0;
        for (boolean begun = false; next.hasNext(); begun = true) {
            int day = next.next();
            if (!begun) {
                first = day;
            } else if (day != last + 1) {
                spans.add(span(first, last));
                first = day;
            }
            last = day;
        }
        if (!days.isEmpty()) {
            spans.add(span(first, last));
        }
        return spans;
    }

    private static Span span(int first, int last) {
        return new Span(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last));
    }
}
