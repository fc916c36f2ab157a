package dev.footfall.jobs.report;

import dev.footfall.jobs.dashboard.DashboardData.Accounting;
import dev.footfall.jobs.dashboard.DashboardData.Finding;
import dev.footfall.jobs.dashboard.DashboardData.Gap;
import dev.footfall.jobs.dashboard.DashboardData.Tone;
import dev.footfall.jobs.dashboard.View.Point;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sentences that the released figures say; each is computed, and left out where the figures do not carry it. */
final class DashboardFindings {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    /** Failures of a stretch of bad hours before it is told. */
    private static final long LEAST_ERRORS = 20;
    /** An hour is bad when so many answers failed, at so many times the usual share. */
    private static final long LEAST_ERRORS_AN_HOUR = 5;

    private static final double ERROR_RISE = 10;
    /** A change of visits counts when it is so many standard deviations of a Poisson difference. */
    private static final double LEAST_Z = 4;

    private static final double LEAST_BOT_SHARE = 0.01;
    private static final double LEAST_CHANGE = 0.05;
    private static final double QUARANTINE_WARNING = 0.01;
    private static final double LEAST_WEEKEND_CHANGE = 0.08;

    private final List<Finding> findings = new ArrayList<>();

    /** The findings so far, warnings first, then changes, then what is good to know. */
    List<Finding> all() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparingInt(finding -> switch (finding.tone()) {
            case WARNING -> 0;
            case RISE, FALL -> 1;
            case NOTE -> 2;
        }));
        return sorted;
    }

    private void add(Tone tone, String pattern, @Nullable Object... values) {
        findings.add(new Finding(tone, String.format(Locale.ROOT, pattern, values)));
    }

    /** Adjoining hours in which the server failed far more often than usual, the worst stretch. */
    void errors(NavigableMap<LocalDateTime, DashboardTraffic.Hour> hours) {
        long hits = 0;
        long errors = 0;
        for (DashboardTraffic.Hour hour : hours.values()) {
            hits += hour.hits();
            errors += hour.errors();
        }
        if (errors < LEAST_ERRORS) {
            return;
        }
        double[] shares = hours.values().stream()
                .mapToDouble(h -> (double) h.errors() / h.hits())
                .sorted()
                .toArray();
        double usual = Math.max(shares[shares.length / 2], 0.001);
        LocalDateTime worst = null;
        LocalDateTime worstEnd = null;
        DashboardTraffic.Hour most = new DashboardTraffic.Hour(0, 0);
        LocalDateTime start = null;
        DashboardTraffic.Hour sum = new DashboardTraffic.Hour(0, 0);
        for (Map.Entry<LocalDateTime, DashboardTraffic.Hour> entry : hours.entrySet()) {
            DashboardTraffic.Hour hour = entry.getValue();
            boolean bad = hour.errors() >= LEAST_ERRORS_AN_HOUR && hour.errors() > ERROR_RISE * usual * hour.hits();
            boolean goesOn = start != null
                    && hours.lowerKey(entry.getKey()) != null
                    && hours.lowerKey(entry.getKey()).equals(entry.getKey().minusHours(1));
            if (!bad) {
                start = null;
                continue;
            }
            if (!goesOn || start == null) {
                start = entry.getKey();
                sum = new DashboardTraffic.Hour(0, 0);
            }
            sum = new DashboardTraffic.Hour(sum.hits() + hour.hits(), sum.errors() + hour.errors());
            if (sum.errors() > most.errors()) {
                most = sum;
                worst = start;
                worstEnd = entry.getKey().plusHours(1);
            }
        }
        if (worst != null && worstEnd != null && most.errors() >= LEAST_ERRORS) {
            long otherHits = hits - most.hits();
            add(
                    Tone.WARNING,
                    "On %s from %s to %s the server failed %,d of %,d times (%.0f %%); in all other hours together it failed"
                            + " %.2f %% of the time.",
                    DAY.format(worst),
                    HOUR.format(worst),
                    HOUR.format(worstEnd),
                    most.errors(),
                    most.hits(),
                    100.0 * most.errors() / most.hits(),
                    otherHits == 0 ? 0 : 100.0 * (errors - most.errors()) / otherHits);
        }
    }

    /** Hours without lines. */
    void gaps(List<Gap> gaps) {
        if (!gaps.isEmpty()) {
            Gap first = gaps.get(0);
            String more = gaps.size() == 1 ? "" : ", and " + (gaps.size() - 1) + " more times";
            add(
                    Tone.WARNING,
                    "There are no lines from %s, %s, to %s, %s%s: the dip then is missing data, not missing visitors.",
                    DAY.format(first.from()),
                    HOUR.format(first.from()),
                    DAY.format(first.to()),
                    HOUR.format(first.to()),
                    more);
        }
    }

    /** Lines that did not parse, when they are many. */
    void quarantine(Accounting accounting) {
        if (accounting.quarantined() > QUARANTINE_WARNING * accounting.lines()) {
            add(
                    Tone.WARNING,
                    "%,d of %,d lines did not parse and are in no figure; the table of quarantine says why.",
                    accounting.quarantined(),
                    accounting.lines());
        }
    }

    /** The greatest change of people from one whole week to the next. */
    void weeks(List<Point> weeks) {
        Point from = null;
        Point to = null;
        double greatest = LEAST_CHANGE;
        for (int i = 1; i < weeks.size(); i++) {
            Point before = weeks.get(i - 1);
            Point now = weeks.get(i);
            if (before.people() != null && now.people() != null && before.people() > 0) {
                double change = Math.abs((double) now.people() / before.people() - 1);
                if (change > greatest) {
                    greatest = change;
                    from = before;
                    to = now;
                }
            }
        }
        if (from != null && to != null) {
            double change = (double) value(to.people()) / value(from.people()) - 1;
            boolean sure = value(to.low()) > value(from.high()) || value(to.high()) < value(from.low());
            add(
                    change > 0 ? Tone.RISE : Tone.FALL,
                    "People %s by %.0f %% from the week of %s to the next, from about %,d to about %,d%s.",
                    change > 0 ? "rose" : "fell",
                    100 * Math.abs(change),
                    DAY.format(from.date()),
                    value(from.people()),
                    value(to.people()),
                    sure ? "" : "; the intervals overlap, so it may be chance");
        }
    }

    private static long value(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    /** The value of a dimension whose visits changed most surely against the span before. */
    void change(DashboardCells cells, Dimension dimension, String pattern) {
        cells.changes(dimension).stream()
                .filter(change -> !change.value().equals(Browsers.UNKNOWN))
                .max(Comparator.comparingDouble(DashboardFindings::z))
                .filter(change -> z(change) >= LEAST_Z)
                .ifPresent(change -> {
                    double ratio = (double) change.visits() / Math.max(1, change.before()) - 1;
                    add(
                            ratio > 0 ? Tone.RISE : Tone.FALL,
                            "Visits %s %s by %.0f %% against the span before, from %,d to %,d.",
                            String.format(Locale.ROOT, pattern, shown(dimension, change.value())),
                            ratio > 0 ? "rose" : "fell",
                            100 * Math.abs(ratio),
                            change.before(),
                            change.visits());
                });
    }

    private static double z(DashboardCells.Change change) {
        return Math.abs(change.visits() - change.before())
                / Math.sqrt((double) Math.max(1, change.visits() + change.before()));
    }

    /** The country that most people are from. */
    void topCountry(List<List<@Nullable Object>> rows, int country, int people, int share) {
        rows.stream()
                .filter(row -> row.get(country) instanceof String code && code.length() == 2)
                .findFirst()
                .ifPresent(row -> {
                    if (row.get(share) instanceof Number part && row.get(people) instanceof Number count) {
                        add(
                                Tone.NOTE,
                                "%.0f %% of people are from %s, about %,d of them; %s.",
                                100 * part.doubleValue(),
                                shown(Dimension.COUNTRY, (String) row.get(country)),
                                count.longValue(),
                                rows.size() == 1
                                        ? "no other country is shown"
                                        : rows.size() + " places are told apart");
                    }
                });
    }

    /** How weekends differ from other days. */
    void weekends(List<Point> days) {
        double[] work = people(days, d -> d.getDayOfWeek().getValue() < DayOfWeek.SATURDAY.getValue());
        double[] rest = people(days, d -> d.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue());
        if (work.length < 5 || rest.length < 2) {
            return;
        }
        double weekday = Arrays.stream(work).average().orElse(0);
        double weekend = Arrays.stream(rest).average().orElse(0);
        if (weekday > 0 && Math.abs(weekend / weekday - 1) >= LEAST_WEEKEND_CHANGE) {
            add(
                    Tone.NOTE,
                    "On a day of the weekend %.0f %% %s people come than on a weekday, about %,.0f against %,.0f.",
                    100 * Math.abs(weekend / weekday - 1),
                    weekend < weekday ? "fewer" : "more",
                    weekend,
                    weekday);
        }
    }

    private static double[] people(List<Point> days, Predicate<LocalDate> wanted) {
        return days.stream()
                .filter(point -> wanted.test(point.date()) && point.people() != null)
                .mapToDouble(point -> value(point.people()))
                .toArray();
    }

    /** How much of the traffic is not people's, and whose most. */
    void bots(DashboardCells.@Nullable Sums people, DashboardCells bots) {
        DashboardCells.Sums others = bots.total(false);
        if (people == null || others == null || others.hits() < LEAST_BOT_SHARE * people.hits()) {
            return;
        }
        String most = bots.released(Dimension.AGENT, "hits").rows().stream()
                .map(row -> String.valueOf(row.get(0)))
                .filter(name -> !name.equals(Suppression.OTHER))
                .findFirst()
                .map(name -> ", most of them from " + name)
                .orElse("");
        add(
                Tone.NOTE,
                "%.0f %% of all hits come from bots and tools%s.",
                100.0 * others.hits() / (others.hits() + people.hits()),
                most);
    }

    /** The share of visits by phone. */
    void phones(DashboardCells people) {
        DashboardCells.Sums total = people.total(false);
        people.released(Dimension.DEVICE, "visits").rows().stream()
                .filter(row -> "mobile".equals(row.get(0)) && row.get(3) instanceof Long)
                .findFirst()
                .ifPresent(row -> {
                    if (total != null && total.visits() > 0 && row.get(3) instanceof Long visits) {
                        add(Tone.NOTE, "%.0f %% of visits come from a phone.", 100.0 * visits / total.visits());
                    }
                });
    }

    private static String shown(Dimension dimension, String value) {
        return dimension == Dimension.COUNTRY
                ? Locale.forLanguageTag("und-" + value).getDisplayCountry(Locale.ENGLISH)
                : value;
    }
}
