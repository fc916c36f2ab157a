package dev.footfall.jobs.hold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one {@code hold add} took for a case: its manifest, stored encrypted beside the rows.
 *
 * @param caseId the case
 * @param basis label of its legal basis
 * @param taken when the copy was made, UTC
 * @param policy version of the policy under which the rows stood in the tables
 * @param selection in words what was taken, without any identifier
 * @param rows how many, by full name of the table and by day
 */
public record HeldPart(
        String caseId,
        String basis,
        Instant taken,
        String policy,
        String selection,
        SortedMap<String, SortedMap<LocalDate, Long>> rows) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public HeldPart {
        rows = Collections.unmodifiableSortedMap(new TreeMap<>(rows));
    }

    /** Rows of all tables and days. */
    public long total() {
        return rows.values().stream()
                .flatMap(days -> days.values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }

    byte[] encoded() {
        ObjectNode root = JSON.createObjectNode()
                .put("case", caseId)
                .put("basis", basis)
                .put("taken", taken.toString())
                .put("policy", policy)
                .put("selection", selection);
        ObjectNode tables = root.putObject("rows");
        rows.forEach((table, days) -> {
            ObjectNode node = tables.putObject(table);
            days.forEach((day, count) -> node.put(day.toString(), count));
        });
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    static HeldPart decoded(byte[] stored) throws IOException {
        JsonNode root = JSON.readTree(stored);
        SortedMap<String, SortedMap<LocalDate, Long>> rows = new TreeMap<>();
        root.path("rows").properties().forEach(table -> {
            SortedMap<LocalDate, Long> days = new TreeMap<>();
            table.getValue()
                    .properties()
                    .forEach(day -> days.put(
                            LocalDate.parse(day.getKey()), day.getValue().asLong()));
            rows.put(table.getKey(), days);
        });
        return new HeldPart(
                root.path("case").asText(),
                root.path("basis").asText(),
                Instant.parse(root.path("taken").asText()),
                root.path("policy").asText(),
                root.path("selection").asText(),
                rows);
    }
}
