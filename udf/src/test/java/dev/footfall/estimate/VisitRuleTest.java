package dev.footfall.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.estimate.VisitRule.Hit;
import dev.footfall.estimate.VisitRule.Visit;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitRuleTest {
    @ParameterizedTest(name = "{0} then {1} with cookie {2}, device {3} is {4} visit(s)")
    @CsvSource({
        "2026-10-05T10:00:00, 2026-10-05T10:30:00, c, d, 1",
        "2026-10-05T10:00:00, 2026-10-05T10:30:01, c, d, 2",
        "2026-10-05T23:50:00, 2026-10-06T00:10:00, c, d, 1",
        "2026-10-31T23:50:00, 2026-11-01T00:10:00, c, d, 2",
        "2026-10-05T10:00:00, 2026-10-05T10:30:00,  , d, 1",
        "2026-10-05T10:00:00, 2026-10-05T10:30:01,  , d, 2",
        "2026-10-05T23:50:00, 2026-10-06T00:10:00,  , d, 2",
        "2026-10-05T10:00:00, 2026-10-05T10:10:00,  ,  , 0",
    })
    void splitsVisits(
            LocalDateTime first,
            LocalDateTime second,
            @Nullable String browser,
            @Nullable String device,
            int expected) {
        List<Hit> hits = List.of(hit(first, browser, true, device, "/a"), hit(second, browser, true, device, "/b"));

        assertThat(VisitRule.visits(hits)).hasSize(expected);
    }

    @Test
    void entryAndExitAreTheFirstAndLastPageviewsNotHits() {
        LocalDateTime t = LocalDateTime.parse("2026-10-05T10:00:00");
        List<Hit> hits = List.of(
                asset(t.plusMinutes(9), "c"),
                hit(t.plusMinutes(5), "c", true, "d", "/end"),
                hit(t.plusMinutes(1), "c", true, "d", "/start"),
                asset(t, "c"));

        assertThat(VisitRule.visits(hits)).singleElement().satisfies(v -> {
            assertThat(v.entry()).isEqualTo("/start");
            assertThat(v.exit()).isEqualTo("/end");
            assertThat(v.hits()).isEqualTo(4);
            assertThat(v.pageviews()).isEqualTo(2);
            assertThat(v.start()).isEqualTo(t.toInstant(ZoneOffset.UTC));
        });
    }

    @Test
    void aVisitCountsToTheDayItStarts() {
        List<Hit> hits = List.of(
                hit(LocalDateTime.parse("2026-10-05T23:59:00"), "c", true, "d1", "/a"),
                hit(LocalDateTime.parse("2026-10-06T00:01:00"), "c", true, "d2", "/b"));

        assertThat(VisitRule.visits(hits)).extracting(Visit::day).containsExactly(LocalDate.parse("2026-10-05"));
    }

    @Test
    void aNewCookieJoinsTheHitsThatSendItBack() {
        LocalDateTime t = LocalDateTime.parse("2026-10-05T10:00:00");
        List<Hit> hits = List.of(hit(t, "c", false, "d", "/a"), hit(t.plusMinutes(1), "c", true, "d", "/b"));

        assertThat(VisitRule.visits(hits)).singleElement().satisfies(v -> {
            assertThat(v.byCookie()).isTrue();
            assertThat(v.entry()).isEqualTo("/a");
        });
    }

    @Test
    void cookiesIssuedAtEachHitAndNeverSentBackAreOneVisitOfTheDevice() {
        LocalDateTime t = LocalDateTime.parse("2026-10-05T10:00:00");
        List<Hit> hits = List.of(
                hit(t, "c1", false, "d", "/a"),
                hit(t.plusMinutes(1), "c2", false, "d", "/b"),
                hit(t.plusMinutes(2), null, false, "d", "/c"));

        assertThat(VisitRule.visits(hits)).singleElement().satisfies(v -> {
            assertThat(v.token()).isEqualTo("d");
            assertThat(v.hits()).isEqualTo(3);
        });
    }

    @Test
    void browsersDoNotMix() {
        LocalDateTime t = LocalDateTime.parse("2026-10-05T10:00:00");
        List<Hit> hits = Arrays.asList(
                hit(t, "c1", true, "d", "/a"),
                hit(t.plusMinutes(1), "c2", true, "d", "/b"),
                hit(t.plusMinutes(2), "c1", true, "d", "/c"));

        assertThat(VisitRule.visits(hits)).extracting(Visit::entry).containsExactly("/a", "/b");
    }

    private static Hit hit(
            LocalDateTime at, @Nullable String browser, boolean returned, @Nullable String device, String page) {
        return new Hit(at.toInstant(ZoneOffset.UTC), at.toLocalDate(), browser, returned, device, true, page);
    }

    private static Hit asset(LocalDateTime at, String browser) {
        return new Hit(at.toInstant(ZoneOffset.UTC), at.toLocalDate(), browser, true, "d", false, "/style.css");
    }
}
