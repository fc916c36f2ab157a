package dev.footfall.rare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.privacy.EpochKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisitorWindowTest {
    private static final int K = 3;
    private static final LocalDate TENTH = LocalDate.of(2025, 10, 10);

    private final ValueKeys keys = new ValueKeys();
    private final Map<LocalDate, DayVisitors> counts = new HashMap<>();

    /** Visitors {@code first} to {@code last - 1} see a value on a day. */
    private void see(FreeText text, String value, LocalDate day, boolean keepCookies, int first, int last) {
        DayVisitors visitors = counts.computeIfAbsent(day, d -> new DayVisitors(K));
        ValueKeys.Key key = keys.of(text, value);
        for (int i = first; i < last; i++) {
            long device = 1000L * day.toEpochDay() + i;
            long browser = keepCookies ? EpochKind.MONTH.of(day).first().toEpochDay() * 7_000_003L + i : 0;
            visitors.add(key.value(), device, browser);
            visitors.add(key.template(), device, browser);
        }
    }

    private String kept(FreeText text, String value, LocalDate day) {
        VisitorWindow window = new VisitorWindow(K, EpochKind.MONTH);
        counts.forEach(window::put);
        return text.kept(value, keys, window.common(day));
    }

    @ParameterizedTest(name = "{0} devices a day on {1} days, cookies kept: {2} -> {3}")
    @CsvSource({
        "3, 1, false, red shoes",
        "2, 1, false, (rare)",
        // They may be the same two people each day.
        "2, 5, false, (rare)",
        "2, 5, true, (rare)",
        "3, 2, true, red shoes"
    })
    void isCommonByDevicesOfOneDay(int devices, int days, boolean cookies, String expected) {
        for (int i = 0; i < days; i++) {
            see(FreeText.SEARCH, "red shoes", TENTH.plusDays(i), cookies, 0, devices);
        }
        assertThat(kept(FreeText.SEARCH, "red shoes", TENTH)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seen {0} days later by others: {1}")
    @CsvSource({"-8, (rare)", "-7, spring", "-1, spring", "1, spring", "7, spring", "8, (rare)"})
    void aQuietDayLosesNothingThatIsPopularWithinSevenDays(int away, String expected) {
        see(FreeText.CAMPAIGN, "spring", TENTH, true, 0, 1);
        see(FreeText.CAMPAIGN, "spring", TENTH.plusDays(away), true, 1, 3);
        assertThat(kept(FreeText.CAMPAIGN, "spring", TENTH)).isEqualTo(expected);
    }

    @Test
    void tokensOfTwoEpochsAreNotAddedUpButEitherPartIsEnough() {
        LocalDate last = LocalDate.of(2025, 10, 31);
        see(FreeText.HOST, "a.example", last, true, 0, 2);
        see(FreeText.HOST, "a.example", last.plusDays(1), true, 0, 2);
        assertThat(kept(FreeText.HOST, "a.example", last)).isEqualTo("(rare)");
        see(FreeText.HOST, "a.example", last.plusDays(2), true, 2, 3);
        assertThat(kept(FreeText.HOST, "a.example", last)).isEqualTo("a.example");
    }

    @Test
    void aPageBecomesItsTemplateWhereThatIsCommonAndElseRare() {
        see(FreeText.PAGE, "/item/1", TENTH, true, 0, 2);
        see(FreeText.PAGE, "/item/2", TENTH, true, 2, 3);
        see(FreeText.PAGE, "/letter-to-jane", TENTH, true, 0, 2);
        see(FreeText.PAGE, "/letter/7", TENTH, true, 0, 2);
        see(FreeText.PAGE, "/", TENTH, true, 0, 3);
        assertThat(kept(FreeText.PAGE, "/item/1", TENTH)).isEqualTo("/item/{n}");
        assertThat(kept(FreeText.PAGE, "/item/1?view=x", TENTH)).isEqualTo("/item/{n}");
        assertThat(kept(FreeText.PAGE, "/item/{n}", TENTH)).isEqualTo("/item/{n}");
        assertThat(kept(FreeText.PAGE, "/letter-to-jane", TENTH)).isEqualTo("(rare)");
        assertThat(kept(FreeText.PAGE, "/letter/7", TENTH)).isEqualTo("(rare)");
        assertThat(kept(FreeText.PAGE, "/", TENTH)).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({"PAGE,(none)", "PAGE,*", "REFERRER,(address)", "HOST,(other)", "SEARCH,(rare)"})
    void wordsOfTheProgramStay(FreeText text, String value) {
        assertThat(kept(text, value, TENTH)).isEqualTo(value);
    }

    /** Days decided one by one, each on what the days before still show, and all of them in one run. */
    @Test
    void aDecidedDayCountsWithWhatItStillShows() {
        for (int i = 0; i < 3; i++) {
            see(FreeText.SEARCH, "jane doe", TENTH.plusDays(4L * i), true, i, i + 1);
        }
        // Control: without settling, the middle day sees all three.
        assertThat(kept(FreeText.SEARCH, "jane doe", TENTH.plusDays(4))).isEqualTo("jane doe");
        VisitorWindow window = new VisitorWindow(K, EpochKind.MONTH);
        counts.forEach(window::put);
        for (int i = 0; i < 3; i++) {
            LocalDate day = TENTH.plusDays(4L * i);
            assertThat(FreeText.SEARCH.kept("jane doe", keys, window.common(day)))
                    .isEqualTo("(rare)");
            assertThat(window.anyRare(day)).isTrue();
            window.settle(day);
        }
    }

    @Test
    void countsManyValuesAndTokensExactly() {
        int k = 50;
        DayVisitors visitors = new DayVisitors(k);
        for (int token = 1; token <= 60; token++) {
            for (int value = 1; value <= 2000; value++) {
                if (token <= value % 60) {
                    visitors.add(value, token, token);
                    visitors.add(value, token, token);
                }
            }
        }
        visitors.complete();
        for (int value = 1; value <= 2000; value++) {
            LongSet browsers = new LongSet();
            visitors.browsers(value, browsers);
            assertThat(visitors.devices(value)).isEqualTo(Math.min(k, value % 60));
            assertThat(browsers.size()).isEqualTo(Math.min(k, value % 60));
        }
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of(
                        "/",
                        "users",
                        "jane",
                        "7",
                        "2024-01-31",
                        "{n}",
                        "{id}",
                        "~a",
                        "@b",
                        "a@b.org",
                        "%41",
                        "…",
                        "-",
                        "kJ8sQ2zLw9XbT4vR",
                        "deadbeef12",
                        "donaudampfschifffahrtsgesellschaft",
                        "Edit",
                        "x.html",
                        "+49 30 1234")
                .list()
                .ofMaxSize(30)
                .map(parts -> "/" + String.join("", parts));
    }

    @Property(tries = 2000)
    void theTemplateOfATemplateIsTheSame(@ForAll("paths") String path) {
        String template = FreeText.PAGE.template(path).orElseThrow();
        assertThat(FreeText.PAGE.template(template)).hasValue(template);
    }
}
