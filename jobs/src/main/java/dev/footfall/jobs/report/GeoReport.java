package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.footfall.estimate.Apportionment;
import dev.footfall.estimate.Interval;
import dev.footfall.estimate.PeopleEstimate;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * People by country, region or city.
 *
 * <p>The estimate for the whole span is divided in proportion to the browsers whose home a place is, in whole people, so
 * that the places sum to the total. A device counted by day weighs as much less as browsers come back. The interval of
 * a place joins that of the total and that of its proportion; errors of the geographic database are not in it.
 */
public final class GeoReport {
    private static final List<String> PLACE = List.of("country", "region", "city");
    private static final List<String> MEASURES = List.of(
            "people", "people_low", "people_high", "share", "visits", "pageviews", Suppression.SUPPRESSED, "tokens");
    private static final List<String> COMPARED = List.of("people", "visits", "pageviews");

    private GeoReport() {}

    /**
     * Answers the query.
     *
     * @param hits the table {@code audience.hits}
     * @return {@code period, country, region, city, people, people_low, people_high, share, visits, pageviews, suppressed};
     *     {@code region} and {@code city} are empty when finer than asked, {@code suppressed} is the number of places added
     *     up in the row
     * @throws dev.footfall.jobs.UserException when there are no such pageviews, or the policy drops the place
     */
    public static Rows run(Dataset<Row> hits, GeoQuery query) {
        return run(hits, query, null);
    }

    /**
     * The same for a caller that knows the estimates of the whole.
     *
     * @param known by {@link AudienceReport#whole}; null when they are to be found here
     */
    static Rows run(Dataset<Row> hits, GeoQuery query, @Nullable Supplier<Map<Boolean, PeopleEstimate>> known) {
        AudienceReport.checkConditions(query.scope());
        Span span = query.compare() ? Comparison.span(hits, query.scope()) : null;
        Scope scope = span == null
                ? query.scope()
                : query.scope().between(span.preceding().from(), span.to());
        Dataset<Row> browsers = new Browsers(hits, scope, span, Granularity.all).atHome(query.place());
        List<Home> homes;
        Map<Boolean, PeopleEstimate> totals;
        if (known != null) {
            homes = homes(browsers, query);
            totals = known.get();
        } else {
            // Asked twice, and much fewer than hits.
            browsers.persist(StorageLevel.MEMORY_AND_DISK());
            homes = homes(browsers, query);
            totals = AudienceReport.whole(Browsers.statistics(browsers));
            browsers.unpersist();
        }
        if (homes.stream().allMatch(h -> h.before)) {
            throw Nothing.found(hits, query.scope());
        }
        for (Dimension level : query.place()) {
            int at = PLACE.indexOf(level.label());
            boolean unknown = homes.stream().allMatch(h -> h.place.get(at).equals(Browsers.UNKNOWN));
            if (unknown
                    && hits.where(VisitedHits.inSpan(scope, hits.col("day")))
                            .where(hits.col(level.column()).isNotNull())
                            .isEmpty()) {
                throw Nothing.kept(level.column(), level.label());
            }
        }
        String period = period(hits, query.scope(), span);
        Map<List<@Nullable Object>, List<@Nullable Object>> now = side(homes, false, totals, query, period);
        Map<List<@Nullable Object>, List<@Nullable Object>> before = side(homes, true, totals, query, period);
        List<String> keys = new ArrayList<>(List.of("period"));
        keys.addAll(PLACE);
        Rows rows = Comparison.joined(keys, MEASURES, now, span == null ? null : before);
        return finished(rows, query, keys, span != null);
    }

    private static Rows finished(Rows rows, GeoQuery query, List<String> keys, boolean compared) {
        Rows released = rows;
        if (query.k() > 0) {
            List<String> tokens = compared ? List.of("tokens", "tokens" + Comparison.BEFORE) : List.of("tokens");
            Set<String> places =
                    Set.copyOf(query.place().stream().map(Dimension::label).toList());
            Suppression suppression = new Suppression(query.k(), keys, places, tokens, true);
            released = suppression.apply(rows);
            released = query.scope().singlesOut() ? suppression.withheld(released) : released;
        }
        released = withShares(released).without("tokens");
        if (compared) {
            for (String measure : MEASURES) {
                if (!COMPARED.contains(measure)) {
                    released = released.without(measure + Comparison.BEFORE);
                }
            }
            released = Comparison.withChanges(released, COMPARED);
        }
        int people = released.index("people");
        List<List<@Nullable Object>> sorted = new ArrayList<>(released.rows());
        sorted.sort(Comparator.<List<@Nullable Object>, Boolean>comparing(row -> row.contains(Suppression.OTHER))
                .thenComparing(row -> -(row.get(people) instanceof Long n ? n : 0L))
                .thenComparing(row -> String.valueOf(row.subList(0, keys.size()))));
        return new Rows(released.columns(), sorted);
    }

