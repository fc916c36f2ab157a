package dev.footfall.jobs.subject;

import dev.footfall.jobs.warehouse.Adjustment;
import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.BatchPlan;
import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.jobs.warehouse.RowRemoval;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.ErasedList;
import dev.footfall.table.Tables;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Erases a subject: first they are put on the list of the erased, so that no ingest brings them back; then their rows,
 * sketches and lines go from all tables in one plan; then old snapshots and what no table names. Each step can be done
 * again, so an erasure that was interrupted is simply run again. The caller holds the warehouse's lock as its writer.
 */
public final class Erasure {
    /**
     * Something that went, or would go.
     *
     * @param table full name of the table
     * @param what {@code rows}, {@code sketches} or {@code lines}
     */
    public record Gone(String table, String what, long count) {}

    private Erasure() {}

    /** What would go; changes nothing. */
    static List<Gone> preview(Subject subject) {
        List<Gone> gone = new ArrayList<>();
        subject.edits()
                .forEach((table, edit) -> gone.add(
                        gone(table, RowRemoval.count(subject.warehouse().table(table), edit))));
        return gone;
    }

    /** Erases. */
    public static List<Gone> run(Subject subject, Clock clock) {
        Warehouse warehouse = subject.warehouse();
        ErasedList.read(warehouse.directory(), subject.keys())
                .add(subject.identifiers(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
        List<Gone> gone = remove(subject, clock);
        String sweep = BatchId.next(clock);
        warehouse.beginRewriting(sweep);
        warehouse.endRewriting(sweep);
        return gone;
    }

    private static List<Gone> remove(Subject subject, Clock clock) {
        Warehouse warehouse = subject.warehouse();
        String act = BatchId.next(clock);
        warehouse.begin(act);
        try {
            Map<String, RowRemoval> removals = new LinkedHashMap<>();
            List<Gone> gone = new ArrayList<>();
            for (Map.Entry<String, RowEdit> edit : subject.edits().entrySet()) {
                RowRemoval removal = RowRemoval.of(warehouse.table(edit.getKey()), act, edit.getValue());
                removals.put(edit.getKey(), removal);
                gone.add(gone(edit.getKey(), removal));
            }
            if (gone.stream().allMatch(one -> one.count == 0)) {
                warehouse.abandon(act);
                return gone;
            }
            List<Adjustment> adjustments = Adjustment.of(act, Adjustment.Kind.ERASE, removals);
            warehouse.commit(BatchPlan.of(
                    act,
                    removals,
                    Map.of(Tables.ADJUSTMENTS.fullName(), Adjustment.write(warehouse, adjustments, clock.instant()))));
            return gone;
        } catch (RuntimeException | Error e) {
            warehouse.abandon(act);
            throw e;
        }
    }

    private static Gone gone(String table, RowRemoval removal) {
        if (table.equals(Tables.NETWORK_HOURLY.fullName())) {
            return new Gone(table, "sketches", removal.totalChanged());
        }
        return table.equals(Tables.QUARANTINE.fullName())
                ? new Gone(table, "lines", removal.totalChanged())
                : new Gone(table, "rows", removal.total());
    }
}
