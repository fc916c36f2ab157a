package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.sql.Date;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Hits, pageviews, visits, browsers and bytes by any dimensions.
 *
 * <p>A cell's visits are those with a hit in it; where the cell is a time, only those that start in it. By entry or exit
 * page, a visit is one unit: it counts once, in the span where it starts, with all its hits that meet the conditions, and
 * stands in the other dimensions where its first such hit does.
 *
 * <p>Cost: two shuffles of the scope's hits, one of the cells, one more pass when response times are kept.
 */
public final class TrafficReport {
    private static final String BEFORE = "before";
    private static final String STARTS_HERE = "starts_here";
    private static final String MATCH = "match";
    private static final List<String> SUMS = List.of("hits", "pageviews", "visits", "browsers", "bytes");

    private final Dataset<Row> hits;
    private final TrafficQuery query;
    /** The span with what it is compared with. */
    private final Scope scope;

    private final @Nullable Span span;
    private final Column localTime;
    private final Column localVisit;

    private TrafficReport(Dataset<Row> hits, TrafficQuery query) {
        this.hits = hits;
        this.query = query;
        this.span = query.compare() ? Comparison.span(hits, query.scope()) : null;
        this.scope = span == null
                ? query.scope()
                : query.scope().between(span.preceding().from(), span.to());
        boolean hours = query.uses(Dimension.HOUR);
        this.localTime = hours ? VisitedHits.localTime(hits, scope, col("ts")) : lit(null);
        this.localVisit = hours ? VisitedHits.localTime(hits, scope, col(VisitedHits.VISIT)) : lit(null);
    }

    /**
     * Answers the query.
     *
     * @param hits the table {@code audience.hits}
     * @return the dimensions, then {@code hits, pageviews, visits, browsers, bytes}, and {@code ms_median} when response
     *     times are kept; visits and browsers are empty when the policy keeps no token
     * @throws UserException when there are no such hits, or the policy drops a dimension
     */
    public static Rows run(Dataset<Row> hits, TrafficQuery query) {
        return new TrafficReport(hits, query).rows();
    }

    private Rows rows() {
        List<Cell> cells = collect(query.ofVisits() ? visitCells() : hitCells());
        List<Cell> now = cells.stream().filter(c -> !c.before).toList();
        if (now.isEmpty()) {
            throw Nothing.found(hits, query.scope());
        }
        for (int i = 0; i < query.by().size(); i++) {
            int at = i;
            if (cells.stream().allMatch(c -> c.key.get(at) == null)) {
                throw Nothing.kept(query.by().get(i).column(), query.by().get(i).label());
            }
        }
        Map<List<@Nullable Object>, Integer> medians = medians(now);
        boolean tokens = cells.stream().anyMatch(c -> c.browsers > 0);
        Rows rows = Comparison.joined(
                labels(),
                measures(medians),
                side(now, tokens, medians),
                span == null ? null : before(cells, tokens, medians));
        if (query.k() > 0) {
            rows = suppression().apply(rows);
            rows = scope.singlesOut() ? suppression().withheld(rows) : rows;
        }
        return TrafficOrder.sorted(span == null ? rows : Comparison.withChanges(rows, SUMS), query.by());
    }

    private List<String> labels() {
        return query.by().stream().map(Dimension::label).toList();
    }

    private List<String> measures(Map<List<@Nullable Object>, Integer> medians) {
        List<String> measures = new ArrayList<>(SUMS);
        if (!medians.isEmpty()) {
            measures.add("ms_median");
        }
        return measures;
    }

    private Suppression suppression() {
        List<String> keys = labels();
        Set<String> protectedKeys = new LinkedHashSet<>();
        query.by().stream().filter(Dimension::isProtected).map(Dimension::label).forEach(protectedKeys::add);
        List<String> tokens = span == null ? List.of("browsers") : List.of("browsers", "browsers" + Comparison.BEFORE);
        return new Suppression(query.k(), keys, protectedKeys, tokens, false);
    }

