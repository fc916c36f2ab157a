package dev.footfall.jobs.ingest;

import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/** The files that earlier batches took, by site. */
final class KnownFiles {
    private final Map<String, List<FileIdentity.Known>> bySite = new HashMap<>();

    private KnownFiles() {}

    /** Reads {@code ingest.files}. */
    static KnownFiles read(Warehouse warehouse) {
        KnownFiles files = new KnownFiles();
        try (CloseableIterable<Record> rows =
                IcebergGenerics.read(warehouse.table(Tables.FILES.fullName())).build()) {
            for (Record row : rows) {
                ByteBuffer digests = (ByteBuffer) row.getField("digests");
                if (digests != null) {
                    files.add(row, digests.duplicate());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private void add(Record row, ByteBuffer digests) {
        byte[] head = new byte[Tokenizer.BYTES];
        byte[] identity = new byte[Tokenizer.BYTES];
        digests.get(head).get(identity);
        String state = (String) row.getField("parser_state");
        bySite.computeIfAbsent((String) row.getField("site"), s -> new ArrayList<>())
                .add(new FileIdentity.Known(
                        (Long) row.getField("to_byte"),
                        head,
                        identity,
                        (String) row.getField("batch"),
                        (String) row.getField("file"),
                        (Long) row.getField("lines"),
                        (Long) row.getField("ignored"),
                        state == null ? "" : state));
    }

    /** What a batch took of a file, by the file's id in the program's own tables. */
    Optional<FileIdentity.Known> of(String batch, String file) {
        return bySite.values().stream()
                .flatMap(List::stream)
                .filter(known -> known.batch().equals(batch) && known.file().equals(file))
                .findFirst();
    }

    /** What is known of a site. */
    List<FileIdentity.Known> of(String site) {
        return bySite.getOrDefault(site, List.of());
    }
}
