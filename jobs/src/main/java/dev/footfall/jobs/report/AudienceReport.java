package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;

import dev.footfall.estimate.Interval;
import dev.footfall.estimate.PeopleEstimate;
import dev.footfall.estimate.PeriodStatistics;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** People, browsers and visits by period. */
public final class AudienceReport {
    private static final List<String> MEASURES = List.of(
            "people",
            "people_low",
            "people_high",
            "browsers",
            "browsers_low",
            "browsers_high",
            "visits",
            "pageviews",
            "cookies_seen",
            "rejecting_share",
            "method");
    private static final List<String> COMPARED = List.of("people", "browsers", "visits", "pageviews");
    /** Distinct tokens behind a row; not shown. */
    private static final String TOKENS = "tokens";

    private AudienceReport() {}

    /**
     * Answers the query.
     *
     * @param hits the table {@code audience.hits}
     * @return {@code period}, the dimension of {@code per} if any, then {@code people, people_low, people_high, browsers,
     *     browsers_low, browsers_high, visits, pageviews, cookies_seen, rejecting_share, method}
     * @throws UserException when there are no such pageviews, or the policy keeps neither cookies' nor devices' tokens
     */
    public static Rows run(Dataset<Row> hits, AudienceQuery query) {
        checkConditions(query.scope());
        Span span = query.compare() ? Comparison.span(hits, query.scope()) : null;
        if (span != null && query.by().dimension() != null) {
            Comparison.checkFits(span, query.by().dimension());
        }
        Map<Cell, Figures> cells = figures(hits, query, span);
        Map<List<@Nullable Object>, List<@Nullable Object>> now = new LinkedHashMap<>();
        Map<List<@Nullable Object>, List<@Nullable Object>> before = new LinkedHashMap<>();
        cells.forEach((cell, figures) -> {
            if (cell.before) {
                LocalDate moved = span == null ? cell.period : span.shifted(cell.period);
                boolean whole = query.by() == Granularity.all;
                before.put(key(query, whole ? cell.period : moved, cell.per, span, cells), values(figures));
            } else {
                now.put(key(query, cell.period, cell.per, span, cells), values(figures));
            }
        });
        if (now.isEmpty()) {
            throw Nothing.found(hits, query.scope());
        }
        List<String> keys = new ArrayList<>(List.of("period"));
        if (query.per() != null) {
            keys.add(query.per().label());
        }
        List<String> measures = new ArrayList<>(MEASURES);
        measures.add(TOKENS);
        Rows rows = Comparison.joined(keys, measures, now, span == null ? null : before);
        return finished(rows, query, keys, span != null);
    }

