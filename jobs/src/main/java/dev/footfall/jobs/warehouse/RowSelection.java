package dev.footfall.jobs.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.data.Record;

/**
 * Which rows of a table are meant.
 *
 * @param columns the columns that decide
 * @param chosen whether a row of these columns is meant
 * @param batch the batch whose rows all are meant, and no others; data files whose name says whose they are need not be
 *     read then
 */
public record RowSelection(List<String> columns, Predicate<Record> chosen, Optional<String> batch) {
    public RowSelection {
        columns = List.copyOf(columns);
    }

    /** All rows of a batch. */
    public static RowSelection ofBatch(String batch) {
        return new RowSelection(List.of("batch"), row -> batch.equals(row.getField("batch")), Optional.of(batch));
    }

    /** All rows of files with these ids, whichever batch wrote them. */
    public static RowSelection ofFiles(Set<String> ids) {
        Set<String> wanted = Set.copyOf(ids);
        return new RowSelection(
                List.of("batch", "file"), row -> wanted.contains((String) row.getField("file")), Optional.empty());
    }

    /** The rows that a test accepts, by the columns it needs; {@code batch} is among them. */
    public static RowSelection where(List<String> columns, Predicate<Record> test) {
        return new RowSelection(columns, test, Optional.empty());
    }
}
