package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.RowStream;
import dev.footfall.table.ColumnType;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/** A file of rows that goes out, written row by row. */
public interface RowFile extends Closeable {
    /** What a file is written as; known by the ending of its name. */
    enum Format {
        csv,
        json,
        parquet;

        /**
         * The format of a file.
         *
         * @throws UserException when its name ends otherwise
         */
        public static Format of(Path file) {
            String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
            for (Format format : values()) {
                if (name.endsWith("." + format.name())) {
                    return format;
                }
            }
            throw new UserException(
                    "--to names a file that is neither .csv, .json nor .parquet", "give it one of these endings");
        }
    }

    /** A column; the values of {@code TOKEN}, {@code BINARY} and {@code INT_LIST} are text. */
    record Column(String name, ColumnType type) {}

    /** Adds a row: String, Integer, Long, Double, Boolean, LocalDate, Instant or null. */
    void add(List<@Nullable Object> values) throws IOException;

    /** Begins a file that must not exist; it is whole once it is closed. */
    static RowFile create(Path file, Format format, List<Column> columns) throws IOException {
        return format == Format.parquet ? new InParquet(file, columns) : new InText(file, format, columns);
    }

    /** CSV or JSON. */
    final class InText implements RowFile {
        private final BufferedWriter out;
        private final RowStream rows;

        InText(Path file, Format format, List<Column> columns) throws IOException {
            List<String> names = columns.stream().map(Column::name).toList();
            out = Files.newBufferedWriter(file, StandardCharsets.UTF_8, java.nio.file.StandardOpenOption.WRITE);
            rows = format == Format.json ? RowStream.json(names, out) : RowStream.csv(names, out);
        }

        @Override
        public void add(List<@Nullable Object> values) throws IOException {
            rows.add(values);
        }

        @Override
        public void close() throws IOException {
            try (out) {
                rows.close();
            }
        }
    }

    /** Parquet, compressed by zstd. */
    final class InParquet implements RowFile {
        private final Schema schema;
        private final FileAppender<Record> out;

        InParquet(Path file, List<Column> columns) throws IOException {
            List<Types.NestedField> fields = new ArrayList<>();
            for (Column column : columns) {
                fields.add(Types.NestedField.optional(fields.size() + 1, column.name(), type(column.type())));
            }
            schema = new Schema(fields);
            out = Parquet.write(org.apache.iceberg.Files.localOutput(file.toFile()))
                    .schema(schema)
                    .set("write.parquet.compression-codec", "zstd")
                    .createWriterFunc(GenericParquetWriter::create)
                    .overwrite()
                    .build();
        }

        private static Type type(ColumnType type) {
            return switch (type) {
                case STRING, TOKEN, BINARY, INT_LIST -> Types.StringType.get();
                case INT, LONG -> Types.LongType.get();
                case FLOAT -> Types.DoubleType.get();
                case BOOLEAN -> Types.BooleanType.get();
                case DATE -> Types.DateType.get();
                case TIMESTAMP -> Types.TimestampType.withZone();
            };
        }

        @Override
        public void add(List<@Nullable Object> values) {
            GenericRecord row = GenericRecord.create(schema);
            for (int i = 0; i < values.size(); i++) {
                boolean text = schema.columns().get(i).type().equals(Types.StringType.get());
                row.set(i, stored(values.get(i), text));
            }
            out.add(row);
        }

        private static @Nullable Object stored(@Nullable Object value, boolean text) {
            if (value != null && text) {
                return value.toString();
            }
            if (value instanceof Integer number) {
                return number.longValue();
            }
            return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    /** The type by which a value of a report is written; text where it has none. */
    static ColumnType typeOf(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Long) {
            return ColumnType.LONG;
        }
        if (value instanceof Double) {
            return ColumnType.FLOAT;
        }
        if (value instanceof Boolean) {
            return ColumnType.BOOLEAN;
        }
        if (value instanceof LocalDate) {
            return ColumnType.DATE;
        }
        return value instanceof Instant ? ColumnType.TIMESTAMP : ColumnType.STRING;
    }
}
