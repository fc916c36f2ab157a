package dev.footfall.jobs.govern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Reads a table row by row, without Spark. */
final class TableRows {
    private TableRows() {}

    /**
     * Hands over each row's values of these columns, in no order, as types that rows are printed from; null for a column
     * that the table of an older program lacks.
     */
    static void forEach(Table table, List<String> columns, Consumer<List<@Nullable Object>> action) {
        List<String> present = columns.stream()
                .filter(column -> table.schema().findField(column) != null)
                .toList();
        try (CloseableIterable<Record> records =
                IcebergGenerics.read(table).select(present).build()) {
            for (Record record : records) {
                List<@Nullable Object> row = new ArrayList<>(columns.size());
                for (String column : columns) {
                    row.add(present.contains(column) ? printable(record.getField(column)) : null);
                }
                action.accept(row);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object printable(@Nullable Object value) {
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        // Through text: the nearest double of 0.1f is 0.10000000149011612.
        return value instanceof Float number ? Double.valueOf(number.toString()) : value;
    }
}
