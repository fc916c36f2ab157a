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
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ContentFileParser;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.JsonUtil;

/**
 * What one batch adds to each table. Once the plan is on disk the batch has happened: whoever opens the warehouse next
 * appends what is still missing, without needing the input.
 *
 * @param batch the batch's id
 * @param files new data files by full table name
 */
public record BatchPlan(String batch, Map<String, List<DataFile>> files) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SUFFIX = ".plan.json";

    /** Writes the plan so that it survives a crash: the commit point of a batch. */
    void write(Path directory, Warehouse warehouse) {
        ObjectNode root = JSON.createObjectNode().put("batch", batch);
        ObjectNode tables = root.putObject("tables");
        try {
            for (Map.Entry<String, List<DataFile>> entry : files.entrySet()) {
                Table table = warehouse.table(entry.getKey());
                ArrayNode list = tables.putArray(entry.getKey());
                for (DataFile file : entry.getValue()) {
                    list.add(JSON.readTree(ContentFileParser.toJson(file, table.spec())));
                }
            }
            Path temporary = directory.resolve(batch + ".tmp");
            Files.write(temporary, JSON.writeValueAsBytes(root));
            sync(temporary);
            Files.move(temporary, file(directory, batch), StandardCopyOption.ATOMIC_MOVE);
            sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the plan of a file. */
    static BatchPlan read(Path file, Warehouse warehouse) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(file));
        Map<String, List<DataFile>> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.get("tables").properties()) {
            Table table = warehouse.table(entry.getKey());
            List<DataFile> list = new ArrayList<>();
            for (JsonNode node : entry.getValue()) {
                list.add((DataFile)
                        ContentFileParser.fromJson(JsonUtil.mapper().readTree(node.toString()), table.spec()));
            }
            files.put(entry.getKey(), list);
        }
        return new BatchPlan(root.get("batch").asText(), files);
    }

    /** Where the plan of a batch stands. */
    static Path file(Path directory, String batch) {
        return directory.resolve(batch + SUFFIX);
    }

    /** Whether a file is a plan. */
    static boolean isPlan(Path file) {
        return file.getFileName().toString().endsWith(SUFFIX);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
