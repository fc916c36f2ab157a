package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real program, killed while it ingests, and run again: the rows are those of a run that nobody disturbed. */
@Timeout(120)
class KilledTest {
    private static final int LINES = 40_000;
    private static final List<String> COLUMNS = List.of("ts", "status", "page");

    @TempDir
    static Path temp;

    private static Path log;
    private static Map<String, Long> undisturbed;

    /** When the program is killed: up to so long after a file whose name ends so stands in the warehouse. */
    enum Moment {
        WAREHOUSE_BEGINS("/lock", 400),
        BATCH_BEGINS(".open", 1500),
        FILES_ARE_WRITTEN(".parquet", 300),
        PLAN_IS_DURABLE(".plan.json", 40);

        private final String sign;
        private final int mostMillisLater;

        Moment(String sign, int mostMillisLater) {
            this.sign = sign;
            this.mostMillisLater = mostMillisLater;
        }
    }

    @BeforeAll
    static void runUndisturbed() throws IOException {
        log = temp.resolve("bench.log");
        BenchLog.write(log, LINES, 11);
        Path w = temp.resolve("undisturbed");
        assertThat(Cli.ingest(w, log).get(0)).containsEntry("hits", LINES);
        undisturbed = Stored.in(w, Tables.AUDIENCE_HITS).bag(COLUMNS);
    }

    @ParameterizedTest
    @EnumSource
    void theNextRunGivesEveryRowOnce(Moment moment) throws Exception {
        Path directory = Files.createDirectory(temp.resolve(moment.name()));
        Path w = directory.resolve("w");
        long seed = System.nanoTime();
        Process program = ChildJvm.start(
                directory, Footfall.class, List.of("--warehouse", w.toString(), "ingest", log.toString()));
        try {
            while (program.isAlive() && !stands(w, moment.sign)) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            int later = new Random(seed).nextInt(moment.mostMillisLater);
            program.waitFor(later, TimeUnit.MILLISECONDS);
        } finally {
            program.destroyForcibly().waitFor();
        }

        Map<String, Object> again = Cli.ingest(w, log).get(0);

        String where = moment + ", seed " + seed + ", " + again + Files.readString(directory.resolve("err"));
        assertThat(again.get("lines")).as(where).isEqualTo(LINES);
        assertThat(again.get("quarantined")).as(where).isEqualTo(0);
        assertThat(Stored.in(w, Tables.AUDIENCE_HITS).bag(COLUMNS)).as(where).isEqualTo(undisturbed);
        assertThat(Stored.sizes(w))
                .as(where)
                .containsEntry("security.hits", LINES)
                .containsEntry("ingest.files", 1)
                .containsEntry("ingest.batches", 1);
        assertThat(Stored.in(w, Tables.NETWORK_HOURLY).sum("hits")).as(where).isEqualTo(LINES);
        assertThat(w.resolve("plans")).isEmptyDirectory();
        assertThat(Cli.ingest(w, log).get(0)).containsEntry("duplicates", LINES);
    }

    private static boolean stands(Path warehouse, String sign) {
        try (Stream<Path> walk = Files.walk(warehouse)) {
            return walk.anyMatch(path -> path.toString().endsWith(sign));
        } catch (UncheckedIOException | NoSuchFileException vanished) {
            return false; // not there yet, or a file was renamed while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
