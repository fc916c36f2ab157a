package dev.footfall;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What the benchmarks read: the sample logs and databases, and the agents of the test's list. */
public final class Samples {
    private static final String DIRECTORY = "data-samples";

    private Samples() {}

    /** The lines of a sample log. */
    public static List<String> log(String name) {
        try {
            return Files.readAllLines(file("logs/" + name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of data-samples, from the top directory or from a module's. */
    public static Path file(String name) {
        Path here = Path.of(DIRECTORY, name);
        return Files.exists(here) ? here : Path.of("..", DIRECTORY, name);
    }

    /** 667 distinct agents, browsers, robots and tools. */
    public static String[] agents() {
        String list = "/dev/footfall/agent/agent_hits.csv";
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(list), list)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\\|", 3)[2])
                    .distinct()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
