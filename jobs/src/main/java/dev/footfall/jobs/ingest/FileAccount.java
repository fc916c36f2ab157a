package dev.footfall.jobs.ingest;

import dev.footfall.jobs.output.Rows;
import dev.footfall.log.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The account of one file: {@code lines = hits + quarantined + duplicates}.
 *
 * @param late hits without tokens, since a key of their epoch was destroyed before they came
 * @param withheld hits of those who were erased before they came again, which are counted and not stored
 * @param batch the batch that took it; for a file that was known, the earlier one
 */
public record FileAccount(
        String path,
        String format,
        long hits,
        long late,
        long withheld,
        long quarantined,
        long duplicates,
        long ignored,
        long scrubbed,
        Map<Outcome, Long> reasons,
        @Nullable String batch,
        double seconds) {
    private static final List<String> COLUMNS =
            List.of("path", "format", "lines", "hits", "quarantined", "duplicates", "ignored", "batch", "seconds");

    /** Lines of the file, blank lines and directives not counted. */
    public long lines() {
        return hits + quarantined + duplicates;
    }

    /** The accounts as the command prints them. */
    public static Rows rows(List<FileAccount> accounts) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (FileAccount a : accounts) {
            List<@Nullable Object> row = new ArrayList<>();
            row.add(a.path);
            row.add(a.format);
            row.add(a.lines());
            row.add(a.hits);
            row.add(a.quarantined);
            row.add(a.duplicates);
            row.add(a.ignored);
            row.add(a.batch);
            row.add(Math.round(a.seconds * 1000) / 1000.0);
            rows.add(row);
        }
        return new Rows(COLUMNS, rows);
    }

    /** Quarantined lines of all accounts by reason. */
    public static Map<Outcome, Long> reasons(List<FileAccount> accounts) {
        Map<Outcome, Long> sum = new EnumMap<>(Outcome.class);
        accounts.forEach(a -> a.reasons.forEach((reason, n) -> sum.merge(reason, n, Long::sum)));
        return sum;
    }
}
