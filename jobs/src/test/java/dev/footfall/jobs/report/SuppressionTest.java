package dev.footfall.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.output.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SuppressionTest {
    private static final int K = 10;

    @Test
    void foldsSmallCells() {
        assertThat(pages(true, cell("/a", 50), cell("/b", 6), cell("/c", 7)))
                .containsExactly(cell(Suppression.OTHER, 13), cell("/a", 50));
    }

    @Test
    void neverFoldsOneCellAlone() {
        assertThat(pages(true, cell("/a", 50), cell("/b", 20), cell("/c", 9)))
                .containsExactly(cell(Suppression.OTHER, 29), cell("/a", 50));
    }

    @Test
    void foldsOnUntilTheFoldedCellIsOfK() {
        assertThat(pages(true, cell("/a", 50), cell("/b", 20), cell("/c", 3), cell("/d", 2)))
                .containsExactly(cell(Suppression.OTHER, 25), cell("/a", 50));
    }

    @Test
    void cellsThatShareBrowsersCountByTheirGreatest() {
        // Six and seven browsers of two pages may be the same seven.
        assertThat(pages(false, cell("/a", 50), cell("/b", 11), cell("/c", 6), cell("/d", 7)))
                .containsExactly(cell(Suppression.OTHER, 24), cell("/a", 50));
    }

    @Test
    void aGroupOfSmallCellsOnlyBecomesItsTotal() {
        assertThat(pages(true, cell("/a", 3))).containsExactly(cell(Suppression.OTHER, 3));
        assertThat(pages(true, cell("/a", 3), cell("/b", 2))).containsExactly(cell(Suppression.OTHER, 5));
    }

    @Test
    void exactlyKIsEnough() {
        assertThat(pages(true, cell("/a", 10), cell("/b", 10))).containsExactly(cell("/a", 10), cell("/b", 10));
    }

    @Test
    void unprotectedKeysKeepTheirCells() {
        Rows rows = new Rows(
                List.of("day", "page", "hits", "browsers"),
                List.of(
                        Arrays.asList("mon", "/a", 20L, 20L),
                        Arrays.asList("mon", "/b", 3L, 3L),
                        Arrays.asList("mon", "/c", 30L, 30L),
                        Arrays.asList("tue", "/a", 30L, 30L)));
        Suppression byPage = new Suppression(K, List.of("day", "page"), Set.of("page"), List.of("browsers"), false);
        Suppression byDay = new Suppression(K, List.of("day", "page"), Set.of(), List.of("browsers"), false);

        assertThat(byPage.apply(rows).rows())
                .containsExactly(
                        Arrays.asList("mon", Suppression.OTHER, 23L, 23L),
                        Arrays.asList("mon", "/c", 30L, 30L),
                        Arrays.asList("tue", "/a", 30L, 30L));
        assertThat(byDay.apply(rows)).isEqualTo(rows);
    }

    @Test
    void aCellIsSmallWhenItIsSoInEitherSpanShown() {
        Rows rows = new Rows(
                List.of("page", "browsers", "browsers_before"),
                List.of(
                        Arrays.asList("/a", 20L, 3L),
                        Arrays.asList("/b", 20L, 20L),
                        Arrays.asList("/new", 20L, null),
                        Arrays.asList("/c", 40L, 40L)));
        Suppression both =
                new Suppression(K, List.of("page"), Set.of("page"), List.of("browsers", "browsers_before"), false);

        assertThat(both.apply(rows).rows()).extracting(r -> r.get(0)).containsExactly(Suppression.OTHER, "/new", "/c");
    }

    @Test
    void saysHowManyCellsWereFoldedAndDropsWhatDoesNotAddUp() {
        Rows rows = new Rows(
                List.of("city", "people", "method", "median", "suppressed", "tokens"),
                List.of(
                        Arrays.asList("x", 1L, "v0", 5, 0L, 1L),
                        Arrays.asList("y", 12L, "v0", 6, 0L, 12L),
                        Arrays.asList("z", 90L, "v0", 7, 0L, 90L)));
        Suppression cities = new Suppression(K, List.of("city"), Set.of("city"), List.of("tokens"), true);

        assertThat(cities.apply(rows).rows().get(0))
                .isEqualTo(Arrays.asList(Suppression.OTHER, 13L, "v0", null, 2L, 13L));
    }

    /** Browsers on pages: what is released rests on k browsers or is everything, and nothing is lost. */
    @Property(tries = 500)
    void releasesNoCellBelowKAndKeepsTotals(
            @ForAll @Size(max = 120) List<@IntRange(max = 400) Integer> seen,
            @ForAll @IntRange(min = 1, max = 12) int k) {
        Map<String, Set<Integer>> browsersOf = new TreeMap<>();
        for (int i = 0; i < seen.size(); i++) {
            // Few pages for few browsers, so that cells of all sizes occur and overlap.
            browsersOf
                    .computeIfAbsent(
                            "/" + Integer.numberOfTrailingZeros(1 + i) * (seen.get(i) % 3), p -> new HashSet<>())
                    .add(seen.get(i) % 40);
        }
        List<List<@Nullable Object>> cells = new ArrayList<>();
        browsersOf.forEach((page, browsers) -> cells.add(cell(page, browsers.size())));

        List<List<@Nullable Object>> released = apply(k, false, cells);

        assertThat(sum(released)).isEqualTo(sum(cells));
        Set<Object> kept = new HashSet<>();
        released.forEach(r -> kept.add(Objects.requireNonNull(r.get(0))));
        Set<Integer> foldedBrowsers = new HashSet<>();
        long folded = 0;
        for (Map.Entry<String, Set<Integer>> page : browsersOf.entrySet()) {
            if (kept.contains(page.getKey())) {
                assertThat(page.getValue()).hasSizeGreaterThanOrEqualTo(k);
            } else {
                folded++;
                foldedBrowsers.addAll(page.getValue());
            }
        }
        boolean everything = released.size() == 1 && kept.contains(Suppression.OTHER);
        if (folded > 0 && !everything) {
            assertThat(folded).isGreaterThan(1);
            assertThat(foldedBrowsers).hasSizeGreaterThanOrEqualTo(k);
        }
    }

    private static long sum(List<List<@Nullable Object>> cells) {
        return cells.stream()
                .mapToLong(c -> (Long) Objects.requireNonNull(c.get(1)))
                .sum();
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    private static List<List<@Nullable Object>> pages(boolean disjoint, List<@Nullable Object>... cells) {
        return apply(K, disjoint, List.of(cells));
    }

    private static List<List<@Nullable Object>> apply(int k, boolean disjoint, List<List<@Nullable Object>> cells) {
        Rows rows = new Rows(List.of("page", "browsers"), cells);
        return new Suppression(k, List.of("page"), Set.of("page"), List.of("browsers"), disjoint)
                .apply(rows)
                .rows();
    }

    private static List<@Nullable Object> cell(String page, long browsers) {
        return Arrays.asList(page, browsers);
    }
}
