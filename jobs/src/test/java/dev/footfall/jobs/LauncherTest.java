package dev.footfall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher, with a Java, a Maven and a Spark that only say how they were called. */
class LauncherTest {
    private static final Path LAUNCHER =
            Path.of("..", "footfall").toAbsolutePath().normalize();
    private static final String ECHO = "#!/bin/bash\nprintf '%s\\n' \"$@\"\n";

    @TempDir
    Path directory;

    private Path home;
    private final Map<String, String> environment = new HashMap<>();

    private record Run(int code, List<String> out, String err) {}

    @BeforeEach
    void project() throws IOException {
        home = Files.createDirectories(directory.resolve("with space"));
        Files.copy(LAUNCHER, home.resolve("footfall"));
        executable(home.resolve("footfall"));
        Path target = Files.createDirectories(home.resolve("jobs/target"));
        Files.writeString(target.resolve("footfall-jobs.jar"), "");
        Files.writeString(target.resolve("spark.classpath"), "a.jar:b.jar");
        Files.writeString(target.resolve("spark.jvm"), "--add-opens=x");
        // Made later than the jar, and empty: there is none and none is to be made.
        Files.writeString(target.resolve("footfall.jsa"), "");
        Files.writeString(target.resolve("footfall-ingest.jsa"), "");
        environment.put("JAVA_HOME", java("17.0.15").toString());
        environment.put("PATH", "/usr/bin:/bin");
    }

