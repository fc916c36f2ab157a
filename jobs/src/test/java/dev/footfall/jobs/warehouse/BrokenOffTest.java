package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.TestDatabase;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.ingest.IngestJob;
import dev.footfall.jobs.ingest.QuarantineReplay;
import dev.footfall.jobs.ingest.Workers;
import dev.footfall.log.LogFormats;
import dev.footfall.table.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What takes rows away, broken off after each of its steps: before its plan nothing has happened, from its plan on the
 * next command completes it, and no data file is left that no table names.
 */
class BrokenOffTest {
    /** A line of another format than the rest. */
    private static final String COMMON = "192.0.2.7 - - [14/Oct/2025:09:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n";

    @TempDir
    static Path temp;

    /** A warehouse of a kind as it was filled, to go back to. */
    private record Filled(Path directory, Path copy, Map<String, String> pointers, String first) {}

    private static final Map<CatalogueKind, Filled> FILLED = new EnumMap<>(CatalogueKind.class);

    private CatalogueKind kind;
    private Path directory;
    private Filled filled;

    /** What is done to a warehouse that holds a batch of two files, with quarantined lines, and a later batch. */
    enum Act {
        UNDO {
            @Override
            void on(Warehouse warehouse, String first) {
                assertThat(BatchUndo.run(warehouse, first, Clock.systemUTC()).already())
                        .isFalse();
            }
        },
        AGAIN {
            @Override
            void on(Warehouse warehouse, String first) {
                IngestJob job =
                        new IngestJob(warehouse, Configuration.defaults(), "test", Workers.here(), Clock.systemUTC());
                List<String> paths = List.of(temp.resolve("a.log").toString());
                job.run(new IngestJob.Request(paths, null, null, false, true));
            }
        },
        REPLAY {
            @Override
            void on(Warehouse warehouse, String first) {
                new QuarantineReplay(warehouse, Configuration.defaults(), "test", Clock.systemUTC())
                        .run(new QuarantineReplay.Request(null, LogFormats.find("common")));
            }
        };

        abstract void on(Warehouse warehouse, String first);
    }

    private void use(CatalogueKind wanted) {
        kind = wanted;
        filled = FILLED.computeIfAbsent(wanted, BrokenOffTest::fill);
        directory = filled.directory;
    }

    private static Filled fill(CatalogueKind kind) {
        Path directory = temp.resolve("broken-" + kind.name().toLowerCase(Locale.ROOT));
        kind.prepare(directory);
        Path a = Samples.write(temp.resolve("a.log"), Samples.lines(0, 10) + COMMON);
        Path b = Samples.write(temp.resolve("b.log"), Samples.lines(10, 30) + "worse\n");
        String first = (String) kind.ingest(directory, a, b).get(0).get("batch");
        kind.ingest(directory, Samples.write(temp.resolve("c.log"), Samples.lines(30, 35) + "worst\n" + COMMON));
        Path copy = WarehouseFiles.copy(directory, temp.resolve("copy-" + kind));
        return new Filled(directory, copy, kind.pointers(directory), first);
    }

    /** Acts share their steps' code, and each step costs a second: with a database one act a test, all with -Plong. */
    private static boolean tried(Act act, Act representative) {
        return act == representative || Boolean.getBoolean("footfall.all.acts");
    }

    static Stream<Arguments> actsOfBothKinds() {
        return Stream.of(CatalogueKind.values()).flatMap(kind -> Stream.of(Act.values())
                .filter(act -> kind == CatalogueKind.DIRECTORY || tried(act, Act.REPLAY))
                .map(act -> Arguments.of(kind, act)));
    }

    static Stream<Act> actsWithATakeover() {
        return Stream.of(Act.values()).filter(act -> tried(act, Act.UNDO));
    }

