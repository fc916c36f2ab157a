package dev.footfall.jobs.door;

import dev.footfall.table.TableSpec;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.apache.iceberg.data.Record;

/**
 * Which rows of a table are meant.
 *
 * @param columns the columns that decide
 * @param day whether a day can have such rows
 * @param chosen whether a row, of these columns at least, is one
 */
public record RowChoice(TableSpec table, List<String> columns, Predicate<LocalDate> day, Predicate<Record> chosen) {
    public RowChoice {
        columns = List.copyOf(columns);
    }
}
