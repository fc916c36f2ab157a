package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.from_utc_timestamp;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import dev.footfall.estimate.VisitRule;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Hits with the browser and the visit that they belong to: {@link VisitRule} as Spark expressions, in two shuffles and
 * without a UDF. The result is partitioned by {@link #UNIT} and {@link #EPOCH}, so that grouping by these and more needs
 * no further shuffle.
 */
final class VisitedHits {
    /** Token of the browser: a cookie that came back, else the day's device; null when there is none. */
    static final String UNIT = "unit";
    /** In which days the token means the same browser. */
    static final String EPOCH = "unit_epoch";
    /** Whether the token is a cookie's. */
    static final String BY_COOKIE = "by_cookie";
    /** Instant at which the hit's visit started, which names the visit within its browser. */
    static final String VISIT = "visit";
    /** Site-local day on which the visit started. */
    static final String VISIT_DAY = "visit_day";

    private static final long GAP_MICROS = VisitRule.VISIT_GAP_MINUTES * 60_000_000L;
    private static final String COOKIE_UNIT = "cookie_unit";
    private static final String COOKIE_EPOCH = "cookie_epoch";
    private static final String RETURNED = "returned";
    private static final String STARTS = "starts";

    private VisitedHits() {}

    /**
     * The hits of the scope's visitors and sites in its span; its conditions are left to the caller, because a visit is
     * made of all hits of a browser. One day before the span is read too, so that a visit that began there is known, and
     * with {@code wholeVisits} one day after; callers drop these again.
     *
     * @param hits the table; or what this method once gave for the same sites and visitors and at least this span and
     *     these columns, which is then used as it is
     * @param columns of the table, which the caller wants besides
     */
    static Dataset<Row> of(Dataset<Row> hits, Scope scope, Set<String> columns, boolean wholeVisits) {
        if (Arrays.asList(hits.columns()).contains(VISIT)) {
            return hits;
        }
        Set<String> needed = new TreeSet<>(columns);
        needed.addAll(List.of("day", "ts", "page", "pageview", "browser", "device_day", "cookie_state"));
        if (!wholeVisits && !columns.contains("page")) {
            needed.remove("page");
        }
        List<Column> kept = new ArrayList<>();
        needed.forEach(name -> kept.add(col(name)));
        Column month = unix_date(trunc(col("day"), "month")).cast("long");
        Column day = unix_date(col("day")).cast("long");
        // Hits without any token would all meet in one task; the time spreads them.
        kept.add(coalesce(col("browser"), col("device_day")).as(COOKIE_UNIT));
        kept.add(when(col("browser").isNotNull(), month)
                .when(col("device_day").isNotNull(), day)
                .otherwise(unix_micros(col("ts")))
                .as(COOKIE_EPOCH));
        Dataset<Row> read = selected(hits, scope, wholeVisits).select(kept.toArray(Column[]::new));

        Column cameBack = col("browser")
                .isNotNull()
                .and(coalesce(col("cookie_state"), lit(RETURNED)).equalTo(RETURNED));
        Column isCookie = col("browser")
                .isNotNull()
                .and(col(RETURNED).or(col("device_day").isNull()));
        Dataset<Row> units = read.withColumn(
                        RETURNED, max(cameBack).over(Window.partitionBy(COOKIE_UNIT, COOKIE_EPOCH)))
                .withColumn(BY_COOKIE, isCookie)
                .withColumn(UNIT, when(col(BY_COOKIE), col("browser")).otherwise(col("device_day")))
                .withColumn(
                        EPOCH,
                        when(col(BY_COOKIE), month)
                                .when(col("device_day").isNotNull(), day)
                                .otherwise(col(COOKIE_EPOCH)))
                .drop(COOKIE_UNIT, COOKIE_EPOCH, RETURNED);

        WindowSpec inTime = Window.partitionBy(UNIT, EPOCH).orderBy("ts");
        Column previous = unix_micros(lag("ts", 1).over(inTime));
        Column goesOn =
                previous.isNotNull().and(unix_micros(col("ts")).minus(previous).leq(GAP_MICROS));
        WindowSpec soFar = inTime.rowsBetween(Window.unboundedPreceding(), Window.currentRow());
        return units.withColumn(STARTS, not(goesOn))
                .withColumn(VISIT, max(when(col(STARTS), col("ts"))).over(soFar))
                .withColumn(VISIT_DAY, max(when(col(STARTS), col("day"))).over(soFar))
                .drop(STARTS);
    }

    /** The hits to read: of the scope's sites and visitors, in its span and as far beyond as visits may reach. */
    private static Dataset<Row> selected(Dataset<Row> hits, Scope scope, boolean wholeVisits) {
        Dataset<Row> selected = hits;
        LocalDate from = scope.from();
        if (from != null) {
            // No visit crosses the start of a month: cookies' epochs end there.
            LocalDate first = from.getDayOfMonth() == 1 ? from : from.minusDays(1);
            selected = selected.where(col("day").geq(lit(first)));
        }
        LocalDate to = scope.to();
        if (to != null) {
            LocalDate end = wholeVisits && to.getDayOfMonth() != 1 ? to.plusDays(1) : to;
            selected = selected.where(col("day").lt(lit(end)));
        }
        if (!scope.sites().isEmpty()) {
            selected = selected.where(col("site").isin(scope.sites().toArray()));
        }
        return scope.who() == Who.all ? selected : selected.where(scope.who().condition());
    }

    /** Whether a day lies in the scope's span. */
    static Column inSpan(Scope scope, Column day) {
        Column in = lit(true);
        if (scope.from() != null) {
            in = in.and(day.geq(lit(scope.from())));
        }
        return scope.to() == null ? in : in.and(day.lt(lit(scope.to())));
    }

    /** The hits of the days that a report of the scope may read. */
    private static Dataset<Row> near(Dataset<Row> hits, Scope scope) {
        LocalDate from = scope.from();
        LocalDate to = scope.to();
        return hits.where(inSpan(
                scope.between(from == null ? null : from.minusDays(1), to == null ? null : to.plusDays(1)),
                hits.col("day")));
    }

    /** An instant as local time of the hit's site. */
    static Column localTime(Dataset<Row> hits, Scope scope, Column instant) {
        List<String> sites = scope.sites().isEmpty()
                ? near(hits, scope).select("site").distinct().collectAsList().stream()
                        .map(row -> row.getString(0))
                        .filter(Objects::nonNull)
                        .sorted()
                        .toList()
                : scope.sites();
        ZoneId first = scope.zones().apply(sites.isEmpty() ? null : sites.get(0));
        Column zone = lit(name(first));
        for (String site : sites) {
            ZoneId own = scope.zones().apply(site);
            if (!own.equals(first)) {
                zone = when(col("site").equalTo(lit(site)), lit(name(own))).otherwise(zone);
            }
        }
        return from_utc_timestamp(instant, zone);
    }

    private static String name(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }
}
