package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.extract;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.lpad;
import static org.apache.spark.sql.functions.trunc;
import static org.apache.spark.sql.functions.weekofyear;

import java.time.LocalDate;
import java.util.Objects;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/** How long the periods of an audience report are. */
public enum Granularity {
    /** Site-local days. */
    day(Dimension.DAY),
    /** ISO weeks. */
    week(Dimension.WEEK),
    /** Calendar months. */
    month(Dimension.MONTH),
    /** The whole span as one. */
    all(null);

    private final @Nullable Dimension dimension;

    Granularity(@Nullable Dimension dimension) {
        this.dimension = dimension;
    }

    /** First day of the period in which a day lies; any fixed day for {@link #all}. */
    Column key(Column dayColumn) {
        return switch (this) {
            case day -> dayColumn;
            case week -> trunc(dayColumn, "week");
            case month -> trunc(dayColumn, "month");
            case all -> lit(LocalDate.EPOCH);
        };
    }

    /**
     * The period in which a day lies, as {@link #shown} writes it.
     *
     * @param whole how the whole span is written
     */
    Column period(Column dayColumn, String whole) {
        return switch (this) {
            case day -> dayColumn.cast("string");
            case week ->
                concat(
                        extract(lit("YEAROFWEEK"), dayColumn).cast("string"),
                        lit("-W"),
                        lpad(weekofyear(dayColumn).cast("string"), 2, "0"));
            case month -> date_format(dayColumn, "yyyy-MM");
            case all -> lit(whole);
        };
    }

    /** The time dimension of the same periods; null for {@link #all}. */
    @Nullable
    Dimension dimension() {
        return dimension;
    }

    /** The period as it is shown: {@code 2026-10-05}, {@code 2026-W41}, {@code 2026-10}, or an interval. */
    String shown(LocalDate key, LocalDate from, LocalDate to) {
        return dimension == null ? interval(from, to) : String.valueOf(Objects.requireNonNull(dimension.shown(key)));
    }

    /** A span as an ISO 8601 interval whose end is exclusive; a whole month by its own name. */
    static String interval(LocalDate from, LocalDate to) {
        boolean month = from.getDayOfMonth() == 1 && to.equals(from.plusMonths(1));
        return month ? from.toString().substring(0, 7) : from + "/" + to;
    }
}
