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
}
