package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.bit_count;
import static org.apache.spark.sql.functions.bit_or;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import dev.footfall.jobs.report.Scope.Span;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Browsers that saw a page in a period, and their counts, from which people are estimated. A token joins within its
 * calendar month only, so a period has one part a month.
 */
final class Browsers {
    static final String BEFORE = "before";
    static final String PERIOD = "period";
    static final String PER = "per";
    /** First day of the part's month. */
    static final String PART = "part";

    /** A place that the database does not know. */
    static final String UNKNOWN = "unknown";

    /** Place where a browser is at home; null when the database knows none of its places. */
    static final String HOME = "home";

    private static final String UNIT = VisitedHits.UNIT;
    private static final String EPOCH = VisitedHits.EPOCH;
    private static final String DAYS = "days";
    private static final String COOKIE = VisitedHits.BY_COOKIE;

    private final Dataset<Row> hits;
    private final Scope scope;
    private final @Nullable Span span;
    private final Granularity by;

    /**
     * @param span the span when it is compared with the one before; the scope then covers both
     */
    Browsers(Dataset<Row> hits, Scope scope, @Nullable Span span, Granularity by) {
        this.hits = hits;
        this.scope = scope;
        this.span = span;
        this.by = by;
    }

    /**
     * Counts by {@code before, period, per, part}: what {@link dev.footfall.estimate.PeriodStatistics} asks for, and the
     * first and last day.
     */
    Dataset<Row> statistics(@Nullable Dimension per) {
        Column key = per == null ? lit(null).cast("string") : col(per.column());
        return statistics(summed(perVisit(key.as(PER), per), UNIT, EPOCH, COOKIE, BEFORE, PERIOD, PER, PART)
                .where(col("pageviews").gt(0L)));
    }

    /** The same from browsers that are known. */
    static Dataset<Row> statistics(Dataset<Row> browsers) {
        Column isCookie = col(COOKIE);
        Column isNew = isCookie.and(col("issued").gt(0L));
        Column isShared = isCookie.and(col("first_person").notEqual(col("last_person")));
        Column isOfPerson = col("first_person").isNotNull();
        return browsers.withColumn("person", col("first_person"))
                .groupBy(keys(BEFORE, PERIOD, PER, PART, "person"))
                .agg(
                        sum(one(isCookie)).as("cookies"),
                        sum(when(isCookie, bit_count(col(DAYS)).cast("long")).otherwise(0L))
                                .as("cookie_days"),
                        sum(one(isCookie.and(bit_count(col(DAYS)).equalTo(1)))).as("one_day"),
                        sum(one(isCookie.and(col("visits").leq(1L)))).as("one_visit"),
                        sum(one(isNew)).as("new"),
                        sum(one(not(isCookie))).as("device_days"),
                        sum(when(isCookie, 0L).otherwise(col("issued"))).as("issued"),
                        sum("visits").as("visits"),
                        sum("pageviews").as("pageviews"),
                        sum(one(isShared)).as("shared"),
                        size(collect_set(when(isCookie.and(isOfPerson), col("kind"))))
                                .cast("long")
                                .as("kinds"),
                        bit_count(bit_or(col(DAYS))).cast("long").as("person_days"),
                        min("first_day").as("first_day"),
                        max("last_day").as("last_day"))
                .groupBy(keys(BEFORE, PERIOD, PER, PART))
                .agg(
                        sum("cookies").as("cookies"),
                        sum("cookie_days").as("cookie_days"),
                        sum("one_day").as("one_day"),
                        sum("one_visit").as("one_visit"),
                        sum("new").as("new"),
                        sum("device_days").as("device_days"),
                        sum("issued").as("issued"),
                        sum("visits").as("visits"),
                        sum("pageviews").as("pageviews"),
                        count("person").as("persons"),
                        ofPersons("person_days"),
                        ofPersons("cookies").as("person_cookies"),
                        ofPersons("new").as("person_new"),
                        sum("kinds").as("kinds"),
                        sum("shared").as("shared"),
                        min("first_day").as("first_day"),
                        max("last_day").as("last_day"));
    }

    private static Column ofPersons(String count) {
        return sum(when(col("person").isNotNull(), col(count)).otherwise(0L)).as(count);
    }

    /**
     * The browsers with their homes, for {@link #homes} and {@link #statistics(Dataset)}: the place where a browser was on
     * most days, then with most hits, then first in the alphabet. All its visits and pageviews count there.
     */
    Dataset<Row> atHome(List<Dimension> place) {
        Column[] parts = place.stream()
                .map(d -> coalesce(col(d.column()), lit(UNKNOWN)).as(d.label()))
                .toArray(Column[]::new);
        Column known = col(place.get(0).column()).isNotNull();
        Column here = when(known, struct(parts)).as(PER);
        Dataset<Row> perPlace =
                summed(perVisit(here, place.toArray(Dimension[]::new)), UNIT, EPOCH, COOKIE, BEFORE, PERIOD, PER, PART);
        Column home = max_by(col(PER), struct(bit_count(col(DAYS)), col("hits"), col(PER)));
        return summed(perPlace, home.as(HOME), UNIT, EPOCH, COOKIE, BEFORE, PERIOD, PART)
                .where(col("pageviews").gt(0L))
                .withColumn(PER, lit(null).cast("string"));
    }

