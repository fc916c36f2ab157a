package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ingest.IngestJob;
import dev.footfall.jobs.ingest.Workers;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A batch that is broken off anywhere: before its plan it never was, from its plan on it is completed, once. The states
 * are made from a real batch, whose data files are put back as the tasks left them.
 */
class BatchPlanTest {
    /** What an ingest adds to; adjustments come with what takes rows away. */
    private static final List<TableSpec> ADDED =
            Tables.ALL.stream().filter(spec -> !spec.equals(Tables.ADJUSTMENTS)).toList();

    @TempDir
    static Path temp;

    /** The warehouse before the batch, and the batch's data files as they stood when they had been written. */
    private static Path before;

    private static Path after;
    private static Path directory;
    private static String batch;
    private static Map<String, List<DataFile>> files;
    private static Map<String, Integer> sizesBefore;
    private static Map<String, Integer> sizesAfter;

    @SuppressWarnings("deprecation") // its successor needs a scan for what the snapshot knows
    @BeforeAll
    static void makeABatch() throws IOException {
        directory = temp.resolve("w");
        Cli.ingest(directory, Samples.write(temp.resolve("a.log"), Samples.lines(0, 10) + "bad\n"));
        sizesBefore = Stored.sizes(directory);
        before = copy(directory, temp.resolve("before"));
        batch = (String) Cli.ingest(directory, Samples.write(temp.resolve("b.log"), Samples.lines(10, 30) + "worse\n"))
                .get(0)
                .get("batch");
        sizesAfter = Stored.sizes(directory);
        after = copy(directory, temp.resolve("after"));
        files = new LinkedHashMap<>();
        for (TableSpec spec : ADDED) {
            Table table = Warehouse.open(directory).table(spec.fullName());
            assertThat(table.currentSnapshot().summary()).containsEntry(Warehouse.BATCH_PROPERTY, batch);
            List<DataFile> added = new ArrayList<>();
            try (CloseableIterable<FileScanTask> scan =
                    table.newScan().includeColumnStats().planFiles()) {
                scan.forEach(task -> added.add(task.file().copy()));
            }
            added.removeIf(file -> !file.location().contains("/" + batch));
            files.put(spec.fullName(), added);
        }
    }

    /** The batch's files are staged, nothing else has happened. */
    @BeforeEach
    void stage() throws IOException {
        FileUtil.fullyDelete(directory.toFile());
        copy(before, directory);
        for (List<DataFile> list : files.values()) {
            for (DataFile file : list) {
                Path staged = Warehouse.path(file.location());
                Files.createDirectories(staged.getParent());
                Files.copy(after.resolve(directory.relativize(staged)), staged);
            }
        }
        Files.createFile(directory.resolve("plans").resolve(batch + ".open"));
        assertThat(Stored.sizes(directory)).isEqualTo(sizesBefore);
        assertThat(Stored.unnamedFiles(directory)).isNotEmpty();
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
        return to;
    }

    @ParameterizedTest
    @ValueSource(strings = {"reading", "writing"})
    void filesWithoutAPlanAreRemovedByTheNextCommand(String how) throws IOException {
        open(how);
        assertThat(Stored.sizes(directory)).isEqualTo(sizesBefore);
        assertNothingIsLeft();
    }

    @Test
    void aPlanThatWasNotWrittenToItsEndIsNone() throws IOException {
        Files.writeString(directory.resolve("plans").resolve(batch + ".tmp"), "{\"batch\":\"" + batch);
        open("writing");
        assertThat(Stored.sizes(directory)).isEqualTo(sizesBefore);
        assertNothingIsLeft();
    }

    @Test
    void aBatchThatWroteNothingYetLeavesNothing() throws IOException {
        FileUtil.fullyDelete(directory.toFile());
        copy(before, directory);
        Warehouse.open(directory).begin(batch);
        open("writing");
        assertThat(Stored.sizes(directory)).isEqualTo(sizesBefore);
        assertNothingIsLeft();
    }

    @ParameterizedTest(name = "{1}, {0} tables appended")
    @CsvSource({
        "0, reading",
        "0, writing",
        "1, writing",
        "2, reading",
        "3, writing",
        "4, writing",
        "5, reading",
        "6, writing"
    })
    void aPlanIsCarriedOutByTheNextCommandFromWhereItStopped(int appended, String how) throws IOException {
        stopAfter(appended);
        open(how);
        assertThat(Stored.sizes(directory)).isEqualTo(sizesAfter);
        assertNothingIsLeft();
    }

    @Test
    void aPlanIsCarriedOutOnceHoweverOftenItStops() throws IOException {
        for (int appended = 0; appended <= ADDED.size(); appended++) {
            Warehouse warehouse = Warehouse.open(directory);
            stopAfter(warehouse, appended);
            assertThat(warehouse.unfinished()).isNotEmpty();
        }
        open("writing");
        open("writing");
        assertThat(Stored.sizes(directory)).isEqualTo(sizesAfter);
        assertNothingIsLeft();
    }

    @Test
    void aPlanThatWasCarriedOutAlreadyAddsNothingAgain() throws IOException {
        Warehouse warehouse = Warehouse.open(directory);
        BatchPlan plan = new BatchPlan(batch, files);
        warehouse.commit(plan);
        plan.write(directory.resolve("plans"), warehouse);
        open("reading");
        assertThat(Stored.sizes(directory)).isEqualTo(sizesAfter);
        assertNothingIsLeft();
    }

