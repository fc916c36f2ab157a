package dev.footfall.jobs.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;

/**
 * The data files of a table by day, and their rows one at a time: to look at, and to write anew with other values. Commits
 * nothing: what is written is for a {@link BatchPlan} to carry out.
 */
public final class DayRows {
    private DayRows() {}

    /** All data files of a table as it is now, by their day. */
    public static NavigableMap<LocalDate, List<DataFile>> files(Table table) {
        TreeMap<LocalDate, List<DataFile>> days = new TreeMap<>();
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                DataFile file = task.file().copy();
                LocalDate day = LocalDate.ofEpochDay(
                        file.partition().get(0, Integer.class).longValue());
                days.computeIfAbsent(day, d -> new ArrayList<>()).add(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return days;
    }

    /** Shows some columns of all rows of a file, in their order. A row is not to be kept. */
    public static void forEach(Table table, DataFile file, List<String> columns, Consumer<Record> rows) {
        try (CloseableIterable<Record> read =
                RowRemoval.read(table, file, table.schema().select(columns))) {
            read.forEach(rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes all rows of a file anew. Rows keep the order that they have, so it goes on saying nothing about another vault.
     *
     * @param act the id with which the name of the new file begins, so that it is found if it comes to no plan
     * @param change sets other values in a row
     */
    public static DataFile rewrite(Table table, DataFile file, String act, Consumer<Record> change) {
        try {
            DataWriter<Record> writer = RowRemoval.writer(table, file, BatchId.restOf(act));
            try (writer;
                    CloseableIterable<Record> read = RowRemoval.read(table, file, table.schema())) {
                for (Record row : read) {
                    change.accept(row);
                    writer.write(row);
                }
            }
            return writer.toDataFile();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
