package dev.footfall.jobs.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * How much a table, or a day of it, holds now, from its manifests alone.
 *
 * @param days distinct days, the partitions
 * @param bytes bytes of the data files
 */
public record TableSize(long rows, long days, long files, long bytes) {
    private static final TableSize NOTHING = new TableSize(0, 0, 0, 0);

    /** The size of a table. */
    public static TableSize of(Table table) {
        return byDay(table).values().stream().reduce(NOTHING, TableSize::plus);
    }

    /** The sizes of a table's days. */
    public static NavigableMap<LocalDate, TableSize> byDay(Table table) {
        NavigableMap<LocalDate, TableSize> days = new TreeMap<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                LocalDate day = LocalDate.ofEpochDay(task.file().partition().get(0, Integer.class));
                TableSize file = new TableSize(
                        task.file().recordCount(), 0, 1, task.file().fileSizeInBytes());
                days.merge(day, file.plus(new TableSize(0, 1, 0, 0)), (a, b) -> a.plus(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return days;
    }

    private TableSize plus(TableSize other) {
        return new TableSize(rows + other.rows, days + other.days, files + other.files, bytes + other.bytes);
    }
}
