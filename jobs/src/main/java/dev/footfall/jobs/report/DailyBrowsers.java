package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;

/**
 * Distinct browsers by day and the value of one dimension, each in a bounded number of cells of a day: one that was in more
 * is counted in none of them. So taking a browser away changes at most that many counts, each by one, and no other
 * browser's.
 */
public final class DailyBrowsers {
    /** The cell of all values that are not on the list. */
    public static final String OTHER = "(other)";

    private static final String VALUE = "value";
    private static final String CELLS = "cells";

    private DailyBrowsers() {}

    /**
     * Counts; cells without a browser are not there.
     *
     * @param hits the table {@code audience.hits}
     * @param column its column whose values make the cells
     * @param values the values that are told apart
     * @param mostCells in how many cells of a day a browser may be
     */
    public static Map<LocalDate, Map<String, Long>> of(
            Dataset<Row> hits, Scope scope, String column, Collection<String> values, int mostCells) {
        Column value = coalesce(when(col(column).isin(values.toArray()), col(column)), lit(OTHER));
        Dataset<Row> cells = VisitedHits.of(hits, scope, Set.of(column), false)
                .where(VisitedHits.inSpan(scope, col("day"))
                        .and(col(VisitedHits.UNIT).isNotNull()))
                .select(col("day"), col(VisitedHits.UNIT), col(VisitedHits.EPOCH), value.as(VALUE))
                .distinct();
        Column ofBrowser =
                count(lit(1)).over(Window.partitionBy(col("day"), col(VisitedHits.UNIT), col(VisitedHits.EPOCH)));
        Map<LocalDate, Map<String, Long>> counts = new HashMap<>();
        cells.withColumn(CELLS, ofBrowser)
                .where(col(CELLS).leq(mostCells))
                .groupBy("day", VALUE)
                .count()
                .collectAsList()
                .forEach(row -> counts.computeIfAbsent(day(row.get(0)), day -> new HashMap<>())
                        .put(row.getString(1), row.getLong(2)));
        return counts;
    }

    private static LocalDate day(Object day) {
        return day instanceof LocalDate date ? date : LocalDate.parse(String.valueOf(day));
    }
}