    @Test
    void aPlanNeedsNoInputAndTheNextIngestKnowsItsFiles() throws IOException {
        stopAfter(2);
        Files.delete(temp.resolve("b.log"));
        Cli.Run next = Cli.run(
                "--warehouse",
                directory,
                "ingest",
                "--output",
                "json",
                Samples.write(temp.resolve("b.log"), Samples.lines(10, 30) + "worse\n"));
        assertThat(next.rows().get(0)).containsEntry("duplicates", 21).containsEntry("batch", batch);
        assertThat(next.err()).contains("completing batch " + batch + ", which was interrupted");
        assertThat(Stored.sizes(directory)).isEqualTo(sizesAfter);
    }

    @Test
    void aReportReadsTheWholeBatch() throws IOException {
        stopAfter(0);
        Cli.Run report = Cli.run(
                "--warehouse", directory, "report", "traffic", "--by", "status", "--who", "all", "--output", "json");
        assertThat(report.code()).as(report.err()).isZero();
        assertThat(report.rows().get(0)).containsEntry("hits", 30);
    }

    @Test
    void aReaderThatWaitedForAWriterWhichDiedReadsTheWholeBatch() throws Exception {
        Files.delete(directory.resolve("plans").resolve(batch + ".open"));
        ExecutorService threads = Executors.newSingleThreadExecutor();
        AtomicReference<Thread> reader = new AtomicReference<>();
        try {
            Future<Map<String, Integer>> read;
            try (WarehouseLock writer = LockFile.take(directory.resolve("lock"), false, WarehouseLock.PATIENCE)) {
                assertThat(writer).isNotNull();
                read = threads.submit(() -> {
                    reader.set(Thread.currentThread());
                    try (WarehouseLock lock = Warehouse.open(directory).lockForReading()) {
                        assertThat(lock).isNotNull();
                        return Stored.sizes(directory);
                    }
                });
                while (reader.get() == null || reader.get().getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait(); // until it has looked for plans and waits for the lock
                }
                new BatchPlan(batch, files).write(directory.resolve("plans"), Warehouse.open(directory));
            }
            assertThat(read.get()).isEqualTo(sizesAfter);
        } finally {
            threads.shutdown();
        }
        assertNothingIsLeft();
    }

    @Test
    void aReaderSeesNothingOfTheWriterThatWaitsForIt() throws Exception {
        open("writing");
        ExecutorService threads = Executors.newSingleThreadExecutor();
        AtomicReference<Thread> writer = new AtomicReference<>();
        try {
            Future<?> written;
            try (WarehouseLock lock = Warehouse.open(directory).lockForReading()) {
                assertThat(lock).isNotNull();
                Map<String, Integer> first = Stored.sizes(directory);
                written = threads.submit(() -> {
                    writer.set(Thread.currentThread());
                    IngestJob job = new IngestJob(
                            Warehouse.open(directory),
                            Configuration.defaults(),
                            "test",
                            Workers.here(),
                            Clock.systemUTC());
                    job.run(new IngestJob.Request(List.of(temp.resolve("b.log").toString()), null, null, false));
                });
                while (writer.get() == null || writer.get().getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait(); // until it waits for the lock
                }
                assertThat(Stored.sizes(directory)).isEqualTo(first).isEqualTo(sizesBefore);
                assertThat(directory.resolve("plans")).isEmptyDirectory();
                assertThat(written).isNotDone();
            }
            written.get();
            assertThat(Stored.sizes(directory)).isEqualTo(sizesAfter);
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void anUnreadablePlanStopsEveryCommandWithOneClearLine() throws IOException {
        Path plan = Files.writeString(directory.resolve("plans").resolve(batch + ".plan.json"), "{\"batch\":");
        Cli.Run run = Cli.run("--warehouse", directory, "ingest", temp.resolve("a.log"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.complaints())
                .singleElement()
                .asString()
                .contains("cannot read " + plan)
                .contains("restore the file");
        assertThat(Stored.sizes(directory)).isEqualTo(sizesBefore);
    }

    /** The plan is durable, and so many tables carry the batch. */
    private static void stopAfter(int appended) {
        stopAfter(Warehouse.open(directory), appended);
    }

    private static void stopAfter(Warehouse warehouse, int appended) {
        String last = appended == 0
                ? "planned"
                : "committed " + ADDED.get(appended - 1).fullName();
        warehouse.watch(step -> {
            if (step.equals(last)) {
                throw new IllegalStateException("stopped");
            }
        });
        assertThatThrownBy(() -> warehouse.commit(new BatchPlan(batch, files))).hasMessage("stopped");
    }

    @Test
    void filesOfATaskThatWasTriedAgainElsewhereAreRemovedWithTheBatchsCompletion() throws IOException {
        DataFile named = files.get(Tables.AUDIENCE_HITS.fullName()).get(0);
        Path file = Warehouse.path(named.location());
        Path stray = Files.copy(file, file.resolveSibling(batch + "-00000000-0000-0000-0000-000000000000.parquet"));
        Path others = Files.copy(file, file.resolveSibling("20200101T000000Z-12345678-x.parquet"));

        Warehouse.open(directory).commit(new BatchPlan(batch, files));

        assertThat(stray).doesNotExist();
        assertThat(file).exists();
        assertThat(others).as("what is not the batch's is left alone").exists();
        Files.delete(others);
        assertThat(Stored.sizes(directory)).isEqualTo(sizesAfter);
        assertNothingIsLeft();
    }

    private static void open(String how) {
        Warehouse warehouse = Warehouse.open(directory);
        try (WarehouseLock lock = how.equals("reading") ? warehouse.lockForReading() : warehouse.lockForWriting()) {
            assertThat(lock).isNotNull();
        }
    }

    private static void assertNothingIsLeft() {
        assertThat(directory.resolve("plans")).isEmptyDirectory();
        assertThat(Stored.unnamedFiles(directory))
                .as("data files that no table names")
                .isEmpty();
    }
}
