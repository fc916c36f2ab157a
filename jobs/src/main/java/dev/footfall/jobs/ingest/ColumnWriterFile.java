package dev.footfall.jobs.ingest;

import java.io.IOException;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetValueWriter;
import org.apache.iceberg.parquet.TripleWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriteStore;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriter;
import org.apache.iceberg.shaded.org.apache.parquet.schema.MessageType;

/**
 * A data file by Parquet's own column writers, without a row object between: for tables with lists, and the plain twin of
 * {@link PageFile}.
 */
final class ColumnWriterFile implements DayFile {
    private final DataWriter<Cursor> writer;

    ColumnWriterFile(Table table, StructLike partition, OutputFile output) throws IOException {
        writer = Parquet.writeData(output)
                .forTable(table)
                .withPartition(partition)
                .createWriterFunc((MessageType type) -> new RowWriter(type))
                .build();
    }

    @Override
    public void write(RowBuffer rows, int[] order, int count) {
        Cursor cursor = new Cursor(rows);
        for (int i = 0; i < count; i++) {
            cursor.row = order[i];
            writer.write(cursor);
        }
    }

    @Override
    public DataFile finish() throws IOException {
        writer.close();
        return writer.toDataFile();
    }

    @Override
    public void abandon() throws IOException {
        writer.close();
    }

    /** The row of a buffer that is written next. */
    private static final class Cursor {
        private final RowBuffer rows;
        private int row;

        Cursor(RowBuffer rows) {
            this.rows = rows;
        }
    }

    private static final class RowWriter implements ParquetValueWriter<Cursor> {
        private final List<ColumnDescriptor> descriptors;
        private ColumnWriter[] columns = {};

        RowWriter(MessageType type) {
            this.descriptors = type.getColumns();
        }

        @Override
        public void write(int repetitionLevel, Cursor cursor) {
            RowBuffer rows = cursor.rows;
            int row = cursor.row;
            for (int i = 0; i < columns.length; i++) {
                rows.write(i, row, columns[i]);
            }
        }

        @Override
        public List<TripleWriter<?>> columns() {
            return List.of();
        }

        @Override
        public void setColumnStore(ColumnWriteStore store) {
            columns = descriptors.stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
        }
    }
}
