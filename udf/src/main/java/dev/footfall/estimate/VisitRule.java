package dev.footfall.estimate;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a visit: hits of one browser with no gap over {@value #VISIT_GAP_MINUTES} minutes.
 *
 * <p>A cookie that came back identifies the browser: its visits cross midnight and end with the cookie's epoch, the
 * site-local calendar month. Without such a cookie the day's device token stands in, and visits end at the site's
 * midnight. A cookie that was issued and never came back identifies nothing (who rejects cookies is issued a new one at
 * each hit), so its hit belongs to the device. Hits with no token at all belong to no visit.
 *
 * <p>This is the reference: reports compute the same with Spark expressions, and a test holds both together.
 */
public final class VisitRule {
    /** The longest pause within a visit, inclusive; the convention of web analytics since 2001 (WAA, Google, Matomo). */
    public static final int VISIT_GAP_MINUTES = 30;

    private static final Duration GAP = Duration.ofMinutes(VISIT_GAP_MINUTES);
    private static final Comparator<Hit> BY_TIME_AND_PAGE =
            Comparator.comparing(Hit::ts).thenComparing(h -> h.page() == null ? "" : h.page());

    /**
     * A hit, as far as visits are concerned.
     *
     * @param day site-local date of {@code ts}
     * @param browser token of the cookie; null when none was sent or issued
     * @param returned whether the client sent the cookie, as against being issued it
     * @param deviceDay token of address and agent; null when the address is unknown or the key is gone
     * @param pageview whether the hit showed a person a page
     */
    public record Hit(
            Instant ts,
            LocalDate day,
            @Nullable String browser,
            boolean returned,
            @Nullable String deviceDay,
            boolean pageview,
            @Nullable String page) {}

    /**
     * A visit.
     *
     * @param token of the cookie or of the device
     * @param day site-local day on which it started; the period to which the visit counts
     * @param entry page of the first pageview; null when there was none
     * @param exit page of the last pageview; null when there was none
     */
    public record Visit(
            String token,
            boolean byCookie,
            LocalDate day,
            Instant start,
            Instant end,
            long hits,
            long pageviews,
            @Nullable String entry,
            @Nullable String exit) {}

    /** Whose hit it is: a token within its epoch. */
    private record Unit(String token, boolean byCookie, LocalDate epoch) {}

    private record CookieEpoch(String browser, YearMonth month) {}

    private VisitRule() {}

    /** Whether a hit at {@code next} still belongs to the visit whose last hit was at {@code previous}. */
    public static boolean continues(Instant previous, Instant next) {
        return Duration.between(previous, next).compareTo(GAP) <= 0;
    }

    /** The visits in the hits, which may come in any order, ordered by start and token. */
    public static List<Visit> visits(Collection<Hit> hits) {
        Set<CookieEpoch> returned = new HashSet<>();
        for (Hit hit : hits) {
            if (hit.browser() != null && hit.returned()) {
                returned.add(new CookieEpoch(hit.browser(), YearMonth.from(hit.day())));
            }
        }
        Map<Unit, List<Hit>> byUnit = new LinkedHashMap<>();
        for (Hit hit : hits) {
            unit(hit, returned).ifPresent(unit -> byUnit.computeIfAbsent(unit, u -> new ArrayList<>())
                    .add(hit));
        }
        List<Visit> visits = new ArrayList<>();
        byUnit.forEach((unit, own) -> split(unit, own, visits));
        visits.sort(Comparator.comparing(Visit::start).thenComparing(Visit::token));
        return visits;
    }

    private static Optional<Unit> unit(Hit hit, Set<CookieEpoch> returned) {
        YearMonth month = YearMonth.from(hit.day());
        if (hit.browser() != null
                && (hit.deviceDay() == null || returned.contains(new CookieEpoch(hit.browser(), month)))) {
            return Optional.of(new Unit(hit.browser(), true, month.atDay(1)));
        }
        return Optional.ofNullable(hit.deviceDay()).map(device -> new Unit(device, false, hit.day()));
    }

    private static void split(Unit unit, List<Hit> hits, List<Visit> into) {
        hits.sort(BY_TIME_AND_PAGE);
        int start = 0;
        for (int i = 1; i <= hits.size(); i++) {
            if (i == hits.size() || !continues(hits.get(i - 1).ts(), hits.get(i).ts())) {
                into.add(visit(unit, hits.subList(start, i)));
                start = i;
            }
        }
    }

    private static Visit visit(Unit unit, List<Hit> hits) {
        List<Hit> pageviews = hits.stream().filter(Hit::pageview).toList();
        List<Hit> shown = pageviews.stream().filter(h -> h.page() != null).toList();
        return new Visit(
                unit.token(),
                unit.byCookie(),
                hits.get(0).day(),
                hits.get(0).ts(),
                hits.get(hits.size() - 1).ts(),
                hits.size(),
                pageviews.size(),
                shown.isEmpty() ? null : shown.get(0).page(),
                shown.isEmpty() ? null : shown.get(shown.size() - 1).page());
    }
}
