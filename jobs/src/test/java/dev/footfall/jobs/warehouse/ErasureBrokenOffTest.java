package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.subject.Erasure;
import dev.footfall.jobs.subject.Subject;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.table.Tables;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erasure that dies at whatever step is completed by running it again, and what died is never half seen. */
class ErasureBrokenOffTest {
    private static final String LINE = "198.51.100.%d - %s [14/Oct/2026:08:00:0%d +0000] \"GET /a HTTP/1.1\" 200 10\n";

    @TempDir
    Path temp;

    private Path fill(String name) {
        Path directory = temp.resolve(name);
        String log = LINE.formatted(1, "ada", 1)
                + LINE.formatted(1, "-", 2)
                + LINE.formatted(2, "bob", 3)
                + "198.51.100.1 bad\n198.51.100.2 bad\n";
        Cli.ingest(directory, Samples.write(temp.resolve("a.log"), log), "--format", "common", "--final");
        return directory;
    }

    private static List<Erasure.Gone> erase(Warehouse warehouse) {
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            Subject subject = new Subject(
                    warehouse,
                    List.of(GivenIdentifier.of(Kind.ADDRESS, "198.51.100.1").orElseThrow()),
                    PolicyVersions.bundled());
            return Erasure.run(subject, Clock.systemUTC());
        }
    }

    /** What is left, without the ids that differ from run to run. */
    private static Map<String, Object> state(Path directory) {
        Map<String, Object> state = new TreeMap<>(Stored.sizes(directory));
        state.remove(Tables.ADJUSTMENTS.fullName());
        state.put("hits", Stored.in(directory, Tables.NETWORK_HOURLY).sum("hits"));
        state.put("sketches", present(directory, Tables.NETWORK_HOURLY, "addresses"));
        state.put("lines", present(directory, Tables.QUARANTINE, "line"));
        return state;
    }

    private static long present(Path directory, dev.footfall.table.TableSpec table, String column) {
        return Stored.in(directory, table).column(column).stream()
                .filter(Objects::nonNull)
                .count();
    }

    @Test
    void runAgainItEndsWhereAnUndisturbedOneEnds() {
        Path undisturbed = fill("undisturbed");
        Map<String, Object> before = state(undisturbed);
        List<String> steps = new ArrayList<>();
        Warehouse whole = Warehouse.open(undisturbed);
        whole.watch(steps::add);
        assertThat(erase(whole)).extracting(Erasure.Gone::count).containsExactly(2L, 2L, 1L, 1L);
        Map<String, Object> expected = state(undisturbed);
        assertThat(expected)
                .containsEntry("audience.hits", 1)
                .containsEntry("security.hits", 1)
                .containsEntry("hits", 3L)
                .containsEntry("sketches", 0L)
                .containsEntry("lines", 1L);
        assertThat(steps).contains("begun", "planned", "committed security.hits", "expired security.hits", "finished");

        for (int step = 0; step < steps.size(); step++) {
            Path directory = fill("stopped-" + step);
            Warehouse warehouse = Warehouse.open(directory);
            int[] left = {step};
            warehouse.watch(done -> {
                if (left[0]-- == 0) {
                    throw new StoppedException();
                }
            });
            assertThatThrownBy(() -> erase(warehouse)).isInstanceOf(StoppedException.class);
            Warehouse.open(directory).lockForReading().close();
            assertThat(state(directory)).as("read after " + steps.get(step)).isIn(before, expected);

            erase(Warehouse.open(directory));

            assertThat(state(directory)).as("stopped after " + steps.get(step)).isEqualTo(expected);
            assertThat(directory.resolve("plans")).isEmptyDirectory();
            assertThat(Stored.unnamedFiles(directory)).isEmpty();
        }
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
