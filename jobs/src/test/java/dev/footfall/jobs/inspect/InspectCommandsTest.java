package dev.footfall.jobs.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdOutputStream;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.log.LogFormats;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class InspectCommandsTest {
    private static final String LINE =
            "198.51.100.23 - alice [10/Oct/2025:13:55:36 +0000] \"GET /find?q=alice&n=2 HTTP/1.1\" 200 5120"
                    + " \"https://example.org/?who=alice\" \"curl/8.0\" \"uid=4f1c; theme=dark\" \"-\" 15320\n";
    private static final Path SAMPLES = Path.of("..", "data-samples");

    @TempDir
    Path directory;

    @Test
    void listsEveryFormatWithASample() throws Exception {
        JsonNode rows = new ObjectMapper()
                .readTree(Cli.run("formats", "--output", "json").out());

        assertThat(rows).hasSize(LogFormats.bundled().size());
        assertThat(rows.findValuesAsText("format")).contains("combined", "w3c", "beacon");
        assertThat(rows.findValuesAsText("sample")).allMatch(s -> !s.isBlank());
    }

    @ParameterizedTest
    @MethodSource("dev.footfall.jobs.Samples#logs")
    void recognisesEverySample(Path file) throws Exception {
        String name = file.getFileName().toString();
        String format = name.substring(0, name.indexOf('.'));

        Cli.Run run = Cli.run("formats", "--try", file.toString(), "--output", "json");

        JsonNode first = new ObjectMapper().readTree(run.out()).get(0);
        assertThat(run.code()).isZero();
        assertThat(first.get("format").asText()).isEqualTo(format);
        assertThat(first.get("confidence").asDouble()).isBetween(0.5, 1.0);
    }

    @Test
    void showsFieldsWithoutWhatIsPersonal() throws Exception {
        Path log = Files.writeString(directory.resolve("a.log"), LINE);

        Cli.Run run = Cli.run("formats", "--try", log.toString());

        assertThat(run.out())
                .startsWith("a.log: combined_cookie fits 1 of 1 lines (100 %)\n")
                .containsPattern("client +an IPv4 address")
                .containsPattern("user +an account name")
                .containsPattern("cookies +uid=…; theme=…")
                .containsPattern("target +/find\\?q=…&n=…")
                .containsPattern("referrer +https://example.org/\\?who=…")
                .containsPattern("status +200")
                .containsPattern("duration +15320 µs")
                .doesNotContain("198.51", "alice", "4f1c", "dark");
    }

    @Test
    void readsWhatIsCompressedWhateverItsName() throws Exception {
        Path gz = directory.resolve("a.log");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(gz))) {
            out.write(LINE.getBytes(StandardCharsets.UTF_8));
        }
        Path zst = directory.resolve("b.zst");
        try (OutputStream out = new ZstdOutputStream(Files.newOutputStream(zst))) {
            out.write(LINE.getBytes(StandardCharsets.UTF_8));
        }

        assertThat(Cli.run("formats", "--try", gz.toString()).out()).contains("fits 1 of 1");
        assertThat(Cli.run("formats", "--try", zst.toString()).out()).contains("fits 1 of 1");
    }

    @Test
    void aGzipThatIsCutOffIsReadAsFarAsItGoes() throws Exception {
        Path whole = directory.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            for (int i = 0; i < 150; i++) {
                out.write(LINE.replace("15320", String.valueOf(i * 7919 % 100_003))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path some = Files.write(directory.resolve("some.gz"), Arrays.copyOf(bytes, bytes.length - 20));
        Path none = Files.write(directory.resolve("none.gz"), Arrays.copyOf(bytes, 12));

        assertThat(Cli.run("formats", "--try", some.toString()).code()).isZero();
        Cli.Run run = Cli.run("formats", "--try", none.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("none.gz cannot be read (damaged or cut off)")
                .hasLineCount(1);
    }

    @Test
    void saysWhichFormatComesNext() throws Exception {
        String combined = LINE.replace(" \"uid=4f1c; theme=dark\" \"-\" 15320", "");
        Path log = Files.writeString(directory.resolve("a.log"), combined + combined + LINE);

        Cli.Run run = Cli.run("formats", "--try", log.toString());

        assertThat(run.out()).startsWith("a.log: combined fits 2 of 3 lines (67 %); next combined_cookie fits 1\n");
    }

    @Test
    void aForcedFormatSaysWhyALineDoesNotFit() throws Exception {
        Path log = Files.writeString(directory.resolve("a.log"), LINE);

        Cli.Run run = Cli.run("formats", "--try", log.toString(), "--format", "common");

        assertThat(run.out()).contains("fits 0 of 1 lines (0 %)", "not parsed");
    }

    @Test
    void aMappingIsTriedToo() {
        Cli.Run run = Cli.run(
                "formats",
                "--try",
                SAMPLES.resolve("mapped/app.ndjson").toString(),
                "--mapping",
                SAMPLES.resolve("mapping.yaml").toString());

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("app.ndjson: ", " fits ").containsPattern("client +an IPv[46] address");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "'', is empty",
        "'not a log at all\n', no format fits",
        "'a\nb\n192.0.2.1 - - [10/Oct/2025:13:55:36 +0000] \"GET / HTTP/1.1\" 200 1\n', closest is common fits 1 of 3 lines"
    })
    void whatIsNoLogIsAUsageError(String content, String expected) throws Exception {
        Path file = Files.writeString(directory.resolve("x"), content);

        Cli.Run run = Cli.run("formats", "--try", file.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(expected).hasLineCount(1);
    }

    @Test
    void aMissingFileAndAnUnknownFormatAreUsageErrors() throws Exception {
        Path log = Files.writeString(directory.resolve("a.log"), LINE);

        assertThat(Cli.run("formats", "--try", "no-such.log").err()).contains("no file at no-such.log: check the path");
        assertThat(Cli.run("formats", "--try", directory.toString()).err()).contains("is a directory: name one file");
        assertThat(Cli.run("formats", "--try", log.toString(), "--format", "combind")
                        .err())
                .contains("did you mean combined?");
    }

    @Test
    void doctorFindsThatAFreshMachineWorks() throws Exception {
        Cli.Run run = Cli.run("--warehouse", directory.resolve("none").toString(), "doctor", "--output", "json");

        JsonNode rows = new ObjectMapper().readTree(run.out());
        assertThat(run.code()).isZero();
        assertThat(rows.findValuesAsText("check"))
                .contains("java", "memory", "spark", "configuration", "policy", "city database", "warehouse", "disk");
        assertThat(rows.findValuesAsText("status")).doesNotContain("fail").contains("ok", "warn");
    }

    @Test
    void doctorNamesWhatCannotWorkAndEndsWithThree() throws Exception {
        Path warehouse = directory.resolve("w");
        Warehouse opened = Warehouse.openOrCreate(warehouse);
        Files.createDirectories(opened.keys());
        Files.setPosixFilePermissions(opened.keys(), PosixFilePermissions.fromString("rwxr-xr-x"));
        opened.begin("20261002T000000Z-bbbb");
        Files.writeString(directory.resolve("p.yaml"), "footfall_policy: 1\n");
        Path config = Files.writeString(
                directory.resolve("f.yaml"), "warehouse: w\npolicy: p.yaml\ndatabases:\n  city: f.yaml\n");

        Cli.Run run = Cli.run("--config", config.toString(), "doctor");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out())
                .containsPattern("policy +fail +cannot be used")
                .containsPattern("city database +fail")
                .containsPattern("batches +warn +1 unfinished")
                .containsPattern("separation +warn +one user owns all vaults")
                .containsPattern("keys +fail");
    }

    @Test
    void doctorGoesOnWhenTheConfigurationIsWrong() throws Exception {
        Path config = Files.writeString(directory.resolve("f.yaml"), "warehuose: w\n");

        Cli.Run run = Cli.run("--config", config.toString(), "doctor");

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.out()).containsPattern("configuration +fail .*warehuose").contains("disk");
    }

    @ParameterizedTest
    @CsvSource({"11, fail", "17, ok", "21, warn", "25, fail"})
    void onlyJava17IsWhatItWasTestedWith(int version, Finding.Status status) {
        assertThat(MachineChecks.java(version).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-01, ok", "2026-08-01, warn"})
    void anOldDatabaseIsWarnedOf(String built, Finding.Status status) {
        Finding finding = DatabaseChecks.age("city database", "GeoLite2-City " + built, LocalDate.of(2026, 11, 24));

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.detail()).contains("GeoLite2-City " + built);
    }
}
