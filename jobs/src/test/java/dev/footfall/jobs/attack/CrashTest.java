package dev.footfall.jobs.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.ChildJvm;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.subject.RemainsScan;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.LiveForms;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real program, with the launcher's options, is made to crash while it has lines in memory: no file that it leaves has
 * an identifier of them. The control is a dump of that memory.
 */
@Timeout(120)
class CrashTest {
    private static final AttackTable TABLE = new AttackTable();
    private static final Map<Kind, String> RAW = Map.of(
            Kind.ADDRESS, "203.0.113.77",
            Kind.ACCOUNT, "needleaccount",
            Kind.COOKIE, "ffcookie7f3a9c51e2");
    private static final int LINES = 30_000;

    private static double worst;
    private static double control;

    @TempDir
    Path temp;

    @AfterAll
    static void print() {
        TABLE.add("raw identifiers in what a crash leaves on the disk", worst, control);
        System.out.println(TABLE);
    }

    /** The options that the launcher gives every run against what a crash would leave. */
    private static List<String> launcherOptions() throws IOException {
        String script = Files.readString(Path.of("..", "footfall"));
        Matcher options = Pattern.compile("readonly CRASH=\\(([^)]*)\\)").matcher(script);
        assertThat(options.find()).isTrue();
        assertThat(script).contains("\nulimit -c 0\n");
        return List.of(options.group(1).split(" "));
    }

    /** Starts an ingest of standard input and gives it lines; when this returns it has read nearly all, and waits for more. */
    private Process ingesting(List<String> options) throws IOException {
        Process program = ChildJvm.start(
                temp,
                Footfall.class,
                List.of("--warehouse", temp.resolve("w").toString(), "ingest", "-", "--format", "combined_cookie"),
                options,
                List.of("bash", "-c", "ulimit -c 0; exec \"$@\"", "bash"),
                Map.of());
        OutputStream in = new BufferedOutputStream(program.getOutputStream());
        for (int i = 0; i < LINES; i++) {
            in.write(
                    ("%s - %s [10/Oct/2026:13:%02d:%02d +0000] \"GET /p%d HTTP/1.1\" 200 512 \"-\" \"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0\" \"ff_id=%s\" \"-\" 1234\n"
                                    .formatted(
                                            RAW.get(Kind.ADDRESS),
                                            RAW.get(Kind.ACCOUNT),
                                            i / 60 % 60,
                                            i % 60,
                                            i,
                                            RAW.get(Kind.COOKIE)))
                            .getBytes(StandardCharsets.US_ASCII));
        }
        in.flush();
        return program;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Share of the identifiers that stand in some file. */
    private double found() {
        long found = RAW.entrySet().stream()
                .filter(raw -> {
                    RemainsScan scan = new RemainsScan(LiveForms.of(List.of(
                            GivenIdentifier.of(raw.getKey(), raw.getValue()).orElseThrow())));
                    scan.scan(temp);
                    assertThat(scan.files()).isPositive();
                    return !scan.finds().isEmpty();
                })
                .count();
        return found / (double) RAW.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SEGV", "ABRT", "KILL"})
    void leavesNothingRaw(String signal) throws Exception {
        Process program = ingesting(launcherOptions());
        assertThat(program.isAlive()).as(Files.readString(temp.resolve("err"))).isTrue();

        run("kill", "-" + signal, String.valueOf(program.pid()));

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue())
                .as(Files.readString(temp.resolve("err")))
                .isNotZero();
        double share = found();
        worst = Math.max(worst, share);
        assertThat(share).isZero();
    }

    @Test
    void soDoesOneThatRunsOutOfMemory() throws Exception {
        List<String> options = new ArrayList<>(launcherOptions());
        options.addAll(List.of("-Xmx24m", "-XX:+CrashOnOutOfMemoryError"));
        Process program;
        try {
            program = ingesting(options);
            program.getOutputStream().close();
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isNotZero();
        } catch (IOException itDiedWhileItWasGivenLines) {
            assertThat(itDiedWhileItWasGivenLines).hasMessageContaining("pipe");
        }
        double share = found();
        worst = Math.max(worst, share);
        assertThat(share).isZero();
        assertThat(temp.resolve("out")).content().contains("OutOfMemory");
    }

    @Test
    void aDumpOfTheMemoryHasThemAll() throws Exception {
        Process program = ingesting(List.of());
        try {
            run(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    String.valueOf(program.pid()),
                    "GC.heap_dump",
                    temp.resolve("heap.hprof").toString());
        } finally {
            program.destroyForcibly().waitFor();
        }
        control = found();
        assertThat(control).isEqualTo(1);
    }
}
