package dev.footfall.jobs.hold;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An open case.
 *
 * @param name name of its directory and key: a keyed digest of its id
 * @param parts what was taken, oldest first; at least one
 */
public record HeldCase(String name, List<HeldPart> parts) {
    public HeldCase {
        parts = List.copyOf(parts);
    }

    /** Its id, as who opened it gave it. */
    public String id() {
        return parts.get(0).caseId();
    }

    /** Labels of the legal bases on which rows were taken. */
    public SortedSet<String> bases() {
        SortedSet<String> bases = new TreeSet<>();
        parts.forEach(part -> bases.add(part.basis()));
        return bases;
    }

    /** When the first rows were taken. */
    public Instant opened() {
        return parts.get(0).taken();
    }

    /** Rows by full name of the table. A row that was taken twice counts twice. */
    public SortedMap<String, Long> rows() {
        SortedMap<String, Long> rows = new TreeMap<>();
        for (HeldPart part : parts) {
            part.rows()
                    .forEach((table, days) -> rows.merge(
                            table, days.values().stream().mapToLong(n -> n).sum(), Long::sum));
        }
        return rows;
    }

    /** For who takes rows out of the tables: {@code case OPS-311 (fraud) keeps 12 rows of security.hits; they stay}. */
    public String note() {
        String tables = rows().entrySet().stream()
                .map(table -> String.format(Locale.ROOT, "%,d rows of %s", table.getValue(), table.getKey()))
                .collect(Collectors.joining(" and "));
        return "case " + id() + " (" + String.join(", ", bases()) + ") keeps " + tables
                + "; they stay until 'footfall hold release'";
    }

    /** Rows of all tables. */
    public long total() {
        return parts.stream().mapToLong(HeldPart::total).sum();
    }

    /** Days of a table on which rows are held. */
    public SortedSet<LocalDate> days(String table) {
        SortedSet<LocalDate> days = new TreeSet<>();
        for (HeldPart part : parts) {
            SortedMap<LocalDate, Long> ofTable = part.rows().get(table);
            if (ofTable != null) {
                days.addAll(ofTable.keySet());
            }
        }
        return days;
    }
}