    private Path java(String version) throws IOException {
        Path java = Files.createDirectories(directory.resolve("java-" + version));
        Files.writeString(java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(java.resolve("bin/java"), ECHO);
        return java;
    }

    private static void script(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        executable(file);
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(Path launcher, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Run(
                code, Files.readAllLines(out, StandardCharsets.UTF_8), Files.readString(err, StandardCharsets.UTF_8));
    }

    private Run run(String... arguments) throws IOException, InterruptedException {
        return run(home.resolve("footfall"), arguments);
    }

    @Test
    void handsArgumentsOnAsTheyAre() throws Exception {
        Run run = run("formats", "--try", "my log", "--format", "%h %l '\"%r\"'", "");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .endsWith("dev.footfall.jobs.Footfall", "formats", "--try", "my log", "--format", "%h %l '\"%r\"'", "")
                .contains("-XX:TieredStopAtLevel=1", "-cp")
                .contains(home.resolve("jobs/target/footfall-jobs.jar") + ":a.jar:b.jar");
    }

    @Test
    void worksThroughLinksFromAnywhere() throws Exception {
        Path first = Files.createSymbolicLink(directory.resolve("first"), home.resolve("footfall"));
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path second = Files.createSymbolicLink(bin.resolve("second"), Path.of("..", "first"));

        assertThat(Files.isSymbolicLink(first)).isTrue();
        assertThat(run(second, "--help").out())
                .contains(home.resolve("jobs/target/footfall-jobs.jar") + ":a.jar:b.jar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest x.log", "--warehouse w report traffic", "--config=c demo", "dashboard"})
    void opensModulesWhereSparkIsNeeded(String arguments) throws Exception {
        assertThat(run(arguments.split(" ")).out())
                .contains("@" + home.resolve("jobs/target/spark.jvm"), "-XX:+UseParallelGC");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"report --help", "--version", "policy explain x", "--warehouse ingest tables", "tables report"})
    void doesNotWhereItIsNot(String arguments) throws Exception {
        assertThat(run(arguments.split(" ")).out())
                .doesNotContain("-XX:+UseParallelGC")
                .contains("-XX:TieredStopAtLevel=1");
    }

    @Test
    void compilesQuicklyForReportsOnSmallWarehousesOnly() throws Exception {
        Files.createDirectories(directory.resolve("warehouse"));

        assertThat(run("report", "traffic").out()).contains("-XX:TieredStopAtLevel=1");
        assertThat(run("report", "traffic", "--config", "c").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void compilesQuicklyForLittleInputOnly() throws Exception {
        Path little = Files.writeString(directory.resolve("little.log"), "a line\n");
        Path much = directory.resolve("much.log");
        try (RandomAccessFile file = new RandomAccessFile(much.toFile(), "rw")) {
            for (int mib = 0; mib < 66; mib++) {
                file.write(new byte[1 << 20]);
            }
        }
        Path packed = Files.move(Files.copy(much, directory.resolve("copy")), directory.resolve("tenth.log.gz"));
        try (RandomAccessFile file = new RandomAccessFile(packed.toFile(), "rw")) {
            file.setLength(7 << 20);
        }

        assertThat(run("ingest", little.toString(), "--geo", much.toString()).out())
                .contains("-XX:TieredStopAtLevel=1");
        assertThat(run("ingest", little.toString(), much.toString()).out()).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(run("ingest", packed.toString()).out()).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(run("ingest", little.toString(), "-").out()).doesNotContain("-XX:TieredStopAtLevel=1");
        assertThat(run("ingest", "nowhere.log").out()).doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @Test
    void givesTheMemoryThatIsAskedFor() throws Exception {
        assertThat(run("ingest", "x.log").out()).contains("-Xmx3g", "-Xms2g");
        environment.put("FOOTFALL_MEMORY", "6g");
        assertThat(run("ingest", "x.log").out()).contains("-Xmx6g").doesNotContain("-Xms2g");
    }

    @ParameterizedTest
    @CsvSource({"report traffic, footfall.jsa", "ingest x.log, footfall-ingest.jsa"})
    void writesDownTheClassesOfTheFirstCommandThatSucceeds(String command, String name) throws Exception {
        String[] words = command.split(" ", 2);
        Path archive = home.resolve("jobs/target").resolve(name);
        Files.delete(archive);
        String archiving = "for a in \"$@\"; do [[ $a != -XX:ArchiveClassesAtExit=* ]] || echo x > \"${a#*=}\"; done\n";
        Path java = directory.resolve("java-17.0.15/bin/java");

        script(java, ECHO + archiving + "exit 2\n");
        Run failed = run(words);
        assertThat(failed.code()).isEqualTo(2);
        assertThat(archive).doesNotExist();
        assertThat(run("tables").out()).noneMatch(option -> option.startsWith("-XX:ArchiveClassesAtExit"));

        script(java, ECHO + archiving);
        Run first = run(words);
        assertThat(first.err())
                .startsWith("footfall: faster starts are being prepared, once")
                .hasLineCount(1);
        assertThat(first.out()).endsWith(words);
        assertThat(archive).hasContent("x").satisfies(a -> assertThat(a.getParent())
                .isDirectoryNotContaining("glob:**.jsa.*"));
        Run second = run(words);
        assertThat(second.err()).isEmpty();
        assertThat(second.out()).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void theUsersOptionsForJavaOutrankOurs() throws Exception {
        environment.put("FOOTFALL_JAVA_OPTS", "-Xmx4g -XX:TieredStopAtLevel=4");

        List<String> out = run("tables").out();

        assertThat(out.indexOf("-XX:TieredStopAtLevel=4")).isGreaterThan(out.indexOf("-XX:TieredStopAtLevel=1"));
        assertThat(out).contains("-Xmx4g");
    }

    @Test
    void usesTheSparkThatIsInstalled() throws Exception {
        Path spark = directory.resolve("spark");
        script(spark.resolve("bin/spark-submit"), ECHO);
        environment.put("SPARK_HOME", spark.toString());

        assertThat(run("report", "traffic").out())
                .startsWith("--class", "dev.footfall.jobs.Footfall")
                .endsWith(home.resolve("jobs/target/footfall-jobs.jar").toString(), "report", "traffic");
        assertThat(run("--warehouse", "w", "tables", "compact").out()).startsWith("--class");
        assertThat(run("tables").out()).contains("dev.footfall.jobs.Footfall").doesNotContain("--class");
    }

    @Test
    void saysInOneLineWhatIsMissing() throws Exception {
        environment.put("SPARK_HOME", "/nowhere");
        assertOneLine(run("report", "traffic"), "SPARK_HOME is /nowhere, which has no bin/spark-submit");

        environment.put("JAVA_HOME", java("11.0.2").toString());
        assertOneLine(run("tables"), "Java 11.0.2 is too old");
        environment.put("JAVA_HOME", java("1.8.0_402").toString());
        assertOneLine(run("tables"), "Java 1.8.0_402 is too old");

        environment.put("JAVA_HOME", "/nowhere");
        assertOneLine(run("tables"), "Java 17 is missing (JAVA_HOME is /nowhere)");
    }

    @Test
    void buildsWhenThereIsNoJar() throws Exception {
        Files.delete(home.resolve("jobs/target/footfall-jobs.jar"));
        Path tools = directory.resolve("tools");
        script(tools.resolve("mvn"), "#!/bin/bash\necho 'Apache Maven 3.6.3 (x)'\n");
        environment.put("PATH", tools + ":/usr/bin:/bin");
        assertOneLine(run("tables"), "Maven 3.6.3 is too old: install Maven 3.8 or later");

        script(
                tools.resolve("mvn"),
                "#!/bin/bash\ncase $* in *version*) echo 'Apache Maven 3.9.9 (x)';; *) touch jobs/target/footfall-jobs.jar;; esac\n");
        Run built = run("tables");
        assertThat(built.code()).isZero();
        assertThat(built.err()).startsWith("footfall: building, once");
        assertThat(built.out()).contains("dev.footfall.jobs.Footfall");
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(home.resolve("jobs/target/footfall-jobs.jar"));
        Path tools = directory.resolve("tools");
        for (String tool : List.of("bash", "dirname", "readlink", "sed", "cut", "head", "cat", "env")) {
            script(tools.resolve(tool), "#!/bin/bash\nexec /usr/bin/" + tool + " \"$@\"\n");
        }
        environment.put("PATH", tools.toString());

        assertOneLine(run("tables"), "Maven is missing, and footfall is not built yet");
    }

    private static void assertOneLine(Run run, String expected) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("footfall: ").contains(expected).hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }
}
