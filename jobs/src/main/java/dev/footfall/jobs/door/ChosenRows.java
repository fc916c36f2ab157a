package dev.footfall.jobs.door;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;

/** Reads the rows of a choice, one at a time, and whole only the data files that have any. */
public final class ChosenRows {
    /** Takes a row. */
    public interface Action {
        void accept(Record row) throws IOException;
    }

    private ChosenRows() {}

    /** Hands over each chosen row of a table, with all its columns. */
    public static void forEach(Table table, RowChoice choice, Action action) throws IOException {
        // A column that the table of an older program lacks has no value in any row.
        List<String> present = choice.columns().stream()
                .filter(column -> table.schema().findField(column) != null)
                .toList();
        Schema deciding = table.schema().select(present);
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                LocalDate day = LocalDate.ofEpochDay(task.file().partition().get(0, Integer.class));
                if (choice.day().test(day) && any(table, task.file(), deciding, choice)) {
                    try (CloseableIterable<Record> rows = read(table, task.file(), table.schema())) {
                        for (Record row : rows) {
                            if (choice.chosen().test(row)) {
                                action.accept(row);
                            }
                        }
                    }
                }
            }
        }
    }

    private static boolean any(Table table, DataFile file, Schema deciding, RowChoice choice) throws IOException {
        try (CloseableIterable<Record> rows = read(table, file, deciding)) {
            for (Record row : rows) {
                if (choice.chosen().test(row)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static CloseableIterable<Record> read(Table table, DataFile file, Schema schema) {
        return Parquet.read(table.io().newInputFile(file.location()))
                .project(schema)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                .build();
    }
}
