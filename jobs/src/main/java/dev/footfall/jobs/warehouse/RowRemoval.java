package dev.footfall.jobs.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/**
 * How rows are taken out of a table: whole data files where all their rows go; a file that holds others, too, is written
 * anew with what stays. Commits nothing: it is for a {@link BatchPlan} to carry out.
 *
 * @param gone data files that go
 * @param rest new data files with the rows that stay of these
 * @param rows rows that go, by the batch that wrote them
 */
public record RowRemoval(List<DataFile> gone, List<DataFile> rest, Map<String, Long> rows) {

    /**
     * Finds the rows, and writes the files of those that stay.
     *
     * @param act the id with which names of new files begin, so that they are found if it comes to no plan
     */
    public static RowRemoval of(Table table, String act, RowSelection selection) {
        RowRemoval removal = new RowRemoval(new ArrayList<>(), new ArrayList<>(), new HashMap<>());
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                removal.consider(table, task.file().copy(), act, selection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return removal;
    }

    /** Rows that go, of all batches. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    private void consider(Table table, DataFile file, String act, RowSelection selection) throws IOException {
        String owner = BatchId.ofFile(file.location()).orElse(null);
        if (owner != null && !selection.batches().contains(owner)) {
            return;
        }
        if (owner != null && selection.whole()) {
            gone.add(file);
            rows.merge(owner, file.recordCount(), Long::sum);
            return;
        }
        Map<String, Long> chosen = count(table, file, selection);
        long n = chosen.values().stream().mapToLong(Long::longValue).sum();
        if (n == 0) {
            return;
        }
        chosen.forEach((batch, count) -> rows.merge(batch, count, Long::sum));
        gone.add(file);
        if (n < file.recordCount()) {
            rest.add(rewrite(table, file, act, selection));
        }
    }

    private static Map<String, Long> count(Table table, DataFile file, RowSelection selection) throws IOException {
        Map<String, Long> chosen = new HashMap<>();
        try (CloseableIterable<Record> read = read(table, file, table.schema().select(selection.columns()))) {
            for (Record row : read) {
                if (selection.chosen().test(row)) {
                    chosen.merge((String) row.getField("batch"), 1L, Long::sum);
                }
            }
        }
        return chosen;
    }

    /** Rows keep the order that they have, so it goes on saying nothing about another vault. */
    private static DataFile rewrite(Table table, DataFile file, String act, RowSelection selection) throws IOException {
        DataWriter<Record> writer = writer(table, file, BatchId.restOf(act));
        try (writer;
                CloseableIterable<Record> read = read(table, file, table.schema())) {
            for (Record row : read) {
                if (!selection.chosen().test(row)) {
                    writer.write(row);
                }
            }
        }
        return writer.toDataFile();
    }

    static DataWriter<Record> writer(Table table, DataFile like, String name) throws IOException {
        String location = table.locationProvider().newDataLocation(table.spec(), like.partition(), name);
        return Parquet.writeData(table.io().newOutputFile(location))
                .forTable(table)
                .withPartition(like.partition())
                .createWriterFunc(GenericParquetWriter::create)
                .build();
    }

    static CloseableIterable<Record> read(Table table, DataFile file, Schema schema) {
        return Parquet.read(table.io().newInputFile(file.location()))
                .project(schema)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                .build();
    }
}
