package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import dev.footfall.log.Outcome;
import dev.footfall.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.iceberg.Table;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose quarantined lines. */
final class QuarantineFilter {
    @Option(names = "--batch", paramLabel = "ID", description = "Only lines of this batch.")
    @Nullable
    String batch;

    @Option(names = "--reason", paramLabel = "REASON", description = "Only lines set aside for this, such as bad-time.")
    @Nullable
    String reason;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "At most so many lines, the newest batches first (default: ${DEFAULT-VALUE}).")
    int limit = 50;

    /**
     * The chosen rows.
     *
     * @param rows at most as many as the limit says, by batch (newest first), file and offset
     * @param total how many there are without the limit
     */
    record Chosen(List<List<@Nullable Object>> rows, long total) {}

    /** @throws UserException when an option cannot be meant */
    void check() {
        if (limit < 1) {
            throw new UserException("--limit " + limit + " shows nothing", "give at least 1");
        }
        List<String> reasons = Arrays.stream(Outcome.values())
                .filter(Outcome::quarantined)
                .map(PolicyRow::word)
                .toList();
        if (reason != null && !reasons.contains(reason)) {
            throw new UserException(
                    "no reason is called '" + reason + "'",
                    NearestName.of(reason, reasons)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("the reasons are " + String.join(", ", reasons)));
        }
    }

    /** Reads the table once, with bounded memory; {@code columns} include batch, name, byte_offset and reason. */
    Chosen choose(Table table, List<String> columns) {
        int batchAt = columns.indexOf("batch");
        int reasonAt = columns.indexOf("reason");
        Comparator<List<@Nullable Object>> order = Comparator.comparing(
                        (List<@Nullable Object> row) -> text(row.get(batchAt)), Comparator.reverseOrder())
                .thenComparing(row -> text(row.get(columns.indexOf("name"))))
                .thenComparing(row -> row.get(columns.indexOf("byte_offset")) instanceof Long offset ? offset : 0L);
        PriorityQueue<List<@Nullable Object>> best = new PriorityQueue<>(order.reversed());
        long[] total = new long[1];
        TableRows.forEach(table, columns, row -> {
            if (fits(batch, row.get(batchAt)) && fits(reason, row.get(reasonAt))) {
                total[0]++;
                best.add(row);
                if (best.size() > limit) {
                    best.poll();
                }
            }
        });
        List<List<@Nullable Object>> rows = new ArrayList<>();
        while (!best.isEmpty()) {
            rows.add(best.poll());
        }
        Collections.reverse(rows);
        return new Chosen(rows, total[0]);
    }

    private static boolean fits(@Nullable String wanted, @Nullable Object value) {
        return wanted == null || wanted.equals(value);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
