package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TableWriterTest {
    private static final int WRITERS = 4;
    private static final int DAYS = 300;

    /** With Iceberg's own making of directories this fails within the first hundred days. */
    @Test
    void severalTasksOpenTheSameNewDayAtOnce(@TempDir Path directory) throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        try {
            CyclicBarrier together = new CyclicBarrier(WRITERS);
            List<Future<?>> results = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String name = writer + ".parquet";
                results.add(writers.submit(() -> {
                    for (int day = 0; day < DAYS; day++) {
                        together.await(10, TimeUnit.SECONDS); // the others give up when one has failed
                        Path file =
                                directory.resolve("data").resolve("day=" + day).resolve(name);
                        try (PositionOutputStream out = TableWriter.local(file).create()) {
                            out.write(1);
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> result : results) {
                result.get();
            }
        } finally {
            writers.shutdownNow();
        }
        assertThat(directory.resolve("data").toFile().list()).hasSize(DAYS);
    }
}