    /**
     * How each estimate was found, from counts to people; one chain for each calendar month that a period has days in.
     *
     * @return {@code period, days, step, value, low, high, source}; values are rounded to three decimals
     * @throws UserException as {@link #run}
     */
    public static Rows explain(Dataset<Row> hits, AudienceQuery query) {
        if (query.per() != null || query.compare() || query.scope().singlesOut()) {
            throw new UserException(
                    "--explain shows the whole audience only",
                    "leave out --per, --compare and --where on places and pages");
        }
        checkConditions(query.scope());
        Map<Cell, Figures> cells = figures(hits, query, null);
        if (cells.isEmpty()) {
            throw Nothing.found(hits, query.scope());
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        cells.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().period))
                .forEach(entry -> {
                    Object period =
                            key(query, entry.getKey().period, null, null, cells).get(0);
                    Figures figures = entry.getValue();
                    for (PeriodStatistics part : figures.parts) {
                        PeopleEstimate.chain(part).forEach(step -> rows.add(row(period, part.days(), step)));
                    }
                    if (figures.parts.size() > 1) {
                        PeopleEstimate whole = figures.estimate();
                        long days = figures.sum(PeriodStatistics::days);
                        rows.add(row(period, days, new PeopleEstimate.Step("people", whole.people(), whole.method())));
                    }
                });
        return new Rows(List.of("period", "days", "step", "value", "low", "high", "source"), rows);
    }

    /**
     * Our people of each period, and the visitors that other programs would have reported.
     *
     * @return {@code period, people, people_low, people_high} and a column a program
     * @throws UserException as {@link #run}
     */
    public static Rows besideOthers(Dataset<Row> hits, AudienceQuery query) {
        Scope scope = query.scope();
        if (query.per() != null || query.compare() || !scope.where().isEmpty()) {
            throw new UserException(
                    "--methods shows the whole audience only", "leave out --per, --compare and --where");
        }
        Rows ours = run(hits, query);
        Column kept = VisitedHits.inSpan(scope, col("day")).and(scope.who().condition());
        if (!scope.sites().isEmpty()) {
            kept = kept.and(col("site").isin(scope.sites().toArray()));
        }
        Map<String, Map<String, Double>> theirs = PeerMethods.of(
                hits.where(kept), query.by(), String.valueOf(ours.rows().get(0).get(0)));
        List<String> names = PeerMethods.NAMES.stream()
                .filter(name -> !name.equals(PeerMethods.AWSTATS))
                .toList();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> row : ours.rows()) {
            List<@Nullable Object> beside = new ArrayList<>(row.subList(0, 4));
            Map<String, Double> others = theirs.getOrDefault(String.valueOf(row.get(0)), Map.of());
            names.forEach(name -> beside.add(Math.round(others.getOrDefault(name, 0.0))));
            rows.add(beside);
        }
        List<String> columns = new ArrayList<>(ours.columns().subList(0, 4));
        columns.addAll(names);
        return new Rows(columns, rows);
    }

    private static List<@Nullable Object> row(Object period, long days, PeopleEstimate.Step step) {
        Interval value = step.value();
        return Arrays.asList(
                period,
                days,
                step.name(),
                rounded(value.point()),
                rounded(value.low()),
                rounded(value.high()),
                step.source());
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    /** The estimate of the whole span, as one period. */
    static Map<Boolean, PeopleEstimate> whole(Dataset<Row> hits, Scope scope, @Nullable Span span) {
        AudienceQuery query = new AudienceQuery(scope, Granularity.all, null, span != null, TrafficQuery.SHOW_ALL);
        return whole(figures(hits, query, span));
    }

    /** The same from the statistics of one period. */
    static Map<Boolean, PeopleEstimate> whole(Dataset<Row> statistics) {
        return whole(figures(statistics));
    }

    private static Map<Boolean, PeopleEstimate> whole(Map<Cell, Figures> cells) {
        Map<Boolean, PeopleEstimate> whole = new LinkedHashMap<>();
        cells.forEach((cell, figures) -> whole.put(cell.before, figures.estimate()));
        return whole;
    }

    static void checkConditions(Scope scope) {
        scope.where().stream()
                .filter(c -> c.dimension().isOfVisit())
                .findFirst()
                .ifPresent(c -> {
                    throw new UserException(
                            "--where " + c.dimension().label() + " does not work here",
                            "entry and exit pages belong to visits: footfall report traffic --where "
                                    + c.dimension().label() + "=…");
                });
    }

    private static Rows finished(Rows rows, AudienceQuery query, List<String> keys, boolean compared) {
        Rows released = rows;
        if (query.k() > 0) {
            boolean places = query.per() != null && query.per().isProtected();
            Set<String> protectedKeys = places ? Set.of(query.per().label()) : Set.of();
            List<String> tokens = compared ? List.of(TOKENS, TOKENS + Comparison.BEFORE) : List.of(TOKENS);
            Suppression suppression = new Suppression(query.k(), keys, protectedKeys, tokens, false);
            released = suppression.apply(rows);
            released = query.scope().singlesOut() ? suppression.withheld(released) : released;
        }
        released = released.without(TOKENS);
        if (compared) {
            for (String measure : MEASURES) {
                if (!COMPARED.contains(measure)) {
                    released = released.without(measure + Comparison.BEFORE);
                }
            }
            released = released.without(TOKENS + Comparison.BEFORE);
            released = Comparison.withChanges(released, COMPARED);
        }
        int people = released.index("people");
        List<List<@Nullable Object>> sorted = new ArrayList<>(released.rows());
        sorted.sort(Comparator.<List<@Nullable Object>, String>comparing(row -> String.valueOf(row.get(0)))
                .thenComparing(row -> row.contains(Suppression.OTHER))
                .thenComparing(row -> -(row.get(people) instanceof Long n ? n : 0L))
                .thenComparing(row -> String.valueOf(row.get(1))));
        return new Rows(released.columns(), sorted);
    }

    private static List<@Nullable Object> key(
            AudienceQuery query,
            LocalDate period,
            @Nullable Object per,
            @Nullable Span span,
            Map<Cell, Figures> cells) {
        Scope scope = query.scope();
        LocalDate from = scope.from() != null ? scope.from() : first(cells);
        LocalDate to = scope.to() != null
                ? scope.to()
                : span != null ? span.to() : last(cells).plusDays(1);
        List<@Nullable Object> key = new ArrayList<>();
        key.add(query.by().shown(period, from, to));
        if (query.per() != null) {
            key.add(per);
        }
        return key;
    }

    private static LocalDate first(Map<Cell, Figures> cells) {
        return cells.values().stream()
                .map(Figures::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static LocalDate last(Map<Cell, Figures> cells) {
        return cells.values().stream()
                .map(Figures::last)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static List<@Nullable Object> values(Figures figures) {
        PeopleEstimate e = figures.estimate();
        Interval people = e.people();
        Interval browsers = e.browsers();
        List<@Nullable Object> values = new ArrayList<>();
        values.add(people.rounded());
        values.add(people.lowRounded());
        values.add(people.highRounded());
        values.add(browsers.rounded());
        values.add(browsers.lowRounded());
        values.add(browsers.highRounded());
        values.add(figures.sum(PeriodStatistics::visits));
        values.add(figures.sum(PeriodStatistics::pageviews));
        values.add(figures.sum(PeriodStatistics::cookies) + figures.sum(PeriodStatistics::issuedOnly));
        values.add(Math.round(e.rejectingShare() * 1000) / 1000.0);
        values.add(e.method());
        values.add(figures.sum(PeriodStatistics::cookies) + figures.sum(PeriodStatistics::deviceDays));
        return values;
    }

    private static Map<Cell, Figures> figures(Dataset<Row> hits, AudienceQuery query, @Nullable Span span) {
        Scope scope = span == null
                ? query.scope()
                : query.scope().between(span.preceding().from(), span.to());
        Map<Cell, Figures> cells = figures(new Browsers(hits, scope, span, query.by()).statistics(query.per()));
        if (query.per() != null && !cells.isEmpty() && cells.keySet().stream().allMatch(c -> c.per == null)) {
            throw Nothing.kept(query.per().column(), query.per().label());
        }
        if (cells.isEmpty()
                && !hits.where(VisitedHits.inSpan(scope, col("day"))
                                .and(scope.who().condition()))
                        .isEmpty()) {
            throw new UserException(
                    "nobody can be counted here: no pageview has a token of a cookie or a device",
                    "there is no pageview, or the policy drops them, see `footfall policy explain audience.hits.browser`"
                            + " and `footfall policy explain audience.hits.device_day`");
        }
        return cells;
    }

    private static Map<Cell, Figures> figures(Dataset<Row> statistics) {
        Map<Cell, Figures> cells = new LinkedHashMap<>();
        for (Row row : statistics.collectAsList()) {
            Object period = row.getAs(Browsers.PERIOD);
            Object per = row.getAs(Browsers.PER);
            Cell cell = new Cell(row.<Boolean>getAs(Browsers.BEFORE), Nothing.date(period), per);
            cells.computeIfAbsent(cell, c -> new Figures()).add(row);
        }
        return cells;
    }

    /** What a row is about; the period by its first day. */
    private record Cell(
            boolean before, LocalDate period, @Nullable Object per) {}

    /** The counts of a row, one part for each epoch. */
    private static final class Figures {
        private final List<PeriodStatistics> parts = new ArrayList<>();
        private LocalDate first = LocalDate.MAX;
        private LocalDate last = LocalDate.MIN;

        void add(Row row) {
            LocalDate firstDay = Nothing.date(row.getAs("first_day"));
            LocalDate lastDay = Nothing.date(row.getAs("last_day"));
            first = firstDay.isBefore(first) ? firstDay : first;
            last = lastDay.isAfter(last) ? lastDay : last;
            parts.add(new PeriodStatistics(
                    ChronoUnit.DAYS.between(firstDay, lastDay) + 1,
                    row.<Long>getAs("cookies"),
                    row.<Long>getAs("cookie_days"),
                    row.<Long>getAs("one_day"),
                    row.<Long>getAs("one_visit"),
                    row.<Long>getAs("new"),
                    row.<Long>getAs("device_days"),
                    row.<Long>getAs("issued"),
                    row.<Long>getAs("visits"),
                    row.<Long>getAs("pageviews"),
                    row.<Long>getAs("persons"),
                    row.<Long>getAs("person_days"),
                    row.<Long>getAs("person_cookies"),
                    row.<Long>getAs("person_new"),
                    row.<Long>getAs("kinds"),
                    row.<Long>getAs("shared")));
        }

        PeopleEstimate estimate() {
            return PeopleEstimate.acrossEpochs(parts);
        }

        LocalDate first() {
            return first;
        }

        LocalDate last() {
            return last;
        }

        long sum(ToLongFunction<PeriodStatistics> count) {
            return parts.stream().mapToLong(count).sum();
        }
    }
}
