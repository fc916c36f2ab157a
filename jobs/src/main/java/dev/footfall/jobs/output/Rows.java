package dev.footfall.jobs.output;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command answers: named columns and rows of them.
 *
 * @param columns names, snake_case
 * @param rows values in the order of the columns: String, Long, Integer, Double, Boolean, LocalDate, Instant or null
 */
public record Rows(List<String> columns, List<List<@Nullable Object>> rows) {
    public Rows {
        columns = List.copyOf(columns);
        rows = Collections.unmodifiableList(new ArrayList<>(rows));
    }

    /**
     * Position of a column.
     *
     * @throws IllegalArgumentException when there is no such column
     */
    public int index(String column) {
        int index = columns.indexOf(column);
        if (index < 0) {
            throw new IllegalArgumentException("no column " + column + " in " + columns);
        }
        return index;
    }

    /** The rows without one column. */
    public Rows without(String column) {
        int index = index(column);
        List<String> fewer = new ArrayList<>(columns);
        fewer.remove(index);
        List<List<@Nullable Object>> cut = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> rest = new ArrayList<>(row);
            rest.remove(index);
            cut.add(rest);
        }
        return new Rows(fewer, cut);
    }

    /** The first rows, at most {@code limit} of them. */
    public Rows first(int limit) {
        return rows.size() <= limit ? this : new Rows(columns, rows.subList(0, limit));
    }
}
