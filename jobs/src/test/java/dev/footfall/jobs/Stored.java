package dev.footfall.jobs;

import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** What a table of a warehouse holds, read without Spark. */
public final class Stored {
    private final List<Record> rows;

    private Stored(List<Record> rows) {
        this.rows = rows;
    }

    /** The warehouse, by the catalogue that its marker names. */
    private static Warehouse open(Path directory) {
        try {
            String database = "catalog jdbc ";
            return Files.readAllLines(directory.resolve("footfall-warehouse")).stream()
                    .filter(line -> line.startsWith(database))
                    .map(line -> TestDatabase.get().settings(line.substring(database.length())))
                    .findFirst()
                    .map(settings -> Warehouse.open(directory, settings))
                    .orElseGet(() -> Warehouse.open(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All rows of a table, in no order. */
    public static Stored in(Path warehouse, TableSpec table) {
        List<Record> rows = new ArrayList<>();
        try (CloseableIterable<Record> read =
                IcebergGenerics.read(open(warehouse).table(table.fullName())).build()) {
            read.forEach(rows::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Stored(rows);
    }

    /** Number of rows of each table by full name. */
    public static Map<String, Integer> sizes(Path warehouse) {
        Map<String, Integer> sizes = new TreeMap<>();
        Tables.ALL.forEach(
                table -> sizes.put(table.fullName(), in(warehouse, table).size()));
        return sizes;
    }

    /** Data files on the disk that no table names. */
    public static Set<String> unnamedFiles(Path directory) {
        Set<String> there = dataFiles(directory);
        Warehouse warehouse = open(directory);
        for (TableSpec spec : Tables.ALL) {
            try (CloseableIterable<FileScanTask> scan =
                    warehouse.table(spec.fullName()).newScan().planFiles()) {
                scan.forEach(task ->
                        there.remove(Warehouse.path(task.file().location()).toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return there;
    }

    /** Data files on the disk. */
    public static Set<String> dataFiles(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.map(Path::toString)
                    .filter(path -> path.endsWith(".parquet"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows that have a value in a column. */
    public Stored where(String column, Object value) {
        return new Stored(
                rows.stream().filter(row -> value.equals(value(row, column))).toList());
    }

    /** Number of rows. */
    public int size() {
        return rows.size();
    }

    /** The rows. */
    public List<Record> rows() {
        return rows;
    }

    /** A value of a row; bytes in hexadecimal, so that they compare. */
    public static @Nullable Object value(Record row, String column) {
        Object value = row.getField(column);
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        return value;
    }

    /** A column's values, row by row. */
    public List<@Nullable Object> column(String column) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.forEach(row -> values.add(value(row, column)));
        return values;
    }

    /** The value that every row has in a column. */
    public Object only(String column) {
        List<@Nullable Object> distinct = column(column).stream().distinct().toList();
        if (distinct.size() != 1 || distinct.get(0) == null) {
            throw new AssertionError(column + " has the values " + distinct);
        }
        return distinct.get(0);
    }

    /** How often each value of a column occurs; null as {@code null}. */
    public Map<String, Long> counts(String column) {
        return counts(row -> String.valueOf(value(row, column)));
    }

    /** How often each text occurs that a function makes of a row. */
    public Map<String, Long> counts(Function<Record, String> text) {
        return rows.stream().collect(Collectors.groupingBy(text, TreeMap::new, Collectors.counting()));
    }

    /** How often each combination of values occurs: the rows as a bag. */
    public Map<String, Long> bag(List<String> columns) {
        return counts(
                row -> columns.stream().map(c -> String.valueOf(value(row, c))).collect(Collectors.joining(" | ")));
    }

    /** Distinct values of a column that are not null. */
    public long distinct(String column) {
        return column(column).stream().filter(Objects::nonNull).distinct().count();
    }

    /** Sum of a column, null as 0. */
    public long sum(String column) {
        return column(column).stream()
                .filter(Objects::nonNull)
                .mapToLong(n -> ((Number) n).longValue())
                .sum();
    }
}
