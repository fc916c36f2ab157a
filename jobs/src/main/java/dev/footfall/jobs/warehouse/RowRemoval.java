package dev.footfall.jobs.warehouse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
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
 * How rows are taken out of a table, or get other values: whole data files where all their rows go; a file that holds
 * others, too, is written anew with what stays. Commits nothing: it is for a {@link BatchPlan} to carry out.
 *
 * @param gone data files that go
 * @param rest new data files with the rows that stay of these
 * @param rows rows that go, by the batch that wrote them
 * @param changed rows that stay with other values, by the batch that wrote them
 */
public record RowRemoval(List<DataFile> gone, List<DataFile> rest, Map<String, Long> rows, Map<String, Long> changed) {
    /** In the place of an act's id: nothing is written. */
    private static final String COUNT_ONLY = "";

    /**
     * Finds the rows, and writes the files of those that stay.
     *
     * @param act the id with which names of new files begin, so that they are found if it comes to no plan
     */
    public static RowRemoval of(Table table, String act, RowEdit edit) {
        RowRemoval removal = new RowRemoval(new ArrayList<>(), new ArrayList<>(), new HashMap<>(), new HashMap<>());
        try (CloseableIterable<FileScanTask> tasks =
                table.newScan().includeColumnStats().planFiles()) {
            for (FileScanTask task : tasks) {
                removal.consider(table, task.file().copy(), act, edit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return removal;
    }

    /** Counts what an edit would do, and writes nothing: nothing is in {@link #rest}. */
    public static RowRemoval count(Table table, RowEdit edit) {
        return of(table, COUNT_ONLY, edit);
    }

    /** Rows that go, of all batches. */
    public long total() {
        return sum(rows);
    }

    /** Rows that stay with other values, of all batches. */
    public long totalChanged() {
        return sum(changed);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private void consider(Table table, DataFile file, String act, RowEdit edit) throws IOException {
        RowEdit.Reach reach = edit.reach(file, day(file));
        if (reach == RowEdit.Reach.NONE) {
            return;
        }
        String owner = BatchId.ofFile(file.location()).orElse(null);
        if (reach == RowEdit.Reach.WHOLE && owner != null) {
            gone.add(file);
            rows.merge(owner, file.recordCount(), Long::sum);
            return;
        }
        long going = 0;
        long changing = 0;
        Schema deciding = table.schema().select(edit.columns());
        try (CloseableIterable<Record> read = read(table, file, deciding)) {
            for (Record row : read) {
                RowEdit.Fate fate = reach == RowEdit.Reach.WHOLE ? RowEdit.Fate.GOES : edit.fate(row);
                if (fate == RowEdit.Fate.GOES) {
                    rows.merge((String) row.getField("batch"), 1L, Long::sum);
                    going++;
                } else if (fate == RowEdit.Fate.CHANGES) {
                    changed.merge((String) row.getField("batch"), 1L, Long::sum);
                    changing++;
                }
            }
        }
        if (going + changing == 0) {
            return;
        }
        gone.add(file);
        if (going < file.recordCount() && !act.equals(COUNT_ONLY)) {
            rest.add(rewrite(table, file, act, edit));
        }
    }

    private static LocalDate day(DataFile file) {
        return LocalDate.ofEpochDay(file.partition().get(0, Integer.class));
    }

    /** Rows keep the order that they have, so it goes on saying nothing about another vault. */
    private static DataFile rewrite(Table table, DataFile file, String act, RowEdit edit) throws IOException {
        DataWriter<Record> writer = writer(table, file, BatchId.restOf(act));
        try (writer;
                CloseableIterable<Record> read = read(table, file, table.schema())) {
            for (Record row : read) {
                RowEdit.Fate fate = edit.fate(row);
                if (fate == RowEdit.Fate.CHANGES) {
                    edit.change(row);
                }
                if (fate != RowEdit.Fate.GOES) {
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
