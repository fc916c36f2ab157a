package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.SharedSpark;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.TestDatabase;
import dev.footfall.jobs.compact.Compaction;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands on a warehouse whose catalogue is in a database give what they give on one in a directory. */
@Timeout(120)
class DatabaseCatalogueTest {
    private static final CatalogueKind DATABASE = CatalogueKind.DATABASE;

    @TempDir
    static Path temp;

    private static TestDatabase server;

    @BeforeAll
    static void start() {
        server = TestDatabase.get();
    }

    /** A warehouse that is not there yet, with its configuration beside it. */
    private static Path fresh(String name) {
        Path directory = temp.resolve(name);
        DATABASE.prepare(directory);
        return directory;
    }

    private static Path log(String name, int from, int to) {
        return Samples.write(temp.resolve(name), Samples.lines(from, to) + "bad " + name + "\n");
    }

    private static String ok(Cli.Run run) {
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void theWholeWayGivesTheSameRowsUnderBothCatalogues() throws IOException {
        Map<CatalogueKind, Map<String, Object>> seen = new TreeMap<>();
        StringBuilder said = new StringBuilder();
        for (CatalogueKind kind : CatalogueKind.values()) {
            Path w = temp.resolve("whole-" + kind.name().toLowerCase(java.util.Locale.ROOT));
            kind.prepare(w);
            seen.put(kind, wholeWay(kind, w, said));
        }
        assertThat(seen.get(DATABASE)).isEqualTo(seen.get(CatalogueKind.DIRECTORY));

        Path w = temp.resolve("whole-database");
        assertThat(server.column("SELECT table_namespace || '.' || table_name FROM iceberg_tables"
                        + " WHERE catalog_name = 'whole-database'"))
                .containsExactlyInAnyOrderElementsOf(
                        Tables.ALL.stream().map(spec -> spec.fullName()).toList());
        assertThat(Files.readString(w.resolve("footfall-warehouse")))
                .isEqualTo("layout 1\ncatalog jdbc whole-database\n");
        assertThat(Files.readString(temp.resolve("whole-directory/footfall-warehouse")))
                .isEqualTo("layout 1\n");
        assertThat(server.column("SELECT owner FROM footfall_leases WHERE warehouse = 'whole-database'"))
                .isEmpty();
        assertThat(holders(said.toString())).as("the password").isEmpty();
    }

    private static Map<String, Object> wholeWay(CatalogueKind kind, Path w, StringBuilder said) {
        Map<String, Object> seen = new TreeMap<>();
        Object first = kind.ingest(w, log("1.log", 0, 10)).get(0).get("batch");
        kind.ingest(w, log("2.log", 10, 30));
        kind.ingest(w, log("3.log", 30, 60));
        seen.put("ingested", rows(w));
        seen.put("known again", kind.ingest(w, temp.resolve("2.log")).get(0).get("duplicates"));
        ok(kind.run(w, "batches", "undo", first));
        seen.put("undone", rows(w));
        ok(kind.run(w, "ingest", "--again", temp.resolve("3.log")));
        seen.put("again", rows(w));
        ok(kind.run(w, "tables", "compact"));
        seen.put("compacted", rows(w));
        seen.put("files", Stored.dataFiles(w).size());
        assertThat(Stored.unnamedFiles(w)).isEmpty();
        assertThat(w.resolve("plans")).isEmptyDirectory();
        for (List<Object> question : List.<List<Object>>of(
                List.of("report", "traffic", "--by", "page", "--who", "all", "--output", "csv"),
                List.of("report", "audience", "--by", "all", "--output", "csv"),
                List.of("quarantine", "list", "--output", "csv"),
                List.of("tables", "--output", "csv"),
                List.of("doctor"))) {
            Cli.Run run = kind.run(w, question.toArray());
            said.append(ok(run)).append(run.err());
            if (question.contains("report")) {
                seen.put(question.toString(), run.out());
            }
        }
        return seen;
    }

    private static Map<String, Object> rows(Path w) {
        Map<String, Object> rows = new TreeMap<>(Stored.sizes(w));
        rows.put("audience", Stored.in(w, Tables.AUDIENCE_HITS).bag(List.of("ts", "status", "page", "bytes")));
        rows.put("security", Stored.in(w, Tables.SECURITY_HITS).bag(List.of("ts", "status")));
        rows.put("network", Stored.in(w, Tables.NETWORK_HOURLY).sum("hits"));
        rows.put("adjusted", Stored.in(w, Tables.ADJUSTMENTS).bag(List.of("kind", "table_name", "row_count")));
        return rows;
    }

    /** Where the password stands: in what was said, in a file, or in the database. */
    private static List<String> holders(String said) throws IOException {
        List<String> holders = new ArrayList<>();
        String password = TestDatabase.password();
        if (said.contains(password)) {
            holders.add("output");
        }
        try (Stream<Path> walk = Files.walk(temp)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(password)) {
                    holders.add(file.getFileName().toString());
                }
            }
        }
        server
                .column("SELECT t::text FROM iceberg_tables t UNION ALL SELECT t::text FROM footfall_warehouses t"
                        + " UNION ALL SELECT t::text FROM footfall_leases t")
                .stream()
                .filter(row -> row.contains(password))
                .forEach(holders::add);
        return holders;
    }

    /** The control of the search above. */
    @Test
    void theSearchFindsThePasswordWhereItStands() throws IOException {
        Path file = Files.writeString(temp.resolve("leak"), "x" + TestDatabase.password());
        assertThat(holders(TestDatabase.password())).containsExactlyInAnyOrder("output", "leak");
        Files.delete(file);
    }

    @Test
    void aSecondWriterWaitsAndSaysForWhom() throws Exception {
        Path w = fresh("two-writers");
        DATABASE.ingest(w, log("4.log", 0, 5));
        Path more = log("5.log", 5, 12);
        CompletableFuture<Cli.Run> second;
        try (WarehouseLock writer = DATABASE.open(w).lockForWriting()) {
            assertThat(writer).isNotNull();
            second = CompletableFuture.supplyAsync(() -> DATABASE.run(w, "ingest", more));
            while (waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(second).isNotDone();
            assertThat(Stored.sizes(w)).containsEntry("audience.hits", 5);
        }
        Cli.Run run = second.get(60, TimeUnit.SECONDS);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).containsPattern("waiting for another footfall \\(process \\d+ on \\S+\\) that uses " + w);
        assertThat(Stored.sizes(w)).containsEntry("audience.hits", 12);
    }

    /** Threads that wait for a lock. */
    private static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(frames ->
                        Stream.of(frames).anyMatch(frame -> frame.getClassName().equals(LockWait.class.getName())))
                .count();
    }

    @Test
    void aReaderSeesNothingOfTheWriterThatWaitsForIt() throws Exception {
        Path w = fresh("reader");
        DATABASE.ingest(w, log("6.log", 0, 5));
        Path more = log("7.log", 5, 12);
        CompletableFuture<Cli.Run> writer;
        try (WarehouseLock reader = DATABASE.open(w).lockForReading()) {
            assertThat(reader).isNotNull();
            writer = CompletableFuture.supplyAsync(() -> DATABASE.run(w, "ingest", more));
            while (waiting() == 0) {
                Thread.onSpinWait();
            }
            assertThat(Stored.sizes(w)).containsEntry("audience.hits", 5);
            assertThat(w.resolve("plans")).isEmptyDirectory();
            assertThat(DATABASE.run(w, "tables").code()).as("readers share").isZero();
        }
        assertThat(writer.get(60, TimeUnit.SECONDS).code()).isZero();
        assertThat(Stored.sizes(w)).containsEntry("audience.hits", 12);
    }

    /** The real program, killed on its way; its lease outlives it and is let end here, which else takes a minute. */
    @Test
    void whatAKilledProcessPlannedIsCompletedOnceItsLeaseHasEnded() throws Exception {
        Path w = fresh("killed");
        DATABASE.ingest(w, log("8.log", 0, 5));
        Path directory = Files.createDirectory(temp.resolve("killed-jvm"));
        Path more = Samples.write(temp.resolve("9.log"), Samples.lines(5, 3000));
        List<String> words = new ArrayList<>(List.of("--warehouse", w.toString()));
        DATABASE.options(w).forEach(word -> words.add(word.toString()));
        words.addAll(List.of("ingest", more.toString()));
        Process program = ChildJvm.start(directory, Footfall.class, words);
        try {
            while (program.isAlive() && !begun(w)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(server.column("SELECT owner FROM footfall_leases WHERE warehouse = 'killed'"))
                .as("the killed process's lease; %s", Files.readString(directory.resolve("err")))
                .hasSize(1);
        server.endLeases("killed");

        Map<String, Object> again = DATABASE.ingest(w, more).get(0);

        assertThat(again).containsEntry("lines", 2995);
        assertThat(Stored.sizes(w))
                .containsEntry("audience.hits", 3000)
                .containsEntry("security.hits", 3000)
                .containsEntry("ingest.files", 2);
        assertThat(Stored.unnamedFiles(w)).isEmpty();
        assertThat(w.resolve("plans")).isEmptyDirectory();
    }

    /** Spark rewrites for long and commits by itself: another may have taken the warehouse over meanwhile. */
    @Test
    void whatSparkRewroteIsNotCommittedOnceAnotherTookTheLeaseOver() throws IOException {
        Path w = fresh("rewriting");
        DATABASE.ingest(w, log("10.log", 0, 5));
        DATABASE.ingest(w, log("11.log", 5, 12));
        Map<String, Object> before = rows(w);
        int files = Stored.dataFiles(w).size();
        Map<String, String> pointers = new TreeMap<>();
        Warehouse old = DATABASE.open(w);
        old.watch(step -> {
            server.endLeases("rewriting");
            DATABASE.open(w).lockForWriting().close();
            pointers.putAll(server.pointers("rewriting"));
        });
        Compaction.Request all = new Compaction.Request(List.of(Tables.AUDIENCE_HITS), null, 128);

        assertThatThrownBy(() -> Compaction.run(old, SharedSpark::session, all, Clock.systemUTC()))
                .hasStackTraceContaining("another footfall took over warehouse " + w);

        assertThat(pointers).isNotEmpty();
        assertThat(server.pointers("rewriting")).isEqualTo(pointers);
        assertThat(rows(w)).isEqualTo(before);
        assertThat(Stored.unnamedFiles(w)).isEmpty();
        // The control: who holds the warehouse commits the same.
        Compaction.run(DATABASE.open(w), SharedSpark::session, all, Clock.systemUTC());
        assertThat(Stored.dataFiles(w)).hasSize(files - 1);
        assertThat(rows(w)).isEqualTo(before);
    }

    /** The marker is gone, which else tells the next command what to remove. */
    @Test
    void whoGivesABatchUpAfterATakeoverRemovesItsFiles() throws IOException {
        Path w = fresh("given-up");
        DATABASE.ingest(w, log("12.log", 0, 5));
        String batch = "20260101T000000Z-00000000";
        Path late = Files.createDirectories(w.resolve("audience/hits/data/day=2026-01-01"))
                .resolve(batch + "-late.parquet");
        Warehouse old = DATABASE.open(w);
        try (WarehouseLock lost = old.lockForWriting()) {
            assertThat(lost).isNotNull();
            old.begin(batch);
            server.endLeases("given-up");
            DATABASE.open(w).lockForWriting().close();
            assertThat(w.resolve("plans")).isEmptyDirectory();
            Files.createFile(late);

            old.abandon(batch);
        }
        assertThat(late).doesNotExist();
        assertThat(Stored.unnamedFiles(w)).isEmpty();
        assertThat(Stored.sizes(w)).containsEntry("audience.hits", 5);
    }

    private static boolean begun(Path w) throws IOException {
        try (Stream<Path> plans = Files.list(w.resolve("plans"))) {
            return plans.findAny().isPresent();
        }
    }
}
