package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Puts the preceding span beside a report: {@code hits, hits_before, hits_change}. */
final class Comparison {
    /** Ends the name of an earlier number. */
    static final String BEFORE = "_before";
    /** Ends the name of the relative change since, 0.1 for ten per cent more; empty when there was nothing before. */
    static final String CHANGE = "_change";

    private Comparison() {}

    /**
     * The span to compare, its open end taken from the data.
     *
     * @throws UserException when it has no beginning, before which nothing could lie
     */
    static Span span(Dataset<Row> hits, Scope scope) {
        LocalDate from = scope.from();
        if (from == null) {
            throw new UserException("--compare needs a beginning to look before", "add --from, such as --from 2026-10");
        }
        LocalDate to = scope.to();
        if (to == null) {
            Row last = hits.agg(max(col("day"))).head();
            to = last.isNullAt(0) ? from : Nothing.date(last.get(0)).plusDays(1);
            if (!from.isBefore(to)) {
                throw Nothing.found(hits, scope);
            }
        }
        return new Span(from, to);
    }

    /**
     * The key that an earlier cell is compared under: times move by the span's length.
     *
     * @throws UserException when weeks or months do not fit into the span
     */
    static List<@Nullable Object> shifted(Span span, List<Dimension> by, List<@Nullable Object> key) {
        List<@Nullable Object> shifted = new ArrayList<>(key);
        for (int i = 0; i < by.size(); i++) {
            if (key.get(i) instanceof LocalDate date) {
                checkFits(span, by.get(i));
                shifted.set(i, span.shifted(date));
            }
        }
        return shifted;
    }

    static void checkFits(Span span, Dimension time) {
        boolean fits =
                switch (time) {
                    case WEEK -> !span.wholeMonths() && span.days() % 7 == 0;
                    case MONTH -> span.wholeMonths();
                    default -> true;
                };
        if (!fits) {
            throw new UserException(
                    "--compare by " + time.label() + " cannot set " + span.from() + ".." + span.to()
                            + " against the span before",
                    "choose a span of whole " + time.label() + "s, or another --by");
        }
    }

    /**
     * Both sides by key: keys, then each measure followed by its earlier value when there is an earlier side. What one
     * side lacks is empty.
     */
    static Rows joined(
            List<String> keys,
            List<String> measures,
            Map<List<@Nullable Object>, List<@Nullable Object>> now,
            @Nullable Map<List<@Nullable Object>, List<@Nullable Object>> before) {
        List<String> columns = new ArrayList<>(keys);
        for (String measure : measures) {
            columns.add(measure);
            if (before != null) {
                columns.add(measure + BEFORE);
            }
        }
        Set<List<@Nullable Object>> all = new LinkedHashSet<>(now.keySet());
        if (before != null) {
            all.addAll(before.keySet());
        }
        List<@Nullable Object> absent = Collections.nCopies(measures.size(), null);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (List<@Nullable Object> key : all) {
            List<@Nullable Object> row = new ArrayList<>(key);
            for (int m = 0; m < measures.size(); m++) {
                row.add(now.getOrDefault(key, absent).get(m));
                if (before != null) {
                    row.add(before.getOrDefault(key, absent).get(m));
                }
            }
            rows.add(row);
        }
        return new Rows(columns, rows);
    }

    /** The rows with a column for the relative change after each earlier number of the measures. */
    static Rows withChanges(Rows rows, List<String> measures) {
        List<String> columns = new ArrayList<>();
        for (String column : rows.columns()) {
            columns.add(column);
            if (column.endsWith(BEFORE) && measures.contains(measure(column))) {
                columns.add(measure(column) + CHANGE);
            }
        }
        List<List<@Nullable Object>> changed = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            List<@Nullable Object> more = new ArrayList<>();
            for (int c = 0; c < row.size(); c++) {
                more.add(row.get(c));
                String column = rows.columns().get(c);
                if (column.endsWith(BEFORE) && measures.contains(measure(column))) {
                    more.add(change(row.get(rows.index(measure(column))), row.get(c)));
                }
            }
            changed.add(more);
        }
        return new Rows(columns, changed);
    }

    private static String measure(String column) {
        return column.substring(0, column.length() - BEFORE.length());
    }

    private static @Nullable Double change(@Nullable Object now, @Nullable Object before) {
        if (!(before instanceof Long b) || b == 0) {
            return null;
        }
        long n = now instanceof Long value ? value : 0;
        return Math.round((n - b) * 1000.0 / b) / 1000.0;
    }
}
