package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.retain.Retention;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.PolicyVersions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A retention that dies at whatever step is completed by running it again. */
class RetentionBrokenOffTest {
    /** Security rows, those of networks and some keys are over, audience rows are not. */
    private static final LocalDate AS_OF = LocalDate.now(ZoneOffset.UTC).plusDays(3);

    @TempDir
    Path temp;

    private Path fill(String name) {
        Path directory = temp.resolve(name);
        Cli.ingest(directory, Samples.write(temp.resolve("a.log"), Samples.lines(0, 10) + "bad\n"));
        return directory;
    }

    private static Retention retention(Warehouse warehouse) {
        return new Retention(
                warehouse,
                PolicyVersions.bundled(),
                () -> KeyStore.open(warehouse.keys(), MasterKey.of(Map.of(), warehouse.keys())),
                Clock.systemUTC());
    }

    /** What is left, without the ids that differ from run to run. */
    private static Map<String, Object> state(Path directory) {
        Map<String, Object> state = new TreeMap<>(Stored.sizes(directory));
        Path keys = directory.resolve("keys");
        state.put(
                "destroyed",
                KeyStore.open(keys, MasterKey.of(Map.of(), keys)).keys().stream()
                        .filter(key -> key.state() == KeyInfo.State.DESTROYED)
                        .map(key -> key.kind() + " " + key.epoch())
                        .toList());
        return state;
    }

    @Test
    void runAgainItEndsWhereAnUndisturbedOneEnds() {
        Path undisturbed = fill("undisturbed");
        List<String> steps = new ArrayList<>();
        Warehouse whole = Warehouse.open(undisturbed);
        whole.watch(steps::add);
        assertThat(retention(whole).run(AS_OF)).isNotEmpty();
        Map<String, Object> expected = state(undisturbed);
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
            assertThatThrownBy(() -> retention(warehouse).run(AS_OF)).isInstanceOf(StoppedException.class);

            retention(Warehouse.open(directory)).run(AS_OF);

            assertThat(state(directory)).as("stopped after " + steps.get(step)).isEqualTo(expected);
            assertThat(directory.resolve("plans")).isEmptyDirectory();
            assertThat(Stored.unnamedFiles(directory)).isEmpty();
        }
    }

    private static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
