package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program in a process of its own, killed while it ingests, and run again: every row of every table is there
 * once, as after a run that nobody disturbed. {@code mvn -Plong} kills fifty times. A failure prints the seed; give it
 * as {@code -Dfootfall.seed=…}.
 */
class KilledTest {
    private static final int KILLS = Integer.getInteger("footfall.kills", 3);
    private static final boolean LONG = KILLS > 10;
    private static final long SEED = Long.getLong("footfall.seed", System.nanoTime());

    /** Every so many kills the run that mends what the first one left is killed as well. */
    private static final int MENDER_DIES_EVERY = 3;

    private static final long PATIENCE_SECONDS = 120;

    @TempDir
    static Path temp;

    private static List<Path> logs;

    private static Path warehouse;

    /** A copy of the warehouse without rows, with the keys that the undisturbed run has made. */
    private static Path empty;

    private static Map<String, String> undisturbed;

    /** How far a run had come, by what stands on the disk. */
    private enum Phase {
        LOOKING_AT_THE_INPUT,
        TASKS_BEGIN,
        TASKS_WRITE,
        PLAN_IS_CARRIED_OUT,
        DONE
    }

    /** When the program is killed: up to so long after it came to a phase. */
    private enum Aim {
        AT_THE_FIRST_TASK(Phase.TASKS_BEGIN, 1500),
        AMID_DATA_FILES(Phase.TASKS_WRITE, LONG ? 2500 : 400),
        AMID_THE_PLAN(Phase.PLAN_IS_CARRIED_OUT, 120),
        WHENEVER(Phase.LOOKING_AT_THE_INPUT, LONG ? 12_000 : 8_000);

        private final Phase phase;
        private final int mostMillisLater;

        Aim(Phase phase, int mostMillisLater) {
            this.phase = phase;
            this.mostMillisLater = mostMillisLater;
        }
    }

    @BeforeAll
    static void runUndisturbed() throws IOException {
        logs = writeLogs(Files.createDirectory(temp.resolve("logs")));
        warehouse = temp.resolve("w");
        Warehouse.openOrCreate(warehouse);
        empty = temp.resolve("empty");
        copy(warehouse, empty);
        Cli.ingest(warehouse, logs.toArray());
        undisturbed = RowsByFile.in(warehouse);
        copy(warehouse.resolve("keys"), empty.resolve("keys"));
    }

    private static void emptyTheWarehouse() throws IOException {
        FileUtil.fullyDelete(warehouse.toFile());
        copy(empty, warehouse);
    }

    /** One file that is split, two that are compressed, one with a state; bad lines in all. */
    private static List<Path> writeLogs(Path directory) throws IOException {
        int lines = LONG ? 200_000 : 50_000;
        Path plain = combined(directory.resolve("plain.log"), lines, 1);
        Path gz = combined(directory.resolve("packed.log"), lines / 5, 2);
        Path zst = combined(directory.resolve("denser.log"), lines / 5, 3);
        Path w3c = directory.resolve("u_ex26.log");
        StringBuilder iis = new StringBuilder("#Fields: date time c-ip cs-method cs-uri-stem sc-status\n");
        for (int i = 0; i < lines / 5; i++) {
            iis.append("2026-10-%02d %02d:%02d:%02d 192.0.2.%d GET /p%d 200%s\n"
                    .formatted(
                            i / 3600 / 24 + 1,
                            i / 3600 % 24,
                            i / 60 % 60,
                            i % 60,
                            i % 250,
                            i % 40,
                            i % 997 == 5 ? "?" : ""));
        }
        List<Path> all = List.of(
                plain,
                Samples.write(directory.resolve("packed.log.gz"), Samples.gzip(Files.readString(gz))),
                Samples.write(directory.resolve("denser.log.zst"), Samples.zstd(Files.readString(zst))),
                Samples.write(w3c, iis.toString()));
        Files.delete(gz);
        Files.delete(zst);
        return all;
    }

    private static Path combined(Path file, int lines, long seed) throws IOException {
        BenchLog.write(file, lines, seed);
        List<String> text = new ArrayList<>(Files.readAllLines(file));
        for (int i = 7; i < text.size(); i += 997) {
            text.set(i, text.get(i).replace('"', '\''));
        }
        return Files.write(file, text);
    }

    @Test
    @Timeout(1200)
    void theNextRunGivesEveryRowOnce() throws Exception {
        System.out.println("KilledTest: " + KILLS + " kills, seed " + SEED);
        Random random = new Random(SEED);
        Map<Phase, Integer> hits = new EnumMap<>(Phase.class);
        Map<Phase, Integer> hitsOfMenders = new EnumMap<>(Phase.class);
        for (int i = 0; i < KILLS; i++) {
            Aim aim = Aim.values()[i % Aim.values().length];
            Path directory = Files.createDirectory(temp.resolve("kill-" + i));
            emptyTheWarehouse();
            StringBuilder story = new StringBuilder("seed " + SEED + ", kill " + i);

            hits.merge(killed(directory, aim, random, story), 1, Integer::sum);
            if (i % MENDER_DIES_EVERY == MENDER_DIES_EVERY - 1) {
                hitsOfMenders.merge(killed(directory, next(aim), random, story), 1, Integer::sum);
            }
            System.out.println("KilledTest: " + story);
            Cli.ingest(warehouse, logs.toArray());

            story.append('\n').append(Files.readString(directory.resolve("err")));
            assertSameAsUndisturbed(warehouse, story.toString());
            FileUtil.fullyDelete(directory.toFile());
        }
        System.out.println("KilledTest: first runs died at " + hits + ", menders at " + hitsOfMenders);
        assertThat(hits.keySet()).as("the kills are spread").contains(Phase.TASKS_WRITE, Phase.PLAN_IS_CARRIED_OUT);
        assertThat(hitsOfMenders).isNotEmpty();
        if (LONG) {
            assertThat(hits).hasSizeGreaterThanOrEqualTo(4);
            assertThat(hits.get(Phase.TASKS_WRITE)).isGreaterThan(5);
            assertThat(hits.get(Phase.PLAN_IS_CARRIED_OUT)).isGreaterThan(5);
        }
    }

