package dev.footfall.jobs.warehouse;

import java.time.LocalDate;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.data.Record;

/** What becomes of the rows of a table: which stay, which go, and which stay with other values. */
public interface RowEdit {
    /** What becomes of a row. */
    enum Fate {
        STAYS,
        GOES,
        CHANGES
    }

    /** How many rows of a data file an edit may touch. */
    enum Reach {
        NONE,
        SOME,
        /** All rows go; nobody needs to read them. */
        WHOLE
    }

    /** The columns that decide; {@code batch} is among them. */
    List<String> columns();

    /**
     * How far the edit reaches into a data file, by what is known without reading it.
     *
     * @param day the day of all its rows
     */
    Reach reach(DataFile file, LocalDate day);

    /** What becomes of a row; it has the {@link #columns()} at least. */
    Fate fate(Record row);

    /** Gives a row of all columns that {@link Fate#CHANGES} its new values. */
    default void change(Record row) {
        throw new UnsupportedOperationException("this edit changes no row");
    }
}
