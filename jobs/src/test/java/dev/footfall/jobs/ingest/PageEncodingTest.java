package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.SharedSpark;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Files;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link PageFile} against its plain twin: the same rows, read by Iceberg's reader and by Spark's. */
class PageEncodingTest {
    private static final CompiledPolicy POLICY = CompiledPolicy.ofAllTables(PolicyFile.bundled());
    private static final int DAY = 20_000;

    @TempDir
    Path dir;

    private Warehouse warehouse;

    @BeforeEach
    void warehouse() {
        warehouse = Warehouse.openOrCreate(dir.resolve("w"));
    }

    /** How the values of a column come. */
    enum Values {
        ONE,
        FEW,
        /** More than a dictionary holds, by their number or by their bytes. */
        MANY,
        LONG_TEXTS,
        /** Equal ones in ever new objects. */
        EQUAL,
        SELDOM,
        NONE
    }

    @ParameterizedTest
    @EnumSource(Values.class)
    void rowsReadTheSameAsThoseOfTheTwin(Values values) throws IOException {
        for (TableSpec spec : List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS, Tables.QUARANTINE)) {
            compare(spec, 2 * ColumnPages.PAGE_ROWS + 77, row -> values);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 4095, 4096, 4097, 16_383, 16_384, 16_385})
    void numbersOfRowsAroundTheEdgesOfPages(int rows) throws IOException {
        compare(Tables.AUDIENCE_HITS, rows, column -> Values.values()[column % Values.values().length]);
    }

    private interface Choice {
        Values of(int column);
    }

    private void compare(TableSpec spec, int rows, Choice choice) throws IOException {
        Table table = warehouse.table(spec.fullName());
        PartitionData partition = new PartitionData(table.spec().partitionType());
        partition.set(0, DAY);
        Path ours = dir.resolve(spec.fullName() + "-ours-" + choice.of(0) + rows + ".parquet");
        Path twins = dir.resolve(spec.fullName() + "-twins-" + choice.of(0) + rows + ".parquet");
        DayFile file = new PageFile(table, spec, partition, Files.localOutput(ours.toFile()));
        DayFile twin = new ColumnWriterFile(table, partition, Files.localOutput(twins.toFile()));
        Random random = new Random(rows);
        RowBuffer buffer = new RowBuffer(spec, POLICY);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < spec.columns().size(); column++) {
                set(buffer, column, spec.columns().get(column), choice.of(column), random);
            }
            if (buffer.end() || row + 1 == rows) {
                int[] order = order(buffer.size(), random);
                file.write(buffer, order, buffer.size());
                twin.write(buffer, order, buffer.size());
                buffer.clear();
            }
        }
        DataFile written = file.finish();
        DataFile expected = twin.finish();
        assertThat(read(table.schema(), ours)).isEqualTo(read(table.schema(), twins));
        assertThat(readBySpark(ours)).hasSize(rows).isEqualTo(readBySpark(twins));
        assertThat(written.recordCount()).isEqualTo(rows);
        assertThat(written.lowerBounds()).isEqualTo(expected.lowerBounds());
        assertThat(written.upperBounds()).isEqualTo(expected.upperBounds());
        assertThat(written.nullValueCounts()).isEqualTo(expected.nullValueCounts());
        assertThat(written.fileSizeInBytes()).isEqualTo(java.nio.file.Files.size(ours));
        assertThat(written.partition()).isEqualTo(expected.partition());
    }

    private static int[] order(int count, Random random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static void set(RowBuffer buffer, int column, ColumnSpec spec, Values values, Random random) {
        if (spec.name().equals("day")) {
            buffer.set(column, DAY);
            return;
        }
        boolean absent = values == Values.NONE || values == Values.SELDOM && random.nextInt(20) > 0;
        if (absent && !spec.required()) {
            return;
        }
        long number = number(values, random);
        switch (spec.type()) {
            case INT, DATE -> buffer.set(column, (int) number);
            case LONG, TIMESTAMP -> buffer.set(column, number * 1_000_003L);
            case BOOLEAN -> buffer.set(column, (number & 1) != 0);
            case FLOAT -> buffer.set(column, Float.floatToRawIntBits(number / 7f));
            case TOKEN -> buffer.set(column, token(number));
            case STRING, BINARY -> buffer.set(column, text(values, number));
            case INT_LIST -> throw new IllegalStateException("tables with lists are not for pages");
        }
    }

    private static long number(Values values, Random random) {
        return switch (values) {
            case ONE, NONE -> 42;
            case FEW, EQUAL, SELDOM -> random.nextInt(300);
            case MANY, LONG_TEXTS -> random.nextInt(1 << 30);
        };
    }

    private static final Cell[] KNOWN = new Cell[300];

    static {
        for (int i = 0; i < KNOWN.length; i++) {
            KNOWN[i] = Cell.of("ä text " + i);
        }
    }

    private static Cell text(Values values, long number) {
        return switch (values) {
            case ONE, NONE, FEW, SELDOM -> KNOWN[(int) number];
            case EQUAL, MANY -> Cell.of("ä text " + number);
            case LONG_TEXTS -> Cell.of("long ".repeat(60) + number);
        };
    }

    private static Token token(long number) {
        Token token = new Token();
        token.set(String.format(java.util.Locale.ROOT, "%016d", number).getBytes(StandardCharsets.US_ASCII), DAY);
        return token;
    }

    private static List<List<@Nullable Object>> read(Schema schema, Path file) throws IOException {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (CloseableIterable<Record> records = Parquet.read(Files.localInput(file.toFile()))
                .project(schema)
                .createReaderFunc(type -> GenericParquetReaders.buildReader(schema, type))
                .build()) {
            for (Record row : records) {
                List<@Nullable Object> values = new ArrayList<>();
                schema.columns().forEach(column -> values.add(Stored.value(row, column.name())));
                rows.add(values);
            }
        }
        return rows;
    }

    private static List<String> readBySpark(Path file) {
        return SharedSpark.session()
                .read()
                .parquet(file.toString())
                .selectExpr("to_json(struct(*))")
                .collectAsList()
                .stream()
                .map((Row row) -> row.getString(0))
                .toList();
    }
}