    /** Shares follow from the people of the released rows, so that a folded place has one too. */
    private static Rows withShares(Rows rows) {
        int people = rows.index("people");
        int share = rows.index("share");
        double total = 0;
        for (List<@Nullable Object> row : rows.rows()) {
            total += row.get(people) instanceof Long n ? n : 0;
        }
        List<List<@Nullable Object>> shared = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            List<@Nullable Object> copy = new ArrayList<>(row);
            if (row.get(people) instanceof Long n && total > 0) {
                copy.set(share, Math.round(n / total * 10_000) / 10_000.0);
            }
            shared.add(copy);
        }
        return new Rows(rows.columns(), shared);
    }

    private static Map<List<@Nullable Object>, List<@Nullable Object>> side(
            List<Home> homes, boolean before, Map<Boolean, PeopleEstimate> totals, GeoQuery query, String period) {
        List<Home> own = merged(homes.stream().filter(h -> h.before == before).toList());
        PeopleEstimate total = totals.get(before);
        Map<List<@Nullable Object>, List<@Nullable Object>> side = new LinkedHashMap<>();
        if (own.isEmpty() || total == null) {
            return side;
        }
        double[] weights = own.stream().mapToDouble(Home::weight).toArray();
        double sum = Arrays.stream(weights).sum();
        long[] people = Apportionment.of(total.people().rounded(), weights);
        for (int i = 0; i < weights.length; i++) {
            Home home = own.get(i);
            Interval share = Apportionment.share(weights[i] / sum, sum);
            List<@Nullable Object> key = new ArrayList<>();
            key.add(period);
            key.addAll(home.place.subList(0, query.place().size()));
            key.addAll(Collections.nCopies(PLACE.size() - query.place().size(), null));
            List<@Nullable Object> values = new ArrayList<>();
            values.add(people[i]);
            values.add(Math.min(people[i], (long) Math.floor(total.people().low() * share.low())));
            values.add(Math.max(people[i], (long) Math.ceil(total.people().high() * share.high())));
            values.add(null);
            values.add(home.visits);
            values.add(home.pageviews);
            values.add(0L);
            values.add(home.cookies + home.deviceDays);
            side.put(key, values);
        }
        return side;
    }

    private static String period(Dataset<Row> hits, Scope scope, @Nullable Span span) {
        LocalDate from = scope.from();
        LocalDate to = span != null ? span.to() : scope.to();
        if (from == null || to == null) {
            Row ends = hits.agg(min("day"), max("day")).head();
            from = from == null ? Nothing.date(ends.get(0)) : from;
            to = to == null ? Nothing.date(ends.get(1)).plusDays(1) : to;
        }
        return Granularity.interval(from, to);
    }

    private static List<Home> homes(Dataset<Row> browsers, GeoQuery query) {
        List<Row> rows = Browsers.homes(browsers).collectAsList();
        List<Home> homes = new ArrayList<>();
        for (Row row : rows) {
            Row home = row.getAs(Browsers.HOME);
            List<String> place = new ArrayList<>();
            for (int i = 0; i < query.place().size(); i++) {
                place.add(home == null ? Browsers.UNKNOWN : home.getString(i));
            }
            homes.add(new Home(
                    row.<Boolean>getAs(Browsers.BEFORE),
                    place,
                    row.<Long>getAs("cookies"),
                    row.<Long>getAs("device_days"),
                    row.<Long>getAs("cookie_days"),
                    row.<Long>getAs("visits"),
                    row.<Long>getAs("pageviews"),
                    0));
        }
        return homes;
    }

    /** One home a place, over all epochs, with its weight: cookies, and device-days by the days on which a cookie comes. */
    private static List<Home> merged(List<Home> homes) {
        long cookies = homes.stream().mapToLong(Home::cookies).sum();
        long cookieDays = homes.stream().mapToLong(Home::cookieDays).sum();
        double returning = cookies == 0 ? 1 : (double) cookieDays / cookies;
        Map<List<String>, Home> byPlace = new LinkedHashMap<>();
        for (Home home : homes) {
            byPlace.merge(home.place, home, Home::plus);
        }
        return byPlace.values().stream()
                .map(h -> h.weighing(h.cookies + h.deviceDays / returning))
                .sorted(Comparator.comparing(h -> h.place.toString()))
                .toList();
    }

    /** Browsers of one place. */
    private record Home(
            boolean before,
            List<String> place,
            long cookies,
            long deviceDays,
            long cookieDays,
            long visits,
            long pageviews,
            double weight) {
        Home plus(Home other) {
            return new Home(
                    before,
                    place,
                    cookies + other.cookies,
                    deviceDays + other.deviceDays,
                    cookieDays + other.cookieDays,
                    visits + other.visits,
                    pageviews + other.pageviews,
                    0);
        }

        Home weighing(double newWeight) {
            return new Home(before, place, cookies, deviceDays, cookieDays, visits, pageviews, newWeight);
        }
    }
}