    /** Cells of hits: sums within a visit, then within a browser, then over browsers. */
    private Dataset<Row> hitCells() {
        List<Column> keys = new ArrayList<>();
        Column startsHere =
                col(VisitedHits.UNIT).isNotNull().and(VisitedHits.inSpan(scope, col(VisitedHits.VISIT_DAY)));
        for (Dimension d : query.by()) {
            Column key = d.key(col("day"), localTime);
            keys.add(key.as(d.label()));
            if (d.isTime()) {
                startsHere = startsHere.and(key.equalTo(d.key(col(VisitedHits.VISIT_DAY), localVisit)));
            }
        }
        Dataset<Row> visited = VisitedHits.of(hits, scope, columns(), false)
                .where(VisitedHits.inSpan(scope, col("day")).and(matches()));
        if (span != null) {
            startsHere = startsHere.and(isBefore(col("day")).equalTo(isBefore(col(VisitedHits.VISIT_DAY))));
        }
        keys.add(isBefore(col("day")).as(BEFORE));
        keys.addAll(List.of(
                col(VisitedHits.UNIT),
                col(VisitedHits.EPOCH),
                col(VisitedHits.VISIT),
                startsHere.as(STARTS_HERE),
                col("pageview"),
                col("bytes"),
                col("ms")));
        Dataset<Row> perVisit = visited.select(keys.toArray(Column[]::new))
                .groupBy(grouping(VisitedHits.UNIT, VisitedHits.EPOCH, VisitedHits.VISIT))
                .agg(
                        count(lit(1)).as("hits"),
                        sum(when(col("pageview"), 1L).otherwise(0L)).as("pageviews"),
                        max(when(col(STARTS_HERE), 1L).otherwise(0L)).as("visits"),
                        sum("bytes").as("bytes"),
                        count("ms").as("timed"));
        return overBrowsers(perVisit);
    }

    /** Cells of visits that start in the span. */
    private Dataset<Row> visitCells() {
        Set<String> columns = columns();
        columns.add("page");
        Column first = when(col(MATCH), struct(col("ts"), col("page")));
        Column shownPage = when(col("pageview").and(col("page").isNotNull()), struct(col("ts"), col("page")));
        List<Column> sums = new ArrayList<>(List.of(
                sum(when(col(MATCH).and(col("pageview")), 1L).otherwise(0L)).as("pageviews"),
                max(when(col(MATCH).and(col(VisitedHits.UNIT).isNotNull()), 1L).otherwise(0L))
                        .as("visits"),
                sum(when(col(MATCH), col("bytes"))).as("bytes"),
                lit(0L).as("timed"),
                min_by(col("page"), shownPage).as("entry"),
                max_by(col("page"), shownPage).as("exit"),
                min(col(VisitedHits.VISIT_DAY)).as("day")));
        query.by().stream()
                .filter(d -> !d.isTime() && !d.isOfVisit())
                .forEach(d -> sums.add(min_by(col(d.column()), first).as(d.label())));
        if (query.uses(Dimension.HOUR) && !query.by().contains(Dimension.SITE)) {
            // Zones go by site, so it is taken along.
            sums.add(min_by(col("site"), first).as("site"));
        }
        Dataset<Row> visits = VisitedHits.of(hits, scope, columns, true)
                .withColumn(MATCH, matches())
                .groupBy(col(VisitedHits.UNIT), col(VisitedHits.EPOCH), col(VisitedHits.VISIT))
                .agg(sum(when(col(MATCH), 1L).otherwise(0L)).as("hits"), sums.toArray(Column[]::new))
                .where(col("hits").gt(0L).and(VisitedHits.inSpan(scope, col("day"))))
                .where(Condition.all(
                        scope.where().stream()
                                .filter(c -> c.dimension().isOfVisit())
                                .toList(),
                        d -> col(d.label())));
        List<Column> keyed = new ArrayList<>();
        for (Dimension d : query.by()) {
            keyed.add((d.isTime() ? d.key(col("day"), localVisit) : col(d.label())).as(d.label()));
        }
        keyed.add(isBefore(col("day")).as(BEFORE));
        for (String kept :
                List.of(VisitedHits.UNIT, VisitedHits.EPOCH, "hits", "pageviews", "visits", "bytes", "timed")) {
            keyed.add(col(kept));
        }
        return overBrowsers(visits.select(keyed.toArray(Column[]::new)));
    }

    private Dataset<Row> overBrowsers(Dataset<Row> perVisit) {
        Column[] sums = {
            sum("pageviews").as("pageviews"),
            sum("visits").as("visits"),
            sum("bytes").as("bytes"),
            sum("timed").as("timed")
        };
        return perVisit.groupBy(grouping(VisitedHits.UNIT, VisitedHits.EPOCH))
                .agg(sum("hits").as("hits"), sums)
                .groupBy(grouping())
                .agg(
                        sum("hits").as("hits"),
                        sum("pageviews").as("pageviews"),
                        sum("visits").as("visits"),
                        sum("bytes").as("bytes"),
                        sum("timed").as("timed"),
                        count(VisitedHits.UNIT).as("browsers"));
    }

    private Column[] grouping(String... more) {
        List<Column> keys = new ArrayList<>();
        query.by().forEach(d -> keys.add(col(d.label())));
        keys.add(col(BEFORE));
        for (String name : more) {
            keys.add(col(name));
        }
        return keys.toArray(Column[]::new);
    }

