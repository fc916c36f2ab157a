package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.hour;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.weekday;
import static org.apache.spark.sql.functions.when;

import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The cells of many dimensions at once, counted as {@link TrafficReport} counts those of one: a visit in every cell that it
 * has a hit in, a browser once. One pass over hits that know their visit, and one shuffle of cells.
 */
final class DashboardCells {
    /** Hits without a value of these stand in no cell; of the others, in the cell {@code unknown}. */
    private static final Set<Dimension> ABSENT_MEANS_NONE = Set.of(
            Dimension.PAGE,
            Dimension.NOT_FOUND,
            Dimension.REFERRER,
            Dimension.CAMPAIGN,
            Dimension.SEARCH,
            Dimension.MEDIUM);
    /** Released by the rule of release whatever their size, for they tell nothing of a person. */
    private static final Set<Dimension> OPEN =
            Set.of(Dimension.STATUS, Dimension.KIND, Dimension.METHOD, Dimension.HOST);

    private static final List<String> MEASURES =
            List.of("hits", "pageviews", "visits", "browsers", "bytes", Suppression.SUPPRESSED);

    private static final int ALL = -1;
    private static final int HOURS = -2;
    private static final int HOURS_A_DAY = 24;
    private static final String BEFORE = "before";
    private static final String STARTS = "starts";
    private static final String DIMENSION = "dimension";
    private static final String VALUE = "value";
    private static final String CELL = "cell";
    private static final String START_HOUR = "start_hour";

    private final Map<Integer, List<Cell>> cells;
    private final int k;

    private DashboardCells(Map<Integer, List<Cell>> cells, int k) {
        this.cells = cells;
        this.k = k;
    }

    /** One cell of one span. */
    private record Cell(String value, boolean before, Sums sums) {}

    /** What is counted in a cell. */
    record Sums(long hits, long pageviews, long visits, long browsers, long bytes) {}

    /** Visits of a value in the span and in the one before. */
    record Change(String value, long visits, long before) {}

    /** An hour of the week: weekday 1 (Monday) to 7, hour 0 to 23, and the visits that began in it. */
    record WeekHour(int weekday, int hour, long visits, long browsers) {}

    /**
     * Counts.
     *
     * @param visited hits by {@link VisitedHits}
     * @param scope the days counted, with those compared with
     * @param span the days of interest when they are compared with those before
     * @param localVisit start of the visit in the site's time
     * @param k cells of fewer browsers are folded
     */
    static DashboardCells of(
            Dataset<Row> visited,
            Scope scope,
            @Nullable Span span,
            List<Dimension> dimensions,
            Column localVisit,
            int k) {
        Dataset<Row> grouped = grouped(visited, scope, span, dimensions, localVisit);
        List<Column> pairs = new ArrayList<>();
        pairs.add(pair(ALL, lit("")));
        pairs.add(pair(HOURS, col(START_HOUR).cast("string")));
        dimensions.forEach(d -> pairs.add(pair(d.ordinal(), col(d.label()))));
        Column[] sums = {sum("pageviews").as("pageviews"), sum("bytes").as("bytes")};
        Dataset<Row> counted = grouped.withColumn(CELL, explode(array(pairs.toArray(Column[]::new))))
                .withColumn(DIMENSION, col(CELL).getField(DIMENSION))
                .withColumn(VALUE, col(CELL).getField(VALUE))
                .where(col(VALUE).isNotNull())
                .groupBy(keys(VisitedHits.UNIT, VisitedHits.EPOCH, VisitedHits.VISIT))
                .agg(sum("hits").as("hits"), sums[0], sums[1], max(STARTS).as("visits"))
                .groupBy(keys(VisitedHits.UNIT, VisitedHits.EPOCH))
                .agg(sum("hits").as("hits"), sums[0], sums[1], sum("visits").as("visits"))
                .groupBy(keys())
                .agg(
                        sum("hits").as("hits"),
                        sums[0],
                        sums[1],
                        sum("visits").as("visits"),
                        count(VisitedHits.UNIT).as("browsers"));
        Map<Integer, List<Cell>> cells = new LinkedHashMap<>();
        for (Row row : counted.collectAsList()) {
            cells.computeIfAbsent(row.<Integer>getAs(DIMENSION), d -> new ArrayList<>())
                    .add(new Cell(row.getAs(VALUE), row.<Boolean>getAs(BEFORE), sums(row)));
        }
        return new DashboardCells(cells, k);
    }

    private static Sums sums(Row row) {
        Long bytes = row.getAs("bytes");
        return new Sums(
                row.<Long>getAs("hits"),
                row.<Long>getAs("pageviews"),
                row.<Long>getAs("visits"),
                row.<Long>getAs("browsers"),
                bytes == null ? 0 : bytes);
    }

    /** Sums by visit and the values of all dimensions together, which are far fewer than hits. */
    private static Dataset<Row> grouped(
            Dataset<Row> visited, Scope scope, @Nullable Span span, List<Dimension> dimensions, Column localVisit) {
        Column startsHere = col(VisitedHits.UNIT)
                .isNotNull()
                .and(VisitedHits.inSpan(scope, col(VisitedHits.VISIT_DAY)))
                .and(isBefore(span, col("day")).equalTo(isBefore(span, col(VisitedHits.VISIT_DAY))));
        List<Column> keys = new ArrayList<>();
        for (String name : List.of(VisitedHits.UNIT, VisitedHits.EPOCH, VisitedHits.VISIT)) {
            keys.add(col(name));
        }
        keys.add(isBefore(span, col("day")).as(BEFORE));
        keys.add(startsHere.as("starts_here"));
        keys.add(
                weekday(localVisit).multiply(HOURS_A_DAY).plus(hour(localVisit)).as(START_HOUR));
        dimensions.forEach(d -> keys.add(value(d).as(d.label())));
        return visited.where(VisitedHits.inSpan(scope, col("day")))
                .groupBy(keys.toArray(Column[]::new))
                .agg(
                        count(lit(1)).as("hits"),
                        sum(when(col("pageview"), 1L).otherwise(0L)).as("pageviews"),
                        sum("bytes").as("bytes"))
                .withColumn(STARTS, when(col("starts_here"), 1L).otherwise(0L));
    }

