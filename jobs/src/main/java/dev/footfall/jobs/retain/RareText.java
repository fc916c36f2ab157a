package dev.footfall.jobs.retain;

import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.BatchPlan;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.rare.FreeText;
import dev.footfall.rare.ValueKeys;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;

/**
 * Takes rare free text out of rows that are seven days old: a value that fewer than the policy's k visitors share becomes
 * its template or {@link FreeText#RARE}. What counts as a visitor, and over which days, says
 * {@link dev.footfall.rare.VisitorWindow}.
 *
 * <p>Days that are done are remembered ({@link DoneDays}) and not read again until their data files are others: by late
 * lines, by an undo, or by a compaction, after which nothing changes. All tables change in one plan, so a run that is
 * killed has done all or nothing; until its days are marked as done they are only read once more.
 */
public final class RareText {
    /** Days after which the rare values of a day go. */
    public static final int AGE_DAYS = 7;

    /**
     * Values that went.
     *
     * @param table full name of the table
     * @param column the column
     * @param day the rows' day
     * @param values distinct values that were replaced
     * @param rows rows that they stood in
     * @param clause id of the policy's clause that the column's rule names
     */
    public record Change(String table, String column, LocalDate day, long values, long rows, String clause) {}

    /**
     * What came of it.
     *
     * @param changes by table, day and column; empty when no value was rare
     * @param notes what the user should know, a sentence each
     */
    public record Answer(List<Change> changes, List<String> notes) {}

    private RareText() {}

    /** As {@link #run(Warehouse, CompiledPolicy, LocalDate, boolean, Clock)}, by the system's clock. */
    public static Answer run(Warehouse warehouse, CompiledPolicy policy, LocalDate asOf, boolean dryRun) {
        return run(warehouse, policy, asOf, dryRun, Clock.systemUTC());
    }

    /**
     * Replaces rare values.
     *
     * @param asOf the day that counts as today: days at least {@link #AGE_DAYS} before it are due
     * @param dryRun only says what would go; writes nothing
     * @param clock for the id of the act
     * @throws dev.footfall.jobs.UserException when the lock cannot be had
     */
    public static Answer run(Warehouse warehouse, CompiledPolicy policy, LocalDate asOf, boolean dryRun, Clock clock) {
        try (WarehouseLock lock = dryRun ? warehouse.lockForReading() : warehouse.lockForWriting()) {
            String act = BatchId.next(clock);
            List<RareTable> tables = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            ValueKeys keys = new ValueKeys();
            for (Counted counted : Counted.ALL) {
                if (!warehouse.holds(counted.table())) {
                    continue; // made by an older program, and only read since
                }
                if (counted.countable(policy)) {
                    tables.add(new RareTable(warehouse.table(counted.table().fullName()), counted, policy, keys));
                } else {
                    notes.add("the policy keeps no token in " + counted.table().fullName()
                            + " by which visitors could be counted; its text stays as it is");
                }
            }
            List<Change> changes = dryRun ? look(tables, asOf) : replace(warehouse, tables, asOf, act);
            return new Answer(changes, notes);
        }
    }

    private static List<Change> look(List<RareTable> tables, LocalDate asOf) {
        List<Change> changes = new ArrayList<>();
        for (RareTable table : tables) {
            changes.addAll(table.replace(asOf.minusDays(AGE_DAYS), null));
        }
        return changes;
    }

    private static List<Change> replace(Warehouse warehouse, List<RareTable> tables, LocalDate asOf, String act) {
        List<Change> changes = new ArrayList<>();
        Map<String, List<DataFile>> added = new LinkedHashMap<>();
        Map<String, List<DataFile>> gone = new LinkedHashMap<>();
        warehouse.begin(act);
        try {
            for (RareTable table : tables) {
                changes.addAll(table.replace(asOf.minusDays(AGE_DAYS), act));
                added.put(table.name(), table.added());
                gone.put(table.name(), table.gone());
            }
        } catch (RuntimeException | Error e) {
            warehouse.abandon(act);
            throw e;
        }
        if (changes.isEmpty()) {
            warehouse.abandon(act);
        } else {
            warehouse.commit(new BatchPlan(act, added, gone));
        }
        tables.forEach(RareTable::remember);
        return changes;
    }
}
