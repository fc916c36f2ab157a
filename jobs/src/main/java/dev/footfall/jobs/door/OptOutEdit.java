package dev.footfall.jobs.door;

import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/**
 * Marks the rows of {@code audience.hits} of those who opted out, in the epochs whose keys live; in others nobody can be
 * found any more.
 */
final class OptOutEdit implements RowEdit {
    private static final String TABLE = Tables.AUDIENCE_HITS.fullName();
    private static final String OPT_OUT = "opt_out";

    private final KnownTokens tokens;
    private final List<String> columns;

    OptOutEdit(KnownTokens tokens) {
        this.tokens = tokens;
        this.columns = tokens.columns(TABLE);
    }

    @Override
    public List<String> columns() {
        List<String> all = new ArrayList<>(List.of("batch", "day", OPT_OUT));
        all.addAll(columns);
        return all;
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        return columns.stream().allMatch(column -> tokens.of(TABLE, column, day).isEmpty()) ? Reach.NONE : Reach.SOME;
    }

    @Override
    public Fate fate(Record row) {
        if (Boolean.TRUE.equals(row.getField(OPT_OUT))) {
            return Fate.STAYS;
        }
        LocalDate day = (LocalDate) row.getField("day");
        for (String column : columns) {
            if (row.getField(column) instanceof byte[] token
                    && tokens.of(TABLE, column, day).contains(StoredToken.of(token))) {
                return Fate.CHANGES;
            }
        }
        return Fate.STAYS;
    }

    @Override
    public void change(Record row) {
        row.setField(OPT_OUT, true);
    }
}
