package dev.footfall.jobs.ingest;

import dev.footfall.jobs.Stored;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;

/**
 * All that an ingest put into a warehouse, so that two warehouses can be compared that have the same keys: for each table
 * and file the bag of its rows, tokens and decrypted lines included. What differs between two runs by its nature is left
 * out: batches, times of the ingest, the random part of what is encrypted.
 */
final class RowsByFile {
    private static final Set<String> OF_THE_RUN = Set.of("batch", "seconds");
    private static final Set<String> OF_THE_DAY_OF_INGEST = Set.of("day", "ts");

    private RowsByFile() {}

    /** Number of rows and digest of the bag, by table and file. */
    static Map<String, String> in(Path warehouse) {
        Map<String, String> all = new TreeMap<>();
        for (TableSpec spec : Tables.ALL) {
            Map<String, Bag> bags = new TreeMap<>();
            Revealed revealed = spec.equals(Tables.QUARANTINE) ? new Revealed(warehouse) : null;
            for (Record row : Stored.in(warehouse, spec).rows()) {
                Object file = spec.columns().stream().anyMatch(c -> c.name().equals("file"))
                        ? row.getField("file")
                        : "all files";
                bags.computeIfAbsent(spec.fullName() + " of " + file, f -> new Bag())
                        .add(text(spec, row, revealed));
            }
            bags.forEach((key, bag) -> all.put(key, bag.toString()));
        }
        return all;
    }

    private static String text(TableSpec spec, Record row, Revealed revealed) {
        StringBuilder text = new StringBuilder();
        boolean accounts = spec.fullName().startsWith("ingest.");
        for (ColumnSpec column : spec.columns()) {
            String name = column.name();
            if (OF_THE_RUN.contains(name) || accounts && OF_THE_DAY_OF_INGEST.contains(name)) {
                continue;
            }
            text.append(name).append('=');
            text.append(revealed != null && name.equals("line") ? revealed(revealed, row) : Stored.value(row, name));
            text.append('\n');
        }
        return text.toString();
    }

    private static String revealed(Revealed revealed, Record row) {
        try {
            return revealed.line(row);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("a line in quarantine cannot be decrypted", e);
        }
    }

    /** The sum of the rows' digests says nothing about their order and everything about their number. */
    private static final class Bag {

        private long rows;
        private long high;
        private long low;

        void add(String row) {
            try {
                ByteBuffer digest = ByteBuffer.wrap(
                        MessageDigest.getInstance("SHA-256").digest(row.getBytes(StandardCharsets.UTF_8)));
                rows++;
                high += digest.getLong();
                low += digest.getLong();
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public String toString() {
            return "%d rows, %016x%016x".formatted(rows, high, low);
        }
    }
}
