package dev.footfall.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What leaves the warehouse, column by column, from {@code output_columns.csv}: by this list the policy can answer for a
 * report as it does for a table. {@code -} in the place of sources stands for a column that says nothing of the data.
 */
public final class OutputColumns {
    private static final String FILE = "output_columns.csv";
    private static final String NOTHING = "-";

    /** All of them, in the order of the file. */
    public static final List<OutputColumn> ALL = read();

    private OutputColumns() {}

    /** Names of all outputs, such as {@code report.traffic}. */
    public static Set<String> outputs() {
        Set<String> names = new LinkedHashSet<>();
        ALL.forEach(column -> names.add(column.output()));
        return Collections.unmodifiableSet(names);
    }

    /** Names of the columns of an output; empty when there is no such output. */
    public static List<String> of(String output) {
        return ALL.stream()
                .filter(column -> column.output().equals(output))
                .map(OutputColumn::column)
                .toList();
    }

    private static List<OutputColumn> read() {
        try (InputStream in = OutputColumns.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program's jar lacks " + FILE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(OutputColumns::column)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OutputColumn column(String line) {
        String[] fields = line.split(",", -1);
        if (fields.length != 3 || fields[2].isBlank()) {
            throw new IllegalStateException(FILE + ": no output, column and sources: " + line);
        }
        return new OutputColumn(
                fields[0], fields[1], fields[2].equals(NOTHING) ? Set.of() : Set.of(fields[2].split(" ")));
    }
}
