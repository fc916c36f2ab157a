package dev.footfall.jobs.warehouse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/**
 * Which rows of a table go. Data files whose name says which batch wrote all their rows are passed over, or taken
 * as a whole, without being read.
 *
 * @param columns the columns that decide; {@code batch} is among them
 * @param chosen whether a row of these columns is meant
 * @param batches batches among whose rows all that are meant are found
 * @param whole whether all rows of these batches are meant
 */
public record RowSelection(List<String> columns, Predicate<Record> chosen, Set<String> batches, boolean whole)
        implements RowEdit {
    public RowSelection {
        columns = List.copyOf(columns);
        batches = Set.copyOf(batches);
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        Optional<String> owner = BatchId.ofFile(file.location());
        if (owner.isEmpty()) {
            return Reach.SOME;
        }
        return !batches.contains(owner.get()) ? Reach.NONE : whole ? Reach.WHOLE : Reach.SOME;
    }

    @Override
    public Fate fate(Record row) {
        return chosen.test(row) ? Fate.GOES : Fate.STAYS;
    }

    /** All rows of a batch. */
    public static RowSelection ofBatch(String batch) {
        return new RowSelection(List.of("batch"), row -> batch.equals(row.getField("batch")), Set.of(batch), true);
    }

    /** All rows of files with these ids, which these batches wrote. */
    public static RowSelection ofFiles(Set<String> ids, Set<String> batches) {
        Set<String> wanted = Set.copyOf(ids);
        return new RowSelection(
                List.of("batch", "file"), row -> wanted.contains((String) row.getField("file")), batches, false);
    }
}