    @ParameterizedTest(name = "{1}, catalogue in {0}")
    @MethodSource("actsOfBothKinds")
    void happensAsAWholeOrNotAtAll(CatalogueKind wanted, Act act) {
        use(wanted);
        List<String> steps = new ArrayList<>();
        restore();
        Map<String, Map<String, Long>> untouched = state();
        perform(act, steps, Integer.MAX_VALUE);
        Map<String, Map<String, Long>> done = state();
        assertThat(done).isNotEqualTo(untouched);
        assertThat(steps).startsWith("begun").endsWith("finished").contains("planned");
        assertThat(steps).filteredOn(step -> step.startsWith("committed")).hasSizeGreaterThan(4);
        assertThat(Stored.unnamedFiles(directory)).isEmpty();

        for (int last = 0; last < steps.size(); last++) {
            restore();
            List<String> until = new ArrayList<>();
            int stop = last;
            assertThatThrownBy(() -> perform(act, until, stop)).hasMessage("broken off");
            boolean planned = until.contains("planned");

            try (WarehouseLock lock = kind.open(directory).lockForReading()) {
                assertThat(state()).as("after %s", until).isEqualTo(planned ? done : untouched);
                assertThat(lock).isNotNull();
            }
            assertThat(Stored.unnamedFiles(directory)).as("after %s", until).isEmpty();
            assertThat(directory.resolve("plans")).isEmptyDirectory();
        }
    }

    /** The holder was suspended after a step, and does not know it. */
    @ParameterizedTest
    @MethodSource("actsWithATakeover")
    void isRefusedFromWhereAnotherTookItsLeaseOver(Act act) {
        use(CatalogueKind.DATABASE);
        List<String> steps = new ArrayList<>();
        restore();
        Map<String, Map<String, Long>> untouched = state();
        perform(act, steps, Integer.MAX_VALUE);
        Map<String, Map<String, Long>> done = state();

        for (int last = 0; last < steps.size() - 1; last++) {
            restore();
            int suspended = last;
            List<String> until = new ArrayList<>();
            Warehouse old = kind.open(directory);
            old.watch(step -> {
                until.add(step);
                if (until.size() == suspended + 1) {
                    TestDatabase.get().endLeases(directory.getFileName().toString());
                    kind.open(directory).lockForWriting().close();
                }
            });

            assertThatThrownBy(() -> act.on(old, filled.first))
                    .as("after %s", until)
                    .isInstanceOfSatisfying(
                            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                    .hasMessageContaining("another footfall took over warehouse " + directory);
            assertThat(until).as("nothing more was done").hasSize(suspended + 1);
            assertThat(state()).as("after %s", until).isEqualTo(until.contains("planned") ? done : untouched);
            assertThat(Stored.unnamedFiles(directory)).as("after %s", until).isEmpty();
            assertThat(directory.resolve("plans")).isEmptyDirectory();
        }
    }

    /** Performs an act and dies after a number of steps. */
    private void perform(Act act, List<String> steps, int last) {
        Warehouse warehouse = kind.open(directory);
        warehouse.watch(step -> {
            steps.add(step);
            if (steps.size() > last) {
                throw new IllegalStateException("broken off");
            }
        });
        act.on(warehouse, filled.first);
    }

    /** What can be compared between two runs, table by table: ids and tokens of files differ. */
    private Map<String, Map<String, Long>> state() {
        Map<String, Map<String, Long>> state = new TreeMap<>();
        state.put(
                "network",
                Map.of("hits", Stored.in(directory, Tables.NETWORK_HOURLY).sum("hits")));
        state.put("audience", Stored.in(directory, Tables.AUDIENCE_HITS).counts(this::row));
        state.put("security", Stored.in(directory, Tables.SECURITY_HITS).counts(this::row));
        state.put("quarantine", Stored.in(directory, Tables.QUARANTINE).bag(List.of("name", "byte_offset", "reason")));
        state.put("files", Stored.in(directory, Tables.FILES).bag(List.of("name", "hits", "quarantined")));
        state.put(
                "adjustments",
                Stored.in(directory, Tables.ADJUSTMENTS).bag(List.of("kind", "of_batch", "table_name", "row_count")));
        return state;
    }

    /** Batches that were there are compared by id; the one that an act makes has another id each time. */
    private String row(Record row) {
        boolean old = row.getField("batch").equals(filled.first);
        return (old ? "first " : "other ") + Stored.value(row, "ts") + " " + Stored.value(row, "status");
    }

    private void restore() {
        CatalogueKind.copyOver(directory, filled.copy);
        kind.restore(directory, filled.pointers);
    }
}
