package dev.footfall.jobs.retain;

import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.privacy.RowTerms;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/** Takes rows of a table away whose term is over, and empties the columns whose term is over before their row's. */
final class TermEdit implements RowEdit {
    private final Function<LocalDate, RowTerms> terms;
    private final LocalDate asOf;
    private final List<String> columns = new ArrayList<>(List.of("batch", "day"));
    private final Map<LocalDate, List<String>> ended = new HashMap<>();
    private final TreeMap<String, Long> found = new TreeMap<>();

    /**
     * An edit of a table's rows.
     *
     * @param terms of the rows of a day
     * @param shorter columns that may end before their rows
     */
    TermEdit(Function<LocalDate, RowTerms> terms, Collection<String> shorter, LocalDate asOf) {
        this.terms = terms;
        this.asOf = asOf;
        columns.addAll(shorter);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        if (terms.apply(day).rowEnded(day, asOf)) {
            return Reach.WHOLE;
        }
        return ended(day).isEmpty() ? Reach.NONE : Reach.SOME;
    }

    private List<String> ended(LocalDate day) {
        return ended.computeIfAbsent(day, d -> terms.apply(d).endedColumns(d, asOf));
    }

    @Override
    public Fate fate(Record row) {
        boolean changes = false;
        for (String column : ended((LocalDate) row.getField("day"))) {
            // A value that is gone already does not count, so a second run rewrites nothing.
            if (row.getField(column) != null) {
                found.merge(column, 1L, Long::sum);
                changes = true;
            }
        }
        return changes ? Fate.CHANGES : Fate.STAYS;
    }

    @Override
    public void change(Record row) {
        ended((LocalDate) row.getField("day")).forEach(column -> row.setField(column, null));
    }

    /** Values whose term is over, by column, as often as they were looked at. */
    Map<String, Long> found() {
        return found;
    }
}
