package dev.footfall.jobs.ingest;

import java.io.IOException;
import org.apache.iceberg.DataFile;

/** An open data file of one table and day. */
interface DayFile {
    /** Writes the first {@code count} rows of {@code order} out of a buffer. */
    void write(RowBuffer rows, int[] order, int count) throws IOException;

    /** Completes the file. */
    DataFile finish() throws IOException;

    /** Closes what is open after a failure; the file is removed with its batch. */
    void abandon() throws IOException;
}
