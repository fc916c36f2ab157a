package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.table.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableWriterTest {
    private static final int DAYS = 200;
    private static final int WRITERS = 4;

    @TempDir
    Path temp;

    private static void write(TableWriter writer, int day) {
        Columns columns = new Columns(Tables.FILES);
        RowBuffer row = writer.begin(day);
        row.set(columns.of("batch"), Cell.of("b"));
        row.set(columns.of("file"), Cell.of("f"));
        row.set(columns.of("day"), day);
        writer.end();
    }

    private TableWriter writer() {
        CompiledPolicy policy = Rules.versions(Configuration.defaults()).current();
        return new TableWriter(
                Warehouse.openOrCreate(temp.resolve("w")).table(Tables.FILES.fullName()),
                Tables.FILES,
                day -> policy,
                "b");
    }

    @Test
    void writersThatBeginADayAtTheSameTimeDoNotHinderEachOther() throws Exception {
        CyclicBarrier together = new CyclicBarrier(WRITERS);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Callable<List<DataFile>>> tasks = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                TableWriter writer = writer();
                tasks.add(() -> {
                    for (int day = 0; day < DAYS; day++) {
                        together.await();
                        write(writer, 20_000 + day);
                        together.await();
                        writer.finish(); // the directory is made here
                    }
                    return writer.finish();
                });
            }
            for (Future<List<DataFile>> done : threads.invokeAll(tasks)) {
                assertThat(done.get()).hasSize(DAYS);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A year's backfill must not hold a year's files open. */
    @Test
    void neverHoldsMoreThanEightDaysOpen() throws Exception {
        TableWriter writer = writer();
        int before = openDataFiles();
        int most = 0;
        for (int i = 0; i < 2 * DAYS * RowBuffer.CAPACITY; i++) {
            int day = i / RowBuffer.CAPACITY % DAYS;
            write(writer, 20_000 + day);
            if (i % RowBuffer.CAPACITY == RowBuffer.CAPACITY - 1) {
                most = Math.max(most, openDataFiles() - before);
            }
        }
        assertThat(most).as("the count sees open files").isPositive().isLessThanOrEqualTo(TableWriter.OPEN_DAYS);
        assertThat(writer.finish().stream().mapToLong(DataFile::recordCount).sum())
                .isEqualTo(2L * DAYS * RowBuffer.CAPACITY);
    }

    private int openDataFiles() throws Exception {
        Path descriptors = Path.of("/proc/self/fd");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.isDirectory(descriptors), "only Linux tells open files");
        int n = 0;
        try (Stream<Path> list = Files.list(descriptors)) {
            for (Path one : list.toList()) {
                n += target(one).contains(temp + "/w/ingest/files/data/") ? 1 : 0;
            }
        }
        return n;
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (java.io.IOException closedMeanwhile) {
            return "";
        }
    }
}
