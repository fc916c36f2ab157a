package dev.footfall.jobs.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.jobs.UserException;
import dev.footfall.privacy.OwnerOnlyFiles;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Releases as they were drawn, {@code releases/000001.release} and so on: noisy counts and nothing else. A file is made
 * whole or not at all, and never changed. Whoever adds one holds the warehouse's lock as its writer.
 */
final class ReleaseStore {
    private static final String SUFFIX = ".release";
    private static final Pattern NAME = Pattern.compile("\\d{6}\\" + SUFFIX);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private ReleaseStore(Path directory) {
        this.directory = directory;
    }

    /** That of a warehouse, which need not have one yet. */
    static ReleaseStore of(Path warehouse) {
        return new ReleaseStore(warehouse.resolve("releases"));
    }

    /**
     * All releases, oldest first.
     *
     * @throws UserException when one cannot be read: it must not be drawn again
     */
    List<DrawnDays> all() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        List<DrawnDays> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files.filter(
                            path -> NAME.matcher(path.getFileName().toString()).matches())
                    .sorted()::iterator) {
                all.add(read(file));
            }
        } catch (IOException | RuntimeException e) {
            throw UserException.failed(
                    "a release in " + directory + " cannot be read"
                            + (e instanceof IOException io ? " (" + Reason.of(io) + ")" : ""),
                    "restore it from a backup: what was drawn once is not drawn again");
        }
        return all;
    }

    private static DrawnDays read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        SortedMap<LocalDate, Map<String, Long>> days = new TreeMap<>();
        for (Map.Entry<String, JsonNode> day : root.get("days").properties()) {
            Map<String, Long> cells = new LinkedHashMap<>();
            day.getValue()
                    .properties()
                    .forEach(cell -> cells.put(cell.getKey(), cell.getValue().longValue()));
            days.put(LocalDate.parse(day.getKey()), cells);
        }
        return new DrawnDays(
                root.get("release").intValue(),
                Instant.parse(root.get("drawn").asText()),
                new DrawnDays.Question(
                        PublicCut.valueOf(root.get("cut").asText()),
                        new BigDecimal(root.get("rho").asText()),
                        root.get("cells").intValue()),
                days);
    }

    /** Adds a release under the next number; durable when it returns. */
    DrawnDays add(Instant drawn, DrawnDays.Question question, SortedMap<LocalDate, Map<String, Long>> days) {
        int number = all().stream().mapToInt(DrawnDays::number).max().orElse(0) + 1;
        ObjectNode root = JSON.createObjectNode()
                .put("release", number)
                .put("drawn", drawn.toString())
                .put("cut", question.cut().name())
                .put("rho", question.rho().toPlainString())
                .put("cells", question.cells());
        ObjectNode ofDays = root.putObject("days");
        days.forEach((day, cells) -> {
            ObjectNode node = ofDays.putObject(day.toString());
            cells.forEach(node::put);
        });
        Path file = directory.resolve("%06d".formatted(number) + SUFFIX);
        try {
            if (!OwnerOnlyFiles.createNew(file, JSON.writeValueAsBytes(root), "rw-------")) {
                throw new IOException("it exists");
            }
        } catch (IOException e) {
            throw UserException.failed(
                    file + " cannot be written (" + Reason.of(e) + "), and what is not kept is not handed out",
                    "run as the warehouse's owner, and see to room on the disk");
        }
        return new DrawnDays(number, drawn, question, days);
    }
}
