package dev.footfall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need no Spark use none of its classes: that is why they answer at once. */
class StartsWithoutSparkTest {
    private static final String SPARK = "Initializing 'org/apache/spark/";
    private static final String OURS = "Initializing 'dev/footfall/jobs/Footfall'";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "reprot",
                "report traffic --by page --outptu json",
                "report traffic --help",
                "policy explain audience.hits.browser",
                "policy check",
                "formats",
                "tables",
                "tables audience.hits",
                "batches list",
                "quarantine list",
                "doctor"
            })
    void usesNoClassOfSpark(String arguments) throws Exception {
        List<String> used = usedBy(arguments);

        assertThat(used.stream().filter(line -> line.contains(SPARK))).isEmpty();
        assertThat(used.stream().filter(line -> line.contains(OURS))).hasSize(1);
    }

    /** The control: what the test above looks for is seen when it is there. */
    @Test
    void seesSparkWhereItIsUsed() throws Exception {
        assertThat(usedBy("report traffic")).anyMatch(line -> line.contains(SPARK));
    }

    private List<String> usedBy(String arguments) throws IOException, InterruptedException {
        Path warehouse = directory.resolve("w");
        Warehouse.openOrCreate(warehouse);
        Path log = directory.resolve("classes");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+init=info:file=" + log,
                "-cp",
                System.getProperty("java.class.path"),
                Footfall.class.getName(),
                "--warehouse",
                warehouse.toString()));
        command.addAll(List.of(arguments.split(" ")));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.waitFor();
        return Files.readAllLines(log, StandardCharsets.UTF_8);
    }
}
