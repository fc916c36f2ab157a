package dev.footfall.jobs.govern;

import com.google.crypto.tink.Aead;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;

/** A warehouse with a few rows, written without Spark. */
final class FilledWarehouse {
    static final String OLD_BATCH = "20261001T000000Z-aaaa";
    static final String NEW_BATCH = "20261002T000000Z-bbbb";
    static final String FILE = "f00d";

    private static final LocalDate DAY = LocalDate.of(2026, 10, 2);

    private final Warehouse warehouse;
    private int files;

    private FilledWarehouse(Warehouse warehouse) {
        this.warehouse = warehouse;
    }

    static FilledWarehouse at(Path directory) {
        return new FilledWarehouse(Warehouse.openOrCreate(directory));
    }

    Warehouse warehouse() {
        return warehouse;
    }

    FilledWarehouse batch(String batch, long hits) throws IOException {
        append(
                Tables.BATCHES,
                Map.of(
                        "batch", batch,
                        "day", DAY,
                        "ts", OffsetDateTime.of(2026, 10, 2, 8, 0, 0, 0, ZoneOffset.UTC),
                        "hits", hits,
                        "seconds", 0.1f));
        return this;
    }

    /** A line in quarantine, encrypted and bound to its place as ingest does it. */
    FilledWarehouse quarantined(String batch, long offset, String reason, String line)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.open(
                warehouse.keys(), MasterKey.inFile(warehouse.keys().resolve(MasterKey.FILE_NAME)));
        Aead cipher = keys.quarantine(EpochKind.MONTH.of(DAY));
        byte[] place = (batch + "\n" + FILE + "\n" + offset).getBytes(StandardCharsets.UTF_8);
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        append(
                Tables.QUARANTINE,
                Map.of(
                        "batch", batch,
                        "file", FILE,
                        "day", DAY,
                        "name", "access.log",
                        "byte_offset", offset,
                        "length", (long) text.length,
                        "format", "combined",
                        "reason", reason,
                        "line", ByteBuffer.wrap(cipher.encrypt(text, place))));
        return this;
    }

    private void append(TableSpec spec, Map<String, Object> values) throws IOException {
        Table table = warehouse.table(spec.fullName());
        Record row = GenericRecord.create(table.schema()).copy(values);
        PartitionKey partition = new PartitionKey(table.spec(), table.schema());
        partition.partition(new InternalRecordWrapper(table.schema().asStruct()).wrap(row));
        String location =
                table.locationProvider().newDataLocation(table.spec(), partition, "row-" + files++ + ".parquet");
        DataWriter<Record> writer = Parquet.writeData(table.io().newOutputFile(location))
                .forTable(table)
                .withPartition(partition)
                .createWriterFunc(GenericParquetWriter::create)
                .build();
        try (writer) {
            writer.write(row);
        }
        table.newAppend().appendFile(writer.toDataFile()).commit();
    }
}
