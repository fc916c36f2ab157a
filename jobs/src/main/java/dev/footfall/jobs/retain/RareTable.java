package dev.footfall.jobs.retain;

import dev.footfall.jobs.warehouse.DayRows;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.rare.DayVisitors;
import dev.footfall.rare.FreeText;
import dev.footfall.rare.ValueKeys;
import dev.footfall.rare.VisitorWindow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * One table on its way through {@link RareText}. In memory are the counts of a fortnight, as numbers, and the distinct
 * values of one day.
 */
final class RareTable {
    /** Values of a column whose keys are remembered while a day is counted. */
    private static final int REMEMBERED = 1 << 16;

    private final Table table;
    private final Counted counted;
    private final CompiledPolicy policy;
    private final ValueKeys keys;
    private final DoneDays done;
    private final VisitorWindow window;
    private final NavigableMap<LocalDate, List<DataFile>> days;
    private final List<DataFile> added = new ArrayList<>();
    private final List<DataFile> gone = new ArrayList<>();
    private List<LocalDate> due = List.of();

    RareTable(Table table, Counted counted, CompiledPolicy policy, ValueKeys keys) {
        this.table = table;
        this.counted = counted;
        this.policy = policy;
        this.keys = keys;
        done = DoneDays.of(table);
        window = new VisitorWindow(policy.k(), policy.epoch(counted.epoch()));
        days = DayRows.files(table);
    }

    String name() {
        return counted.table().fullName();
    }

    /** New data files. */
    List<DataFile> added() {
        return added;
    }

    /** Data files in whose place they are. */
    List<DataFile> gone() {
        return gone;
    }

    /**
     * Replaces the rare values of all days that are due.
     *
     * @param last the last day that is old enough
     * @param act id of the act; {@code null} to look only
     */
    List<RareText.Change> replace(LocalDate last, @Nullable String act) {
        due = days.headMap(last, true).entrySet().stream()
                .filter(day -> !done.contains(day.getKey(), day.getValue(), policy.k()))
                .map(Map.Entry::getKey)
                .toList();
        List<RareText.Change> changes = new ArrayList<>();
        for (LocalDate day : due) {
            days.subMap(day.minusDays(VisitorWindow.DAYS_AROUND), true, day.plusDays(VisitorWindow.DAYS_AROUND), true)
                    .forEach((near, files) -> {
                        if (!window.holds(near)) {
                            window.put(near, count(files));
                        }
                    });
            RareDay rare = new RareDay(counted, keys, window.common(day));
            if (window.anyRare(day)) {
                for (DataFile file : days.getOrDefault(day, List.of())) {
                    replace(file, rare, act);
                }
                changes.addAll(rare.changes(day, this::clause));
            }
            window.settle(day);
        }
        return changes;
    }

    private void replace(DataFile file, RareDay rare, @Nullable String act) {
        long before = rare.rows();
        DayRows.forEach(table, file, counted.textColumns(), rare::look);
        if (act != null && rare.rows() > before) {
            gone.add(file);
            added.add(DayRows.rewrite(table, file, act, rare::replace));
        }
    }

    private String clause(FreeText text) {
        return counted.table()
                .column(text.column())
                .flatMap(column -> policy.rule(counted.table(), column))
                .map(Rule::clause)
                .orElse("");
    }

    private DayVisitors count(List<DataFile> files) {
        DayVisitors visitors = new DayVisitors(policy.k());
        Map<FreeText, Map<String, ValueKeys.Key>> known = new HashMap<>();
        counted.texts().forEach(text -> known.put(text, new HashMap<>()));
        for (DataFile file : files) {
            DayRows.forEach(table, file, counted.columns(), row -> count(row, visitors, known));
        }
        visitors.complete();
        return visitors;
    }

    private void count(Record row, DayVisitors visitors, Map<FreeText, Map<String, ValueKeys.Key>> known) {
        long device = counted.device(row);
        long browser = counted.browser(row);
        for (FreeText text : counted.texts()) {
            if (row.getField(text.column()) instanceof String value) {
                Map<String, ValueKeys.Key> ofText = known.getOrDefault(text, Map.of());
                ValueKeys.Key key = ofText.get(value);
                if (key == null) {
                    key = keys.of(text, value);
                    if (ofText.size() < REMEMBERED) {
                        ofText.put(value, key);
                    }
                }
                visitors.add(key.value(), device, browser);
                visitors.add(key.template(), device, browser);
            }
        }
    }

    /** Marks the days that were due as done, by the files that they have now. */
    void remember() {
        if (!due.isEmpty()) {
            table.refresh();
            done.with(due, DayRows.files(table), policy.k()).write(table);
        }
    }
}
