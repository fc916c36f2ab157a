package dev.footfall.jobs.output;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Prints rows in the format asked for. */
public final class RowsPrinter {
    private RowsPrinter() {}

    /**
     * Prints the rows.
     *
     * @param out receives characters; the caller sees to UTF-8
     * @throws UncheckedIOException when {@code out} fails
     */
    public static void print(Rows rows, OutputFormat format, Appendable out) {
        try {
            switch (format) {
                case table -> TableFormat.print(rows, out);
                case json -> JsonFormat.print(rows, out);
                case csv -> CsvFormat.print(rows, out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
