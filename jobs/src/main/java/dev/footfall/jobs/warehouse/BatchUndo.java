package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.NearestName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** Takes a batch back: its rows go from all tables in one plan, its row in {@code ingest.batches} stays. */
public final class BatchUndo {
    /** Tables that a batch's rows go from; the account of what happened stays. */
    private static final List<TableSpec> TABLES =
            List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS, Tables.NETWORK_HOURLY, Tables.QUARANTINE, Tables.FILES);

    /**
     * What came of it.
     *
     * @param already whether the batch had been undone before
     * @param replayed lines that the batch had taken out of quarantine, which do not come back
     * @param rows rows that went, by full table name; every table that a batch writes is there
     */
    public record Answer(boolean already, long replayed, Map<String, Long> rows) {}

    private BatchUndo() {}

    /**
     * Undoes a batch; one that was undone before is left as it is.
     *
     * @throws UserException when there is no such batch, or a later one goes on where this one stopped
     */
    public static Answer run(Warehouse warehouse, String batch, Clock clock) {
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            requireKnown(warehouse, batch);
            Map<String, Long> rows = new LinkedHashMap<>();
            TABLES.forEach(spec -> rows.put(spec.fullName(), 0L));
            List<Adjustment> earlier = Adjustment.read(warehouse);
            if (undone(earlier, batch)) {
                return new Answer(true, 0, rows);
            }
            refuseFollowed(warehouse, batch);
            String act = BatchId.next(clock);
            warehouse.begin(act);
            Map<String, RowRemoval> removals = new LinkedHashMap<>();
            for (TableSpec spec : TABLES) {
                RowRemoval removal = RowRemoval.of(warehouse.table(spec.fullName()), act, RowSelection.ofBatch(batch));
                removals.put(spec.fullName(), removal);
                rows.put(spec.fullName(), removal.total());
            }
            List<Adjustment> adjustments = new ArrayList<>();
            rows.forEach((table, n) -> adjustments.add(new Adjustment(act, Adjustment.Kind.UNDO, batch, table, n)));
            warehouse.commit(BatchPlan.of(
                    act,
                    removals,
                    Map.of(Tables.ADJUSTMENTS.fullName(), Adjustment.write(warehouse, adjustments, clock.instant()))));
            long replayed = earlier.stream()
                    .filter(one ->
                            one.kind() == Adjustment.Kind.REPLAY && one.act().equals(batch))
                    .mapToLong(Adjustment::rows)
                    .sum();
            return new Answer(false, replayed, rows);
        }
    }

    /** Whether a batch was undone. */
    public static boolean undone(List<Adjustment> adjustments, String batch) {
        return adjustments.stream()
                .anyMatch(one ->
                        one.kind() == Adjustment.Kind.UNDO && one.ofBatch().equals(batch));
    }

    private static void requireKnown(Warehouse warehouse, String batch) {
        Set<String> known = new TreeSet<>(Comparator.reverseOrder());
        rows(warehouse, Tables.BATCHES, List.of("batch")).forEach(row -> known.add((String) row.getField("batch")));
        if (!known.contains(batch)) {
            throw new UserException(
                    "no batch is called '" + batch + "'",
                    NearestName.of(batch, known)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("'footfall batches list' shows them"));
        }
    }

    /** Without the beginning of a file, what a later batch took of it would hide that it is missing. */
    private static void refuseFollowed(Warehouse warehouse, String batch) {
        List<Record> files = rows(warehouse, Tables.FILES, List.of("batch", "file", "follows"));
        Set<String> own = new HashSet<>();
        files.stream()
                .filter(row -> batch.equals(row.getField("batch")))
                .forEach(row -> own.add((String) row.getField("file")));
        Set<String> followers = new TreeSet<>(Comparator.reverseOrder());
        files.stream()
                .filter(row -> row.getField("follows") instanceof String id && own.contains(id))
                .forEach(row -> followers.add((String) row.getField("batch")));
        followers.remove(batch);
        if (!followers.isEmpty()) {
            throw new UserException(
                    "later batches go on where " + batch + " stopped in a file, or replayed lines of it",
                    "undo these first, in this order: " + String.join(", ", followers));
        }
    }

    private static List<Record> rows(Warehouse warehouse, TableSpec spec, List<String> columns) {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> read = IcebergGenerics.read(warehouse.table(spec.fullName()))
                .select(columns)
                .build()) {
            read.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
