package dev.footfall.jobs.ingest;

import dev.footfall.table.TableSpec;

/** Positions of columns by name, looked up once when a class is loaded. */
final class Columns {
    private final TableSpec table;

    Columns(TableSpec table) {
        this.table = table;
    }

    /** Position of a column; fails when the table has none of that name. */
    int of(String name) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalStateException(table.fullName() + " has no column " + name);
    }
}
