package dev.footfall.jobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.simulate.BenchLog;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.Tables;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What breaks around an ingest: the disk, the input, a process. Afterwards all of the batch is there, or nothing. */
class FaultsTest {
    @TempDir
    Path temp;

    private static void assertNothingIsLeft(Path w) {
        assertThat(Stored.unnamedFiles(w)).as("data files that no table names").isEmpty();
        assertThat(w.resolve("plans")).isEmptyDirectory();
    }

    /** What becomes of a file after it was looked at and before it is read. */
    enum Change {
        VANISHES("cannot read", 2) {
            @Override
            void of(Path file) throws IOException {
                Files.delete(file);
            }
        },
        SHRINKS("became shorter while it was read", 1) {
            @Override
            void of(Path file) throws IOException {
                Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 60_000));
            }
        },
        IS_EMPTIED("became shorter while it was read", 1) {
            @Override
            void of(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        BECOMES_A_DIRECTORY("cannot read", 2) {
            @Override
            void of(Path file) throws IOException {
                Files.delete(file);
                Files.createDirectory(file);
            }
        },
        BECOMES_A_GZ_THAT_BREAKS_OFF("is compressed but cut off or damaged", 2) {
            @Override
            void of(Path file) throws IOException {
                byte[] gz = Samples.gzip(Files.readString(file.resolveSibling("c.log")) + Samples.lines(1, 2000));
                Files.write(file, Arrays.copyOf(gz, gz.length / 4));
            }
        };

        private final String complaint;
        private final int code;

        Change(String complaint, int code) {
            this.complaint = complaint;
            this.code = code;
        }

        abstract void of(Path file) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void anInputThatChangesUnderneathIsNamedAndNothingOfTheBatchStays(Change change) {
        Path w = temp.resolve("w");
        Cli.ingest(w, Samples.write(temp.resolve("a.log"), Samples.lines(0, 10)));
        Map<String, Integer> before = Stored.sizes(w);
        List<String> paths = new ArrayList<>();
        for (String name : List.of("b.log", "c.log", "d.log", "e.log")) {
            int from = 10 + name.charAt(0) * 2_000;
            paths.add(Samples.write(temp.resolve(name), many(from, 2_000)).toString());
        }
        Warehouse warehouse = Warehouse.open(w);
        IngestJob job = new IngestJob(
                warehouse,
                Configuration.defaults(),
                "test",
                changing(() -> change.of(temp.resolve("d.log"))),
                Clock.systemUTC());

        assertThatThrownBy(() -> job.run(new IngestJob.Request(paths, null, null, true)))
                .satisfies(thrown -> {
                    UserException said = cause(thrown);
                    assertThat(said)
                            .hasMessageContaining(temp.resolve("d.log") + " ")
                            .hasMessageContaining(change.complaint);
                    assertThat(said.exitCode()).isEqualTo(change.code);
                });
        assertThat(Stored.sizes(w)).isEqualTo(before);
        assertNothingIsLeft(w);
    }

    /** Something that is done between planning and reading. */
    private interface Meanwhile {
        void happens() throws IOException;
    }

    private static Workers changing(Meanwhile change) {
        return new Workers() {
            @Override
            List<IngestTask.Result> run(
                    IngestTask.Settings settings, Rules rules, Collection<InputPlanner.Looked> files) {
                try {
                    change.happens();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return Workers.here().run(settings, rules, files);
            }

            @Override
            boolean elsewhere() {
                return false;
            }
        };
    }

    private static UserException cause(Throwable thrown) {
        Throwable cause = thrown;
        while (!(cause instanceof UserException)) {
            cause = cause.getCause();
            assertThat(cause).as("no message for the user in %s", thrown).isNotNull();
        }
        return (UserException) cause;
    }

    /** Lines with distinct sizes, beyond the 3,600 that samples have. */
    private static String many(int from, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(Samples.line(i % 3600).replace(" 200 ", " 200 " + (from + i)))
                    .append('\n');
        }
        return text.toString();
    }

    /** However much room is left, a full disk is one line, and with room again the rows are all there, once. */
    @Test
    @Timeout(120)
    void aFullDiskIsSaidInOneLineAndLeavesNothingHalfDone() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        if (run("mount", "-t", "tmpfs", "-o", "size=16m", "footfall-test", disk.toString()) != 0) {
            System.out.println("FaultsTest: SKIPPED the full disk: only root may mount a small one");
            assumeTrue(false, "only root may mount a small disk");
        }
        try {
            Path w = disk.resolve("w");
            Path log = temp.resolve("bench.log");
            BenchLog.write(log, 30_000, 5);
            Cli.ingest(w, Samples.write(temp.resolve("a.log"), Samples.lines(0, 10)));
            Path filler = disk.resolve("filler");
            int full = 0;
            for (int kib : new int[] {0, 16, 100, 400, 1_000, 1_600, 2_000, 2_300, 2_500}) {
                fill(disk, filler, kib);
                Map<String, Integer> before = Stored.sizes(w);
                Cli.Run run = Cli.run("--warehouse", w, "ingest", log);
                if (run.code() == 0) {
                    Files.delete(filler);
                    break;
                }
                full++;
                assertThat(run.code()).as(run.err()).isEqualTo(1);
                assertThat(run.complaints())
                        .as("%d KiB left: %s", kib, run.err())
                        .hasSize(1);
                assertThat(run.complaints().get(0)).contains("the disk is full");
                if (Warehouse.open(w).unfinished().stream().noneMatch(name -> name.endsWith(".plan.json"))) {
                    assertThat(Stored.sizes(w)).as("%d KiB left", kib).isEqualTo(before);
                }
                Files.delete(filler);
            }
            assertThat(full).as("the disk was full").isGreaterThan(3);
            assertThat(Cli.ingest(w, log).get(0)).containsEntry("lines", 30_000);
            assertThat(Stored.sizes(w)).containsEntry("audience.hits", 30_010).containsEntry("security.hits", 30_010);
            assertNothingIsLeft(w);
        } finally {
            assertThat(run("umount", "--lazy", disk.toString())).isZero();
        }
    }

    /** Leaves so much room on a disk. */
    private static void fill(Path disk, Path filler, int kibLeft) throws IOException {
        long left = kibLeft * 1024L;
        byte[] block = new byte[4096];
        try (var out = Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            while (new File(disk.toString()).getUsableSpace() - left >= block.length) {
                out.write(block);
            }
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** A real cluster of two executors, one of which is killed while it writes: its task runs again elsewhere. */
    @Test
    @Timeout(180)
    void anExecutorThatDiesLosesAndDoublesNothing() throws Exception {
        Path log = temp.resolve("bench.log");
        BenchLog.write(log, 120_000, 5);
        Path w = temp.resolve("w");
        Warehouse.openOrCreate(w);
        Process program = ChildJvm.start(
                temp,
                Footfall.class,
                List.of("--warehouse", w.toString(), "ingest", log.toString()),
                clusterOptions(),
                List.of(),
                Map.of("SPARK_HOME", sparkHome().toString(), "SPARK_SCALA_VERSION", "2.13"));
        boolean killed = false;
        try {
            while (program.isAlive() && !killed) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                killed = Stored.dataFiles(w).size() >= 2 && killExecutor(program);
            }
            assertThat(program.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly().waitFor();
        }
        String err = Files.readString(temp.resolve("err"));
        assertThat(killed).as("an executor was killed: %s", err).isTrue();
        assertThat(program.exitValue()).as(err).isZero();
        assertThat(Stored.sizes(w)).containsEntry("audience.hits", 120_000).containsEntry("security.hits", 120_000);
        assertThat(Stored.in(w, Tables.NETWORK_HOURLY).sum("hits")).isEqualTo(120_000);
        assertThat(Stored.in(w, Tables.FILES).sum("hits")).isEqualTo(120_000);
        assertNothingIsLeft(w);
    }

    private List<String> clusterOptions() {
        return List.of(
                "-Dspark.master=local-cluster[2,1,1024]",
                "-Dspark.executor.memory=700m",
                "-Dspark.executor.extraClassPath=" + System.getProperty("java.class.path"),
                "-Dspark.executorEnv.SPARK_LOCAL_IP=127.0.0.1");
    }

    /** Enough of a distribution for Spark to start executors: its jars, which are on their class path anyway. */
    private Path sparkHome() throws IOException {
        Path jars = Files.createDirectories(temp.resolve("spark/jars"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (entry.endsWith(".jar") && !Files.exists(jars.resolve(jar.getFileName()))) {
                Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
            }
        }
        return jars.getParent();
    }

    /** Kills one executor of a program, if one can be told by its command line. */
    private static boolean killExecutor(Process program) {
        List<ProcessHandle> executors = program.descendants()
                .filter(p -> commandLine(p).contains("CoarseGrainedExecutorBackend"))
                .filter(p -> commandLine(p).contains("java"))
                .toList();
        return !executors.isEmpty() && executors.get(0).destroyForcibly();
    }

    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    /** When one task fails the others of its batch stop before the batch's files go. */
    @Test
    void tasksOfABatchThatFailedAreWaitedFor() throws Exception {
        RunningTasks.enter("b1");
        Thread task = new Thread(() -> {
            try {
                while (true) {
                    RunningTasks.goOn("b1");
                    LockSupport.parkNanos(1_000_000);
                }
            } catch (java.util.concurrent.CancellationException stopped) {
                RunningTasks.leave("b1");
            }
        });
        task.start();
        assertThat(RunningTasks.stop("b1", java.time.Duration.ofSeconds(20))).isTrue();
        task.join();
        assertThatThrownBy(() -> RunningTasks.enter("b1")).hasMessageContaining("given up");
        RunningTasks.enter("b2");
        assertThat(RunningTasks.stop("b2", java.time.Duration.ofMillis(50)))
                .as("it goes on")
                .isFalse();
        RunningTasks.leave("b2");
    }

    /** Positive control of what the others rest on: a batch that is not given up leaves files and marker. */
    @Test
    void filesOfAnOpenBatchWouldShow() throws IOException {
        Path w = temp.resolve("w");
        Cli.ingest(w, Samples.write(temp.resolve("a.log"), Samples.lines(0, 10)));
        String file = Stored.dataFiles(w).iterator().next();
        Files.copy(Path.of(file), Path.of(file + ".parquet"));
        assertThat(Stored.unnamedFiles(w)).hasSize(1);
        FileUtil.fullyDelete(new File(file + ".parquet"));
        try (Stream<Path> plans = Files.list(w.resolve("plans"))) {
            assertThat(plans).isEmpty();
        }
    }
}
