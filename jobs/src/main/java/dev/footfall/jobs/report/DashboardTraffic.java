package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.date_trunc;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Lines and server errors by local hour, of all that a table holds for some sites: where the data begin and end, where they
 * have holes, and when the server was unwell.
 */
final class DashboardTraffic {
    /** What came in an hour. */
    record Hour(long hits, long errors) {}

    private final NavigableMap<LocalDateTime, Hour> hours;

    private DashboardTraffic(NavigableMap<LocalDateTime, Hour> hours) {
        this.hours = hours;
    }

    static DashboardTraffic of(Dataset<Row> hits, Column localTime) {
        NavigableMap<LocalDateTime, Hour> hours = new TreeMap<>();
        Dataset<Row> counted = hits.groupBy(date_trunc("hour", localTime).as("hour"))
                .agg(
                        count(lit(1)).as("hits"),
                        sum(when(col("status").geq(500), 1L).otherwise(0L)).as("errors"));
        for (Row row : counted.collectAsList()) {
            Timestamp hour = row.getTimestamp(0);
            hours.put(
                    LocalDateTime.ofInstant(hour.toInstant(), ZoneOffset.UTC),
                    new Hour(row.getLong(1), row.getLong(2)));
        }
        return new DashboardTraffic(hours);
    }

    boolean isEmpty() {
        return hours.isEmpty();
    }

    LocalDate firstDay() {
        return hours.firstKey().toLocalDate();
    }

    LocalDate lastDay() {
        return hours.lastKey().toLocalDate();
    }

    /** The hours of a span. */
    NavigableMap<LocalDateTime, Hour> between(LocalDate from, LocalDate to) {
        return hours.subMap(from.atStartOfDay(), true, to.atStartOfDay(), false);
    }
}
