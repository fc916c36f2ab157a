package dev.footfall.jobs.warehouse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.JsonUtil;

/**
 * What one batch adds to each table, and what it takes away. Once the plan is on disk the batch has happened: whoever
 * opens the warehouse next does what is still missing, without needing the input.
 *
 * @param batch id of the batch, or of the act that takes rows of earlier ones away
 * @param files new data files by full table name
 * @param removed data files that go, by full table name; they are deleted from the disk as well
 */
public record BatchPlan(String batch, Map<String, List<DataFile>> files, Map<String, List<DataFile>> removed) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".plan.json";

    /** A plan that only adds. */
    public BatchPlan(String batch, Map<String, List<DataFile>> files) {
        this(batch, files, Map.of());
    }

    /**
     * A plan that takes rows away, and may add others in the same step.
     *
     * @param removals what goes, by full table name
     * @param files further new data files by full table name
     */
    public static BatchPlan of(String batch, Map<String, RowRemoval> removals, Map<String, List<DataFile>> files) {
        Map<String, List<DataFile>> added = new LinkedHashMap<>();
        files.forEach((table, list) -> added.put(table, new ArrayList<>(list)));
        Map<String, List<DataFile>> removed = new LinkedHashMap<>();
        removals.forEach((table, removal) -> {
            added.computeIfAbsent(table, t -> new ArrayList<>()).addAll(removal.rest());
            removed.put(table, removal.gone());
        });
        return new BatchPlan(batch, added, removed);
    }

    /** Full names of the tables that it changes. */
    Set<String> tables() {
        Set<String> tables = new LinkedHashSet<>(files.keySet());
        tables.addAll(removed.keySet());
        tables.removeIf(table -> added(table).isEmpty() && gone(table).isEmpty());
        return tables;
    }

    List<DataFile> added(String table) {
        return files.getOrDefault(table, List.of());
    }

    List<DataFile> gone(String table) {
        return removed.getOrDefault(table, List.of());
    }

    /** Writes the plan so that it survives a crash: the commit point of a batch. */
    void write(Path directory, Warehouse warehouse) {
        ObjectNode root = JSON.createObjectNode().put("batch", batch);
        try {
            write(files, root.putObject("tables"), warehouse);
            write(removed, root.putObject("removed"), warehouse);
            Path temporary = directory.resolve(batch + ".tmp");
            Files.write(temporary, JSON.writeValueAsBytes(root));
            sync(temporary);
            Files.move(temporary, file(directory, batch), StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Map<String, List<DataFile>> files, ObjectNode tables, Warehouse warehouse)
            throws IOException {
        for (Map.Entry<String, List<DataFile>> entry : files.entrySet()) {
            Table table = warehouse.table(entry.getKey());
            ArrayNode list = tables.putArray(entry.getKey());
            for (DataFile file : entry.getValue()) {
                list.add(JSON.readTree(ContentFileParser.toJson(file, table.spec())));
            }
        }
    }

    /** Reads the plan of a file. */
    static BatchPlan read(Path file, Warehouse warehouse) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        // A plan of an older program removes nothing.
        return new BatchPlan(
                root.get("batch").asText(),
                read(root.get("tables"), warehouse),
                root.has("removed") ? read(root.get("removed"), warehouse) : Map.of());
    }

    private static Map<String, List<DataFile>> read(JsonNode tables, Warehouse warehouse) throws IOException {
        Map<String, List<DataFile>> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : tables.properties()) {
            Table table = warehouse.table(entry.getKey());
            List<DataFile> list = new ArrayList<>();
            for (JsonNode node : entry.getValue()) {
                list.add((DataFile)
                        ContentFileParser.fromJson(JsonUtil.mapper().readTree(node.toString()), table.spec()));
            }
            files.put(entry.getKey(), list);
        }
        return files;
    }

    /** Where the plan of a batch stands. */
    static Path file(Path directory, String batch) {
        return directory.resolve(batch + SUFFIX);
    }

    /** Whether a file is a plan. */
    static boolean isPlan(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    /** Makes what was written to a file, or the names in a directory, survive a crash. */
    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
