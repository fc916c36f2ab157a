package dev.footfall.jobs.warehouse;

import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/**
 * What a batch lost in one table after it was taken: a row of {@code ingest.adjustments}.
 *
 * @param act id of what took the rows away
 * @param kind how they went
 * @param ofBatch batch that had written them
 * @param table full name of the table
 * @param rows how many went
 */
public record Adjustment(String act, Kind kind, String ofBatch, String table, long rows) {
    /** How rows go. */
    public enum Kind {
        /** Their batch was undone. */
        UNDO,
        /** Their file was ingested again. */
        AGAIN,
        /** A line left quarantine because it parses now. */
        REPLAY,
        /** Their term was over. */
        RETAIN,
        /** Whoever they were about was erased. */
        ERASE;

        /** The name as it is stored and printed. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** All adjustments of a warehouse, in no order. */
    public static List<Adjustment> read(Warehouse warehouse) {
        List<Adjustment> all = new ArrayList<>();
        if (!warehouse.holds(Tables.ADJUSTMENTS)) {
            return all; // made by an older program, and only read since
        }
        try (CloseableIterable<Record> rows = IcebergGenerics.read(warehouse.table(Tables.ADJUSTMENTS.fullName()))
                .build()) {
            for (Record row : rows) {
                all.add(new Adjustment(
                        (String) row.getField("batch"),
                        Kind.of((String) row.getField("kind")),
                        (String) row.getField("of_batch"),
                        (String) row.getField("table_name"),
                        (Long) row.getField("row_count")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /**
     * The adjustments of an act, one for each table and batch that lost rows.
     *
     * @param removals what goes, by full table name
     */
    public static List<Adjustment> of(String act, Kind kind, Map<String, RowRemoval> removals) {
        List<Adjustment> all = new ArrayList<>();
        removals.forEach((table, removal) ->
                removal.rows().forEach((batch, rows) -> all.add(new Adjustment(act, kind, batch, table, rows))));
        return all;
    }

    /** Writes rows into a data file that no table names yet; empty when there are none. */
    public static List<DataFile> write(Warehouse warehouse, List<Adjustment> adjustments, Instant now) {
        if (adjustments.isEmpty()) {
            return List.of();
        }
        Table table = warehouse.table(Tables.ADJUSTMENTS.fullName());
        LocalDate day = LocalDate.ofInstant(now, ZoneOffset.UTC);
        PartitionData partition = new PartitionData(table.spec().partitionType());
        partition.set(0, (int) day.toEpochDay());
        String location = table.locationProvider()
                .newDataLocation(
                        table.spec(), partition, adjustments.get(0).act + "-" + UUID.randomUUID() + ".parquet");
        try {
            DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(location))
                    .forTable(table)
                    .withPartition(partition)
                    .createWriterFunc(GenericParquetWriter::create)
                    .build();
            try (writer) {
                adjustments.forEach(one -> writer.write(one.row(table, day, now)));
            }
            return List.of(writer.toDataFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Record row(Table schemaOf, LocalDate day, Instant now) {
        Record row = GenericRecord.create(schemaOf.schema());
        row.setField("batch", act);
        row.setField("day", day);
        row.setField("ts", OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        row.setField("kind", kind.label());
        row.setField("of_batch", ofBatch);
        row.setField("table_name", table);
        row.setField("row_count", rows);
        return row;
    }
}
