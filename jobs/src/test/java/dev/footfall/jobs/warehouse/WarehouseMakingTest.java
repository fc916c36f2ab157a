package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.UserException;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a warehouse comes to be, also when its making is broken off or two make it at once. */
class WarehouseMakingTest {
    @TempDir
    Path temp;

    private void assertMade(Path directory) {
        assertThat(Stored.sizes(directory)).hasSize(Tables.ALL.size()).allSatisfy((table, rows) -> assertThat(rows)
                .isZero());
        assertThat(directory.resolve("plans")).isEmptyDirectory();
    }

    @Test
    void aMissingDirectoryAndAnEmptyOneBecomeWarehouses() throws IOException {
        Warehouse.openOrCreate(temp.resolve("deep/new"));
        assertMade(temp.resolve("deep/new"));
        Warehouse.openOrCreate(Files.createDirectory(temp.resolve("empty")));
        assertMade(temp.resolve("empty"));
    }

    @Test
    void aCopyIsRefusedForItWouldWriteIntoTheWarehouseItWasCopiedFrom() throws IOException {
        Path original = temp.resolve("w");
        Path log = Samples.write(temp.resolve("a.log"), Samples.lines(0, 3));
        Cli.ingest(original, Samples.write(temp.resolve("b.log"), Samples.lines(3, 9)));
        Path copy = temp.resolve("copy");
        try (Stream<Path> walk = Files.walk(original)) {
            for (Path path : walk.toList()) {
                Files.copy(path, copy.resolve(original.relativize(path).toString()));
            }
        }

        Cli.Run run = Cli.run("--warehouse", copy, "ingest", log);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.complaints())
                .singleElement()
                .asString()
                .contains("was made as " + original, "move it back there");
        assertThat(Stored.sizes(original)).containsEntry("audience.hits", 6);
        Path link = Files.createSymbolicLink(temp.resolve("link"), original);
        assertThat(Cli.ingest(link, log).get(0)).as("a link is no copy").containsEntry("hits", 3);
    }

    @RepeatedTest(3)
    void thoseWhoMakeItAtOnceGetTheSameOne() throws Exception {
        Path directory = temp.resolve("w");
        CyclicBarrier start = new CyclicBarrier(4);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> made = threads.invokeAll(Collections.nCopies(4, () -> {
                start.await();
                return Warehouse.openOrCreate(directory).directory();
            }));
            for (Future<Path> one : made) {
                assertThat(one.get()).isEqualTo(directory);
            }
        } finally {
            threads.shutdown();
        }
        assertMade(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lock", "lock plans/", "lock plans/ audience/ security/", "lock plans/ audience/hits/metadata/"})
    void aMakingThatWasBrokenOffIsTakenUp(String there) throws IOException {
        Path directory = Files.createDirectory(temp.resolve("w"));
        for (String name : there.split(" ")) {
            if (name.endsWith("/")) {
                Files.createDirectories(directory.resolve(name));
            } else {
                Files.createFile(directory.resolve(name));
            }
        }
        Warehouse.openOrCreate(directory);
        assertMade(directory);
    }

    @Test
    void aWarehouseIsOneOnlyWhenAllItsTablesAreThere() throws IOException {
        Path whole = temp.resolve("whole");
        Warehouse.openOrCreate(whole);
        try (Stream<Path> entries = Files.list(whole)) {
            assertThat(entries.map(path -> path.getFileName().toString()))
                    .contains("footfall-warehouse", "lock", "plans", "audience", "security", "network", "ingest");
        }
        Path half = Files.createDirectories(temp.resolve("half/plans")).getParent();
        Files.createFile(half.resolve("lock"));
        assertThatThrownBy(() -> Warehouse.open(half))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("is no warehouse");
    }

    @Test
    void aTableThatAnOlderProgramDidNotKnowIsAdded() {
        Path directory = temp.resolve("w");
        Warehouse.openOrCreate(directory);
        org.apache.hadoop.fs.FileUtil.fullyDelete(
                directory.resolve("network/hourly").toFile());
        Warehouse.openOrCreate(directory);
        assertMade(directory);
    }

    @Test
    void columnsThatAnOlderProgramDidNotKnowAreAdded() {
        Path directory = temp.resolve("w");
        Warehouse older = Warehouse.openOrCreate(directory);
        Cli.ingest(directory, Samples.write(temp.resolve("a.log"), Samples.lines(0, 3)));
        older.table("ingest.batches")
                .updateSchema()
                .deleteColumn("rules")
                .deleteColumn("configuration")
                .commit();
        assertThat(Cli.run("--warehouse", directory, "batches", "list").code()).isZero();

        Cli.ingest(directory, Samples.write(temp.resolve("b.log"), Samples.lines(3, 6)));

        Stored batches = Stored.in(directory, Tables.BATCHES);
        assertThat(batches.column("rules")).hasSize(2).containsOnlyOnce((Object) null);
        assertThat(batches.distinct("configuration")).isEqualTo(1);
    }

    @Test
    void vaultsAreForTheirOwnerAndGroupOnly() throws IOException {
        Path directory = temp.resolve("w");
        Warehouse.openOrCreate(directory);
        for (String vault : List.of("audience", "security", "network", "ingest", "plans")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(vault))))
                    .isEqualTo("rwxr-x---");
        }
        try (Stream<Path> walk = Files.walk(directory.resolve("security"))) {
            assertThat(walk)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .as(path.toString())
                            .endsWith("---"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "100%25", "b\u00fccher", "plus+and&"})
    void anyNameWillDo(String name) throws IOException {
        Path directory = temp.resolve(name).resolve("w");
        Path log = Samples.write(temp.resolve(name).resolve("a log.log"), Samples.lines(0, 3));
        assertThat(Cli.ingest(directory, log).get(0)).containsEntry("hits", 3);
        assertThat(Cli.ingest(directory, log).get(0)).containsEntry("duplicates", 3);
        assertThat(Stored.in(directory, Tables.AUDIENCE_HITS).size()).isEqualTo(3);
        assertThat(Stored.unnamedFiles(directory)).isEmpty();
        Cli.Run report = Cli.run("--warehouse", directory, "report", "traffic", "--output", "json");
        assertThat(report.rows().get(0)).containsEntry("hits", 3);
        try (Stream<Path> made = Files.list(temp)) {
            assertThat(made).as("nothing is written elsewhere").containsExactly(temp.resolve(name));
        }
    }
}