    /** Browsers by {@code before, part} and {@link #HOME}. */
    static Dataset<Row> homes(Dataset<Row> atHome) {
        return atHome.groupBy(keys(BEFORE, PART, HOME))
                .agg(
                        sum(one(col(COOKIE))).as("cookies"),
                        sum(one(not(col(COOKIE)))).as("device_days"),
                        sum(when(col(COOKIE), bit_count(col(DAYS)).cast("long")).otherwise(0L))
                                .as("cookie_days"),
                        sum("visits").as("visits"),
                        sum("pageviews").as("pageviews"));
    }

    private static Dataset<Row> summed(Dataset<Row> rows, String... by) {
        return summed(rows, null, by);
    }

    /** What is known of a browser, over several rows of it. */
    private static Dataset<Row> summed(Dataset<Row> rows, @Nullable Column more, String... by) {
        List<Column> sums = new ArrayList<>(List.of(
                sum("pageviews").as("pageviews"),
                sum("visits").as("visits"),
                sum("issued").as("issued"),
                bit_or(col(DAYS)).as(DAYS),
                min("first_day").as("first_day"),
                max("last_day").as("last_day"),
                min("first_person").as("first_person"),
                max("last_person").as("last_person"),
                min("kind").as("kind")));
        if (more != null) {
            sums.add(more);
        }
        return rows.groupBy(keys(by)).agg(sum("hits").as("hits"), sums.toArray(Column[]::new));
    }

    /**
     * Sums by browser, period, cell and visit, with the accounts and the kind of the browser. Both are only told apart here,
     * so 64 bits stand for them: a hash aggregate keeps numbers in place, while the least of tokens or texts would sort all
     * hits. Two of a million accounts have the same 64 bits with a chance of 1 in 37 million.
     */
    private Dataset<Row> perVisit(Column per, @Nullable Dimension... used) {
        Set<String> columns = new LinkedHashSet<>(List.of("person", "os", "agent", "device"));
        for (Dimension d : used) {
            if (d != null) {
                columns.add(d.column());
            }
        }
        scope.where().forEach(c -> columns.add(c.dimension().column()));
        boolean hours = scope.where().stream().anyMatch(c -> c.dimension() == Dimension.HOUR);
        if (hours) {
            columns.add("site");
        }
        if (scope.where().stream().anyMatch(c -> c.dimension() == Dimension.NOT_FOUND)) {
            columns.add("status");
        }
        Column localTime = hours ? VisitedHits.localTime(hits, scope, col("ts")) : lit(null);
        Column part = trunc(col("day"), "month");
        Column starts = VisitedHits.inSpan(scope, col(VisitedHits.VISIT_DAY))
                .and(by.key(col(VisitedHits.VISIT_DAY)).equalTo(by.key(col("day"))))
                .and(isBefore(col(VisitedHits.VISIT_DAY)).equalTo(isBefore(col("day"))));
        // A device without cookie is given one with each page, a browser that keeps it with its first.
        Column isIssued = not(col(COOKIE)).or(coalesce(col("cookie_state").equalTo("issued"), lit(false)));
        List<Column> kept = new ArrayList<>(List.of(
                col(UNIT),
                col(EPOCH),
                col(COOKIE),
                col(VisitedHits.VISIT),
                isBefore(col("day")).as(BEFORE),
                by.key(col("day")).as(PERIOD),
                per,
                part.as(PART),
                col("day"),
                one(starts).as("starts"),
                col("pageview"),
                one(col("browser").isNotNull().and(isIssued)).as("issued"),
                when(col("person").isNotNull(), xxhash64(col("person"))).as("person"),
                xxhash64(col("os"), col("agent"), col("device")).as("kind")));
        Set<String> visit =
                new LinkedHashSet<>(List.of(UNIT, EPOCH, COOKIE, BEFORE, PERIOD, PER, PART, VisitedHits.VISIT));
        return VisitedHits.of(hits, scope, columns, false)
                .where(col(UNIT).isNotNull())
                .where(VisitedHits.inSpan(scope, col("day")))
                .where(Condition.all(scope.where(), d -> d.key(col("day"), localTime)))
                .select(kept.toArray(Column[]::new))
                .groupBy(keys(visit.toArray(String[]::new)))
                .agg(
                        count(lit(1)).as("hits"),
                        sum(one(col("pageview"))).as("pageviews"),
                        max("starts").as("visits"),
                        sum("issued").as("issued"),
                        // A part lies within a month, so a bit a day of the month tells days apart.
                        bit_or(expr("shiftleft(1L, dayofmonth(day))")).as(DAYS),
                        min("day").as("first_day"),
                        max("day").as("last_day"),
                        min("person").as("first_person"),
                        max("person").as("last_person"),
                        min("kind").as("kind"));
    }

    private Column isBefore(Column day) {
        return span == null ? lit(false) : day.lt(lit(span.from()));
    }

    private static Column one(Column condition) {
        return when(condition, 1L).otherwise(0L);
    }

    private static Column[] keys(String... names) {
        List<Column> keys = new ArrayList<>();
        for (String name : names) {
            keys.add(col(name));
        }
        return keys.toArray(Column[]::new);
    }
}