    private static Aim next(Aim aim) {
        return Aim.values()[(aim.ordinal() + 1) % Aim.values().length];
    }

    /** Runs the program and kills it; says how far it had come. */
    private static Phase killed(Path directory, Aim aim, Random random, StringBuilder story) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("--warehouse", warehouse.toString(), "ingest"));
        logs.forEach(log -> arguments.add(log.toString()));
        int later = random.nextInt(aim.mostMillisLater);
        Process program = ChildJvm.start(directory, Footfall.class, arguments);
        Phase seen = phase();
        try {
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (program.isAlive() && seen.compareTo(aim.phase) < 0 && System.nanoTime() < until) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                seen = phase();
            }
            if (program.waitFor(later, TimeUnit.MILLISECONDS)) {
                assertThat(program.exitValue())
                        .as("%s: the program ended by itself: %s", story, Files.readString(directory.resolve("err")))
                        .isZero();
            }
        } finally {
            program.destroyForcibly().waitFor();
        }
        Phase phase = phase();
        story.append(", ")
                .append(aim)
                .append(" +")
                .append(later)
                .append(" ms after ")
                .append(seen)
                .append(": died at ")
                .append(phase);
        return phase;
    }

    private static Phase phase() {
        // Looked at in this order: a batch begins with its marker, which stays until it is done.
        boolean written = names(warehouse).stream().anyMatch(name -> name.endsWith(".parquet"));
        List<String> plans = names(warehouse.resolve("plans"));
        if (plans.stream().anyMatch(name -> name.endsWith(".plan.json"))) {
            return Phase.PLAN_IS_CARRIED_OUT;
        }
        if (plans.stream().anyMatch(name -> name.endsWith(".open"))) {
            return written ? Phase.TASKS_WRITE : Phase.TASKS_BEGIN;
        }
        return written ? Phase.DONE : Phase.LOOKING_AT_THE_INPUT;
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.map(Path::toString).toList();
        } catch (UncheckedIOException | NoSuchFileException vanished) {
            return names(directory); // a file went while we looked
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSameAsUndisturbed(Path w, String story) {
        assertThat(RowsByFile.in(w)).as(story).isEqualTo(undisturbed);
        assertThat(Stored.unnamedFiles(w)).as(story).isEmpty();
        assertThat(w.resolve("plans")).as(story).isEmptyDirectory();
        Stored files = Stored.in(w, Tables.FILES);
        assertThat(files.sum("hits") + files.sum("quarantined") + files.sum("duplicates"))
                .as(story)
                .isEqualTo(files.sum("lines"))
                .isPositive();
    }

    /** What the comparison rests on: rows that are missing, doubled or another's would show, and so would stray files. */
    @Test
    void aLineMoreOrAStrayFileWouldShow() throws IOException {
        emptyTheWarehouse();
        Path w = warehouse;
        Path changed = temp.resolve("changed/plain.log");
        Samples.write(changed, Files.readString(logs.get(0)) + Samples.lines(0, 1));
        List<Object> inputs = new ArrayList<>(logs);
        inputs.set(0, changed);
        Cli.ingest(w, inputs.toArray());
        Map<String, String> rows = RowsByFile.in(w);

        assertThat(rows).isNotEqualTo(undisturbed);
        Map<String, String> same = new TreeMap<>(rows);
        same.keySet().retainAll(undisturbed.keySet());
        same.keySet().removeIf(key -> key.endsWith("all files"));
        assertThat(same).as("other files are alike").hasSizeGreaterThan(9);
        assertThat(undisturbed).containsAllEntriesOf(same);
        String file = Stored.dataFiles(w).iterator().next();
        Files.copy(Path.of(file), Path.of(file.replace(".parquet", "-copy.parquet")));
        assertThat(Stored.unnamedFiles(w)).hasSize(1);
    }

    @Test
    @Timeout(120)
    void aRunThatDiesWhileItMakesTheWarehouseIsNoHindrance() throws Exception {
        Path directory = Files.createDirectory(temp.resolve("beginning"));
        Path w = directory.resolve("w");
        Path log = Samples.write(directory.resolve("a.log"), Samples.lines(0, 50));
        Process program = ChildJvm.start(
                directory, Footfall.class, List.of("--warehouse", w.toString(), "ingest", log.toString()));
        try {
            while (program.isAlive() && !Files.exists(w.resolve("lock"))) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            program.waitFor(new Random(SEED).nextInt(400), TimeUnit.MILLISECONDS);
        } finally {
            program.destroyForcibly().waitFor();
        }
        assertThat(Cli.ingest(w, log).get(0)).as("seed %d", SEED).containsEntry("lines", 50);
        assertThat(Stored.in(w, Tables.AUDIENCE_HITS).size()).isEqualTo(50);
        assertThat(Stored.unnamedFiles(w)).isEmpty();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            for (Path path : walk.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (!Files.isDirectory(target)) {
                    Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
