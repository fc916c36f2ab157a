package dev.footfall.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/**
 * What {@code footfall simulate} wrote, and the warehouse that its log was ingested into.
 *
 * @param truth the contents of {@code truth.json}
 */
record WorldDirectory(Path path, JsonNode truth, Workspace workspace) {
    /**
     * Opens a directory.
     *
     * @throws UserException when it holds no world, or the world's log was not ingested
     */
    static WorldDirectory open(Path path) {
        Path file = path.resolve("truth.json");
        Path configuration = path.resolve("footfall.yaml");
        if (!Files.isRegularFile(file) || !Files.isRegularFile(configuration)) {
            throw new UserException(
                    "there is no world in " + path + ": truth.json or footfall.yaml is missing",
                    "make one with footfall simulate --out " + path);
        }
        Workspace workspace = Workspace.of(configuration);
        if (!Files.isDirectory(workspace.warehouse())) {
            throw new UserException(
                    "the log of " + path + " was not ingested",
                    "footfall --config " + configuration + " ingest " + path.resolve("logs"));
        }
        try {
            return new WorldDirectory(path, new ObjectMapper().readTree(file.toFile()), workspace);
        } catch (IOException e) {
            throw new UserException(
                    "cannot read " + file + " (" + Reason.of(e) + ")", "make the world again with footfall simulate");
        }
    }

    /** Kind of the world. */
    String kind() {
        return truth.path("world").asText();
    }

    /** How its people were made to come. */
    String construction() {
        return truth.path("settings").path("construction").asText();
    }

    /** Its seed. */
    long seed() {
        return truth.path("settings").path("seed").asLong();
    }

    /** First day of its log. */
    LocalDate firstDay() {
        return LocalDate.parse(truth.path("settings").path("first_day").asText());
    }

    /** The day after its last. */
    LocalDate endDay() {
        return LocalDate.parse(truth.path("settings").path("end_day").asText());
    }
}
