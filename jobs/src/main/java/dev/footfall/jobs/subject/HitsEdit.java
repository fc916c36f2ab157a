package dev.footfall.jobs.subject;

import dev.footfall.jobs.door.KnownTokens;
import dev.footfall.jobs.warehouse.RowEdit;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/** Takes away the rows of a table that have a token of the identifiers, in the epochs whose keys live. */
final class HitsEdit implements RowEdit {
    private final String table;
    private final KnownTokens tokens;

    HitsEdit(String table, KnownTokens tokens) {
        this.table = table;
        this.tokens = tokens;
    }

    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>(List.of("batch", "day"));
        columns.addAll(tokens.columns(table));
        return columns;
    }

    @Override
    public Reach reach(DataFile file, LocalDate day) {
        boolean none = true;
        for (String column : tokens.columns(table)) {
            none &= tokens.of(table, column, day).isEmpty(); // asks for all, so that closed epochs are named
        }
        return none ? Reach.NONE : Reach.SOME;
    }

    @Override
    public Fate fate(Record row) {
        return tokens.names(row, table) ? Fate.GOES : Fate.STAYS;
    }
}
