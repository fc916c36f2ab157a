package dev.footfall.jobs.ingest;

import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.table.ColumnType;
import dev.footfall.table.TableSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntFunction;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Files;
import org.apache.iceberg.PartitionData;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.OutputFile;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one table into data files, one open file a day. Each buffer is shuffled by itself before it is written,
 * so that the order of rows in one vault says nothing about the order in another. No row object stands between buffer and
 * file (see docs/design.md).
 */
final class TableWriter implements AutoCloseable {
    /** Days that are open at once; the least recently used one is closed first. */
    static final int OPEN_DAYS = 8;

    private final Table table;
    private final TableSpec spec;
    private final IntFunction<CompiledPolicy> policy;
    private final String batch;
    private final SplittableRandom random = new SplittableRandom(new SecureRandom().nextLong());
    private final LinkedHashMap<Integer, OpenDay> days = new LinkedHashMap<>(16, 0.75f, true);
    private final List<DataFile> files = new ArrayList<>();
    private @Nullable OpenDay current;

    /** @param policy what holds for the rows of a day, in days since the epoch; asked when the day is opened */
    TableWriter(Table table, TableSpec spec, IntFunction<CompiledPolicy> policy, String batch) {
        this.table = table;
        this.spec = spec;
        this.policy = policy;
        this.batch = batch;
    }

    /** Gives the buffer to set the columns of a row of a day in (days since the epoch). */
    RowBuffer begin(int day) {
        OpenDay open = current;
        if (open == null || open.day != day) {
            open = open(day);
            current = open;
        }
        return open.rows;
    }

    /** Ends the row that was begun last. */
    void end() {
        OpenDay open = current;
        if (open != null && open.rows.end()) {
            open.flush();
        }
    }

    private OpenDay open(int day) {
        OpenDay open = days.get(day);
        if (open == null) {
            if (days.size() >= OPEN_DAYS) {
                Iterator<Map.Entry<Integer, OpenDay>> oldest = days.entrySet().iterator();
                oldest.next().getValue().finish();
                oldest.remove();
            }
            open = new OpenDay(day);
            days.put(day, open);
        }
        return open;
    }

    /** Closes all files and gives them. */
    List<DataFile> finish() {
        days.values().forEach(OpenDay::finish);
        days.clear();
        current = null;
        return files;
    }

    /** Closes what is still open after a failure; the files are removed with their batch. */
    @Override
    public void close() {
        days.values().forEach(OpenDay::abandon);
        days.clear();
    }

    private final class OpenDay {
        private final int day;
        private final RowBuffer rows;
        private final int[] order = new int[RowBuffer.CAPACITY];
        private @Nullable DayFile file;

        OpenDay(int day) {
            this.day = day;
            this.rows = new RowBuffer(spec, policy.apply(day));
        }

        void flush() {
            int n = rows.size();
            for (int i = 0; i < n; i++) {
                int j = random.nextInt(i + 1);
                order[i] = order[j];
                order[j] = i;
            }
            try {
                DayFile out = file == null ? create() : file;
                file = out;
                out.write(rows, order, n);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            rows.clear();
        }

        private DayFile create() throws IOException {
            PartitionData partition = new PartitionData(table.spec().partitionType());
            partition.set(0, day);
            String location = table.locationProvider()
                    .newDataLocation(table.spec(), partition, batch + "-" + UUID.randomUUID() + ".parquet");
            boolean lists = spec.columns().stream().anyMatch(c -> c.type() == ColumnType.INT_LIST);
            return lists
                    ? new ColumnWriterFile(table, partition, output(location))
                    : new PageFile(table, spec, partition, output(location));
        }

        void finish() {
            if (rows.size() > 0) {
                flush();
            }
            if (file != null) {
                try {
                    files.add(file.finish());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        void abandon() {
            if (file != null) {
                try {
                    file.abandon();
                } catch (IOException | RuntimeException e) {
                    // The failure that led here is the one that is reported.
                    file = null;
                }
            }
        }
    }

    /** Local files are written through the JDK, which is much cheaper than Hadoop's local file system. */
    private OutputFile output(String location) throws IOException {
        return location.startsWith("file:")
                ? local(Warehouse.path(location))
                : table.io().newOutputFile(location);
    }

    /** Makes the directory as well: Iceberg's own way of doing so fails when another task makes the same one meanwhile. */
    static OutputFile local(Path file) throws IOException {
        java.nio.file.Files.createDirectories(file.toAbsolutePath().getParent());
        return Files.localOutput(file.toFile());
    }
}
