package dev.footfall.jobs.retain;

import dev.footfall.rare.FreeText;
import dev.footfall.rare.ValueKeys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.apache.iceberg.data.Record;

/** The values of one day in one table, what becomes of each, and how many rows that concerns. */
final class RareDay {
    private final Counted counted;
    private final ValueKeys keys;
    private final LongPredicate common;
    private final Map<FreeText, Map<String, String>> kept = new EnumMap<>(FreeText.class);
    private final Map<FreeText, Long> rows = new EnumMap<>(FreeText.class);

    RareDay(Counted counted, ValueKeys keys, LongPredicate common) {
        this.counted = counted;
        this.keys = keys;
        this.common = common;
        counted.texts().forEach(text -> kept.put(text, new HashMap<>()));
    }

    /** Takes note of a row, in which columns of text stand at least. */
    void look(Record row) {
        for (FreeText text : counted.texts()) {
            if (row.getField(text.column()) instanceof String value
                    && !kept(text, value).equals(value)) {
                rows.merge(text, 1L, Long::sum);
            }
        }
    }

    /** Replaces the rare values of a row. */
    void replace(Record row) {
        for (FreeText text : counted.texts()) {
            if (row.getField(text.column()) instanceof String value) {
                row.setField(text.column(), kept(text, value));
            }
        }
    }

    private String kept(FreeText text, String value) {
        return kept.getOrDefault(text, Map.of()).computeIfAbsent(value, one -> text.kept(one, keys, common));
    }

    /** Values so far that are replaced, each as often as it stands in a row. */
    long rows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What was replaced, a row for each column. */
    List<RareText.Change> changes(LocalDate day, Function<FreeText, String> clause) {
        List<RareText.Change> changes = new ArrayList<>();
        rows.forEach((text, n) -> {
            long values = kept.getOrDefault(text, Map.of()).entrySet().stream()
                    .filter(one -> !one.getKey().equals(one.getValue()))
                    .count();
            changes.add(
                    new RareText.Change(counted.table().fullName(), text.column(), day, values, n, clause.apply(text)));
        });
        return changes;
    }
}
