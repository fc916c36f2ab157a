package dev.footfall.jobs.report;

import dev.footfall.jobs.output.Rows;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The last step before a report leaves the operator's hands: cells that fewer than k browsers or devices stand behind are
 * added up into one cell {@value #OTHER}.
 *
 * <p>Cells are compared within a group of equal unprotected keys (one day, one host). When cells are folded, the next
 * smallest join them until the folded cell itself is surely of k and made of at least two, so that it cannot be taken
 * apart by subtraction; so it is smaller than k only when it is its whole group, which the unprotected keys alone would
 * show as well. In the folded cell additive columns are sums (for visits and browsers an upper bound when cells overlap),
 * all others are kept where all cells agree and empty where not.
 *
 * @param k least number of tokens of a released cell; at least 1
 * @param keys columns that name a cell
 * @param protectedKeys those of them on which small cells are folded
 * @param tokens columns with the number of distinct tokens behind the cell, one for each span shown; null there means
 *     that the cell has no hits in that span
 * @param disjoint whether a token stands in one cell only, so that numbers of tokens add up
 */
record Suppression(int k, List<String> keys, Set<String> protectedKeys, List<String> tokens, boolean disjoint) {
    /** What a folded cell is called. */
    static final String OTHER = "(other)";
    /** When the rows have this column, it receives the number of cells folded into the row. */
    static final String SUPPRESSED = "suppressed";

    /** When the rows have this column, it says so where a row is withheld. */
    static final String METHOD = "method";

    Suppression {
        if (k < 1) {
            throw new IllegalArgumentException("k is at least 1");
        }
        keys = List.copyOf(keys);
        protectedKeys = Set.copyOf(protectedKeys);
        tokens = List.copyOf(tokens);
    }

    /** The rows as they may be released. */
    Rows apply(Rows rows) {
        if (protectedKeys.isEmpty()) {
            return rows;
        }
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> groups = new LinkedHashMap<>();
        for (List<@Nullable Object> row : rows.rows()) {
            List<@Nullable Object> group = new ArrayList<>();
            for (String key : keys) {
                if (!protectedKeys.contains(key)) {
                    group.add(row.get(rows.index(key)));
                }
            }
            groups.computeIfAbsent(group, g -> new ArrayList<>()).add(row);
        }
        List<List<@Nullable Object>> released = new ArrayList<>();
        for (List<List<@Nullable Object>> group : groups.values()) {
            release(rows, group, released);
        }
        return new Rows(rows.columns(), released);
    }

    /**
     * The rows with nothing but their keys where fewer than k tokens stand behind them. For rows that a condition on a
     * protected dimension made a cell of, whatever their keys.
     */
    Rows withheld(Rows rows) {
        int[] columns = tokens.stream().mapToInt(rows::index).toArray();
        List<List<@Nullable Object>> shown = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            shown.add(size(row, columns) < k ? keysOnly(rows, row) : row);
        }
        return new Rows(rows.columns(), shown);
    }

    private List<@Nullable Object> keysOnly(Rows rows, List<@Nullable Object> row) {
        List<@Nullable Object> bare = new ArrayList<>();
        for (int c = 0; c < row.size(); c++) {
            String name = rows.columns().get(c);
            bare.add(keys.contains(name) ? row.get(c) : name.equals(METHOD) ? "withheld: below k" : null);
        }
        return bare;
    }

    private void release(Rows rows, List<List<@Nullable Object>> group, List<List<@Nullable Object>> released) {
        int[] columns = tokens.stream().mapToInt(rows::index).toArray();
        List<List<@Nullable Object>> bySize = new ArrayList<>(group);
        bySize.sort(Comparator.comparingLong(row -> size(row, columns)));
        int folded = 0;
        while (folded < bySize.size() && size(bySize.get(folded), columns) < k) {
            folded++;
        }
        if (folded > 0) {
            while (folded < bySize.size() && (folded < 2 || !surelyLargeEnough(bySize.subList(0, folded), columns))) {
                folded++;
            }
            released.add(fold(rows, bySize.subList(0, folded)));
        }
        List<List<@Nullable Object>> small = bySize.subList(0, folded);
        Set<List<@Nullable Object>> smallKeys = new HashSet<>(small);
        group.stream().filter(row -> !smallKeys.contains(row)).forEach(released::add);
    }

    /** Tokens behind a cell, in the span where they are fewest. */
    private static long size(List<@Nullable Object> row, int[] columns) {
        long least = Long.MAX_VALUE;
        for (int column : columns) {
            if (row.get(column) instanceof Number n) {
                least = Math.min(least, n.longValue());
            }
        }
        return least == Long.MAX_VALUE ? 0 : least;
    }

    private boolean surelyLargeEnough(List<List<@Nullable Object>> cells, int[] columns) {
        for (int column : columns) {
            long sum = 0;
            long greatest = 0;
            boolean present = false;
            for (List<@Nullable Object> cell : cells) {
                if (cell.get(column) instanceof Number n) {
                    present = true;
                    sum += n.longValue();
                    greatest = Math.max(greatest, n.longValue());
                }
            }
            if (present && (disjoint ? sum : greatest) < k) {
                return false;
            }
        }
        return true;
    }

    private List<@Nullable Object> fold(Rows rows, List<List<@Nullable Object>> cells) {
        List<@Nullable Object> folded = new ArrayList<>();
        for (int c = 0; c < rows.columns().size(); c++) {
            String name = rows.columns().get(c);
            if (protectedKeys.contains(name)) {
                folded.add(OTHER);
            } else if (name.equals(SUPPRESSED)) {
                folded.add((long) cells.size());
            } else {
                folded.add(combined(cells, c));
            }
        }
        return folded;
    }

    /** The sum of whole numbers; of anything else the value that all share. */
    private @Nullable Object combined(List<List<@Nullable Object>> cells, int column) {
        Object first = cells.get(0).get(column);
        boolean same = cells.stream().allMatch(cell -> Objects.equals(cell.get(column), first));
        long sum = 0;
        boolean additive = false;
        for (List<@Nullable Object> cell : cells) {
            if (cell.get(column) instanceof Long n) {
                additive = true;
                sum += n;
            }
        }
        return additive ? (Object) sum : same ? first : null;
    }
}