    private Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>(List.of("bytes", "ms"));
        query.by().forEach(d -> columns.add(d.column()));
        scope.where().forEach(c -> columns.add(c.dimension().column()));
        if (query.uses(Dimension.HOUR)) {
            columns.add("site");
        }
        if (query.uses(Dimension.NOT_FOUND)) {
            columns.add("status");
        }
        return columns;
    }

    /** The conditions that a single hit meets or not. */
    private Column matches() {
        List<Condition> ofHits =
                scope.where().stream().filter(c -> !c.dimension().isOfVisit()).toList();
        Column all = Condition.all(ofHits, d -> d.key(col("day"), localTime));
        return query.by().contains(Dimension.NOT_FOUND) ? all.and(Condition.notFound()) : all;
    }

    private Column isBefore(Column day) {
        return span == null ? lit(false) : day.lt(lit(span.from()));
    }

    /** Median response time by cell, of the span itself; empty when no times are kept or cells are made of visits. */
    private Map<List<@Nullable Object>, Integer> medians(List<Cell> now) {
        Map<List<@Nullable Object>, Integer> medians = new HashMap<>();
        if (now.stream().noneMatch(c -> c.timed > 0)) {
            return medians;
        }
        Dataset<Row> selected = hits.where(VisitedHits.inSpan(query.scope(), col("day")))
                .where(scope.who().condition())
                .where(matches())
                .where(col("ms").isNotNull());
        if (!scope.sites().isEmpty()) {
            selected = selected.where(col("site").isin(scope.sites().toArray()));
        }
        Column[] keys = query.by().stream()
                .map(d -> d.key(col("day"), localTime).as(d.label()))
                .toArray(Column[]::new);
        Dataset<Row> grouped = selected.groupBy(keys)
                .agg(percentile_approx(col("ms"), lit(0.5), lit(1000)).as("ms"));
        for (Row row : grouped.collectAsList()) {
            medians.put(key(row), row.getInt(keys.length));
        }
        return medians;
    }

    private Map<List<@Nullable Object>, List<@Nullable Object>> side(
            List<Cell> cells, boolean tokens, Map<List<@Nullable Object>, Integer> medians) {
        Map<List<@Nullable Object>, List<@Nullable Object>> side = new LinkedHashMap<>();
        for (Cell c : cells) {
            List<@Nullable Object> values = new ArrayList<>();
            values.add(c.hits);
            values.add(c.pageviews);
            values.add(tokens ? c.visits : null);
            values.add(tokens ? c.browsers : null);
            values.add(c.bytes);
            if (!medians.isEmpty()) {
                values.add(medians.get(c.key));
            }
            side.put(shown(c.key), values);
        }
        return side;
    }

    private Map<List<@Nullable Object>, List<@Nullable Object>> before(
            List<Cell> cells, boolean tokens, Map<List<@Nullable Object>, Integer> medians) {
        List<Cell> earlier = cells.stream()
                .filter(c -> c.before)
                .map(c -> c.at(Comparison.shifted(Objects.requireNonNull(span), query.by(), c.key)))
                .toList();
        return side(earlier, tokens, medians);
    }

    private List<@Nullable Object> shown(List<@Nullable Object> key) {
        List<@Nullable Object> shown = new ArrayList<>();
        for (int i = 0; i < key.size(); i++) {
            shown.add(query.by().get(i).shown(key.get(i)));
        }
        return shown;
    }

    private List<@Nullable Object> key(Row row) {
        List<@Nullable Object> key = new ArrayList<>();
        for (int i = 0; i < query.by().size(); i++) {
            Object value = row.get(i);
            key.add(value instanceof Date date ? date.toLocalDate() : value);
        }
        return key;
    }

    private List<Cell> collect(Dataset<Row> cells) {
        int at = query.by().size();
        List<Cell> collected = new ArrayList<>();
        for (Row row : cells.collectAsList()) {
            collected.add(new Cell(
                    key(row),
                    row.getBoolean(at),
                    row.getLong(at + 1),
                    row.getLong(at + 2),
                    row.getLong(at + 3),
                    row.isNullAt(at + 4) ? null : row.getLong(at + 4),
                    row.getLong(at + 5),
                    row.getLong(at + 6)));
        }
        return collected;
    }

    /** One cell of one span. */
    private record Cell(
            List<@Nullable Object> key,
            boolean before,
            long hits,
            long pageviews,
            long visits,
            @Nullable Long bytes,
            long timed,
            long browsers) {
        Cell at(List<@Nullable Object> otherKey) {
            return new Cell(otherKey, before, hits, pageviews, visits, bytes, timed, browsers);
        }
    }
}
