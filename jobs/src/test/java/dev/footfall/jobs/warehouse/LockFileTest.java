package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One writer, or any number of readers; whoever has to wait in vain is told so. */
@Timeout(60)
class LockFileTest {
    private static final Duration IMPATIENT = Duration.ofMillis(1);
    private static final Duration PATIENT = Duration.ofSeconds(30);

    @TempDir
    Path temp;

    private Path file;
    private Process holder;

    @BeforeEach
    void makeLockFile() throws IOException {
        file = Files.createFile(temp.resolve("lock"));
    }

    @AfterEach
    void endHolder() throws InterruptedException {
        if (holder != null) {
            holder.destroyForcibly();
            holder.waitFor();
        }
    }

    private void holdElsewhere(String how) throws IOException {
        Path taken = temp.resolve("taken");
        holder = ChildJvm.start(temp, LockHolder.class, List.of(file.toString(), how, taken.toString()));
        while (!Files.exists(taken)) {
            assertThat(holder.isAlive())
                    .as(Files.readString(temp.resolve("err")))
                    .isTrue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    @ParameterizedTest(name = "{0} beside {1}: {2}")
    @CsvSource({
        "shared,    shared,    true",
        "shared,    exclusive, false",
        "exclusive, shared,    false",
        "exclusive, exclusive, false",
    })
    void readersShareAndWritersAreAloneAmongProcesses(String held, String wanted, boolean together) throws IOException {
        holdElsewhere(held);
        assertTogether(wanted, together);
    }

    @ParameterizedTest(name = "{0} beside {1}: {2}")
    @CsvSource({
        "shared,    shared,    true",
        "shared,    exclusive, false",
        "exclusive, shared,    false",
        "exclusive, exclusive, false",
    })
    void readersShareAndWritersAreAloneInOneProcess(String held, String wanted, boolean together) {
        try (WarehouseLock lock = take(held, IMPATIENT)) {
            assertThat(lock).isNotNull();
            assertTogether(wanted, together);
        }
        take(wanted, IMPATIENT).close();
    }

    @Test
    void theLastOfSeveralReadersInOneProcessLetsGoOfTheLock() throws IOException {
        WarehouseLock first = take("shared", IMPATIENT);
        WarehouseLock second = take("shared", IMPATIENT);
        first.close();
        assertTogether("exclusive", false);
        second.close();
        take("exclusive", IMPATIENT).close();
        holdElsewhere("exclusive");
    }

    @Test
    void closingTwiceLetsNoOtherReaderGo() {
        WarehouseLock first = take("shared", IMPATIENT);
        try (WarehouseLock second = take("shared", IMPATIENT)) {
            assertThat(second).isNotNull();
            first.close();
            first.close();
            assertTogether("exclusive", false);
        }
    }

    @Test
    void whoTriesInVainLeavesTheLockToItsHolder() throws Exception {
        try (WarehouseLock lock = take("exclusive", IMPATIENT)) {
            assertThat(lock).isNotNull();
            assertTogether("exclusive", false);
            Path taken = temp.resolve("taken");
            holder = ChildJvm.start(temp, LockHolder.class, List.of(file.toString(), "exclusive", taken.toString()));
            assertThat(holder.waitFor()).isNotZero();
            assertThat(taken).doesNotExist();
        }
    }

    @Test
    void aWriterThatWaitsGetsTheLockWhenTheOtherEnds() throws Exception {
        holdElsewhere("exclusive");
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try (WarehouseLock lock = take("exclusive", PATIENT)) {
                return lock != null;
            }
        });
        assertThat(waiting).isNotDone();
        holder.getOutputStream().close();
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theLockOfAKilledProcessIsFree() throws Exception {
        holdElsewhere("exclusive");
        holder.destroyForcibly().waitFor();
        take("exclusive", PATIENT).close();
    }

    @Test
    void whoWaitsInVainIsToldWhatIsInUseAndWhatToDo() {
        try (WarehouseLock lock = take("exclusive", IMPATIENT)) {
            assertThat(lock).isNotNull();
            assertThatThrownBy(() -> take("exclusive", IMPATIENT))
                    .isInstanceOfSatisfying(
                            UserException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                    .hasMessage("warehouse " + temp
                            + " is in use by another footfall: wait for it to end, or end it, and" + " run this again");
        }
    }

    private WarehouseLock take(String how, Duration patience) {
        return LockFile.take(file, how.equals("shared"), patience);
    }

    private void assertTogether(String wanted, boolean together) {
        if (together) {
            take(wanted, IMPATIENT).close();
        } else {
            assertThatThrownBy(() -> take(wanted, IMPATIENT)).isInstanceOf(UserException.class);
        }
    }
}