    private static Column value(Dimension dimension) {
        Column value = col(dimension.column()).cast("string");
        return switch (dimension) {
            case PAGE -> when(col("kind").equalTo("page").and(col("status").notEqual(404)), value);
            case NOT_FOUND -> when(Condition.notFound(), value);
            case MEDIUM -> when(value.notEqual("internal"), value);
            default -> ABSENT_MEANS_NONE.contains(dimension) ? value : coalesce(value, lit(Browsers.UNKNOWN));
        };
    }

    private static Column pair(int dimension, Column value) {
        return struct(lit(dimension).as(DIMENSION), value.as(VALUE));
    }

    private static Column[] keys(String... more) {
        List<Column> keys = new ArrayList<>(List.of(col(DIMENSION), col(VALUE), col(BEFORE)));
        for (String name : more) {
            keys.add(col(name));
        }
        return keys.toArray(Column[]::new);
    }

    private static Column isBefore(@Nullable Span span, Column day) {
        return span == null ? lit(false) : day.lt(lit(span.from()));
    }

    /** Sums over everything, of the span itself or of the one before; null when there is nothing. */
    @Nullable
    Sums total(boolean before) {
        return cells.getOrDefault(ALL, List.of()).stream()
                .filter(cell -> cell.before == before)
                .map(Cell::sums)
                .findFirst()
                .orElse(null);
    }

    /** The hours of the week in which visits began, of the span itself. */
    List<WeekHour> weekHours() {
        return cells.getOrDefault(HOURS, List.of()).stream()
                .filter(cell -> !cell.before && cell.sums.visits > 0)
                .map(cell -> {
                    int hour = Integer.parseInt(cell.value);
                    return new WeekHour(
                            hour / HOURS_A_DAY + 1, hour % HOURS_A_DAY, cell.sums.visits, cell.sums.browsers);
                })
                .toList();
    }

    /**
     * The cells of a dimension as they may be released: its value, then {@code hits, pageviews, visits, browsers, bytes,
     * suppressed}; most of {@code by} first.
     */
    Rows released(Dimension dimension, String by) {
        List<String> keys = List.of(dimension.label());
        Rows rows = Comparison.joined(keys, MEASURES, now(dimension), null);
        if (k > 0 && !OPEN.contains(dimension)) {
            Suppression suppression = new Suppression(k, keys, Set.copyOf(keys), List.of("browsers"), false);
            rows = suppression.withheld(suppression.apply(rows));
        }
        return most(rows, by);
    }

    /** How many cells of a dimension do not stand for themselves among the released rows. */
    int folded(Dimension dimension, Rows released) {
        long shown = released.rows().stream()
                .filter(row -> !Suppression.OTHER.equals(row.get(0)))
                .count();
        return (int) (now(dimension).size() - shown);
    }

    /** The visits of a dimension's values in both spans, where at least k browsers stand behind either number. */
    List<Change> changes(Dimension dimension) {
        Map<String, Sums> earlier = new LinkedHashMap<>();
        List<Cell> all = cells.getOrDefault(dimension.ordinal(), List.of());
        all.stream().filter(Cell::before).forEach(cell -> earlier.put(cell.value, cell.sums));
        List<Change> changes = new ArrayList<>();
        for (Cell cell : all) {
            Sums before = earlier.get(cell.value);
            if (!cell.before && before != null && Math.min(cell.sums.browsers, before.browsers) >= k) {
                changes.add(new Change(cell.value, cell.sums.visits, before.visits));
            }
        }
        return changes;
    }

    private static Rows most(Rows rows, String by) {
        int measure = rows.index(by);
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows.rows());
        sorted.removeIf(row -> !(row.get(measure) instanceof Long n) || n == 0);
        sorted.sort((a, b) -> {
            boolean aOther = Suppression.OTHER.equals(a.get(0));
            boolean bOther = Suppression.OTHER.equals(b.get(0));
            if (aOther != bOther) {
                return aOther ? 1 : -1;
            }
            int order = Long.compare(number(b.get(measure)), number(a.get(measure)));
            return order != 0 ? order : String.valueOf(a.get(0)).compareTo(String.valueOf(b.get(0)));
        });
        return new Rows(rows.columns(), sorted);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long n ? n : 0;
    }

    private Map<List<@Nullable Object>, List<@Nullable Object>> now(Dimension dimension) {
        Map<List<@Nullable Object>, List<@Nullable Object>> now = new LinkedHashMap<>();
        for (Cell cell : cells.getOrDefault(dimension.ordinal(), List.of())) {
            if (!cell.before) {
                Sums s = cell.sums;
                now.put(List.of(cell.value), List.of(s.hits, s.pageviews, s.visits, s.browsers, s.bytes, 0L));
            }
        }
        return now;
    }
}
