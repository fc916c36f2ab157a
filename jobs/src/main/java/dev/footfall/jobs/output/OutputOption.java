package dev.footfall.jobs.output;

import picocli.CommandLine.Option;

/** The option {@code --output}, for every command that prints rows. */
public final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "How to print: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    OutputFormat format = OutputFormat.table;

    /** The format chosen. */
    public OutputFormat format() {
        return format;
    }

    /** Prints the rows in the format chosen. */
    public void print(Rows rows, Appendable out) {
        RowsPrinter.print(rows, format, out);
    }
}
