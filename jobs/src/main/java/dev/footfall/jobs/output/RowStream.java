package dev.footfall.jobs.output;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints rows one at a time, as {@link RowsPrinter} prints them all, for more of them than fit into memory. */
public final class RowStream implements Closeable {
    private final List<String> columns;
    private final boolean json;
    private final Appendable out;
    private boolean empty = true;

    private RowStream(List<String> columns, boolean json, Appendable out) {
        this.columns = List.copyOf(columns);
        this.json = json;
        this.out = out;
    }

    /** Rows as CSV. */
    public static RowStream csv(List<String> columns, Appendable out) throws IOException {
        RowStream stream = new RowStream(columns, false, out);
        CsvFormat.header(stream.columns, out);
        return stream;
    }

    /** Rows as a JSON array. */
    public static RowStream json(List<String> columns, Appendable out) throws IOException {
        out.append('[');
        return new RowStream(columns, true, out);
    }

    /** Prints a row; its values as {@link Rows} has them. */
    public void add(List<@Nullable Object> row) throws IOException {
        if (json) {
            out.append(empty ? "\n" : ",\n").append(JsonFormat.object(columns, row));
        } else {
            CsvFormat.line(row, out);
        }
        empty = false;
    }

    /** Ends the text; closes nothing below. */
    @Override
    public void close() throws IOException {
        if (json) {
            out.append(empty ? "]\n" : "\n]\n");
        }
    }
}
