package dev.footfall.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AudienceReportTest {
    private static final int NO_K = 0;

    @Test
    void countsCookiesVisitsAndPageviewsOfADay() {
        TestHits made = new TestHits();
        for (int i = 0; i < 40; i++) {
            String cookie = "c" + i;
            made.add("2026-10-05T10:00:00Z", "browser", cookie, "cookie_state", "issued", "device_day", "d" + i)
                    .add("2026-10-05T10:01:00Z", "browser", cookie, "device_day", "d" + i)
                    .add("2026-10-05T10:01:01Z", "browser", cookie, "device_day", "d" + i, "pageview", false);
        }
        for (int i = 0; i < 10; i++) {
            made.add("2026-10-05T11:00:00Z", "browser", "x" + i, "cookie_state", "issued", "device_day", "r")
                    .add("2026-10-05T11:00:00Z", "browser", "api" + i, "device_day", "api" + i, "pageview", false);
        }

        Rows rows = run(made.table(), Granularity.day, null);

        assertThat(rows.columns())
                .containsExactly(
                        "period",
                        "people",
                        "people_low",
                        "people_high",
                        "browsers",
                        "browsers_low",
                        "browsers_high",
                        "visits",
                        "pageviews",
                        "cookies_seen",
                        "rejecting_share",
                        "method");
        // Forty browsers keep cookies, one refuses ten; browsers without a pageview are not the audience.
        assertThat(rows.rows()).hasSize(1);
        assertThat(value(rows, 0, "period")).isEqualTo("2026-10-05");
        assertThat((Long) value(rows, 0, "browsers")).isBetween(35L, 41L);
        assertThat(value(rows, 0, "visits")).isEqualTo(41L);
        assertThat(value(rows, 0, "pageviews")).isEqualTo(90L);
        assertThat(value(rows, 0, "cookies_seen")).isEqualTo(50L);
        assertThat(value(rows, 0, "rejecting_share")).isEqualTo(0.024);
        assertThat((String) value(rows, 0, "method")).startsWith("cookies v1");
    }

    @Test
    void signInsSetTheRatioOfBrowsersToPeople() {
        TestHits made = new TestHits();
        for (int i = 0; i < 400; i++) {
            // Each account on a phone and a desktop.
            made.add(
                            "2026-10-05T10:00:00Z",
                            "browser",
                            "p" + i,
                            "person",
                            "a" + i,
                            "agent",
                            "Safari",
                            "device",
                            "mobile")
                    .add("2026-10-05T20:00:00Z", "browser", "d" + i, "person", "a" + i);
        }

        Rows rows = run(made.table(), Granularity.day, null);

        assertThat((Long) value(rows, 0, "people")).isBetween(400L, 600L);
        assertThat((Long) value(rows, 0, "browsers")).isBetween(650L, 800L);
        assertThat((String) value(rows, 0, "method")).startsWith("cookies+sign-ins v1");
    }

    @Test
    void periodsAreDaysIsoWeeksMonthsOrAll() {
        Dataset<Row> hits = new TestHits()
                .add("2026-09-30T10:00:00Z", "browser", "sep")
                .add("2026-10-04T10:00:00Z", "browser", "oct")
                .add("2026-10-05T10:00:00Z", "browser", "oct")
                .table();

        assertThat(periods(run(hits, Granularity.day, null))).containsExactly("2026-09-30", "2026-10-04", "2026-10-05");
        assertThat(periods(run(hits, Granularity.week, null))).containsExactly("2026-W40", "2026-W41");
        assertThat(periods(run(hits, Granularity.month, null))).containsExactly("2026-09", "2026-10");
        assertThat(periods(run(hits, Granularity.all, null))).containsExactly("2026-09-30/2026-10-06");
    }

    @Test
    void aWeekOverTheMonthsEndIsEstimatedFromItsParts() {
        TestHits made = new TestHits();
        for (int i = 0; i < 50; i++) {
            made.add("2026-09-30T10:00:00Z", "browser", "s" + i).add("2026-10-01T10:00:00Z", "browser", "o" + i);
        }

        Rows rows = run(made.table(), Granularity.week, null);

        assertThat((String) value(rows, 0, "method")).endsWith("2 epochs joined by return rate");
        assertThat((Long) value(rows, 0, "browsers")).isBetween(45L, 100L);
        assertThat((Long) value(rows, 0, "browsers_low")).isLessThan((Long) value(rows, 0, "browsers"));
        assertThat((Long) value(rows, 0, "browsers_high")).isBetween((Long) value(rows, 0, "browsers"), 110L);
    }

    @Test
    void explainsEachPartOfAPeriodFromItsCountsToPeople() {
        TestHits made = new TestHits();
        for (int i = 0; i < 50; i++) {
            made.add("2026-09-30T10:00:00Z", "browser", "s" + i).add("2026-10-01T10:00:00Z", "browser", "o" + i);
        }
        AudienceQuery query = new AudienceQuery(Scope.everything(), Granularity.week, null, false, NO_K);

        Rows steps = AudienceReport.explain(made.table(), query);
        Rows rows = AudienceReport.run(made.table(), query);

        assertThat(steps.columns()).containsExactly("period", "days", "step", "value", "low", "high", "source");
        assertThat(steps.rows().stream().filter(row -> "people".equals(row.get(2))))
                .hasSize(3);
        List<@Nullable Object> last = steps.rows().get(steps.rows().size() - 1);
        assertThat(Math.round((Double) Objects.requireNonNull(last.get(3)))).isEqualTo(value(rows, 0, "people"));
        assertThatThrownBy(() -> AudienceReport.explain(
                        made.table(),
                        new AudienceQuery(Scope.everything(), Granularity.week, Dimension.COUNTRY, false, NO_K)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("--per");
    }

    @Test
    void otherProgramsCountByTheirOwnDefinitions() {
        TestHits made = new TestHits();
        // Twenty who return on the next day from another address, and five seen once and without a cookie.
        for (int i = 0; i < 20; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "c" + i, "device_day", "a" + i)
                    .add("2026-10-06T10:00:00Z", "browser", "c" + i, "device_day", "b" + i);
        }
        for (int i = 0; i < 5; i++) {
            made.add("2026-10-05T11:00:00Z", "browser", "n" + i, "cookie_state", "issued", "device_day", "n" + i);
        }
        AudienceQuery query = new AudienceQuery(Scope.everything(), Granularity.all, null, false, NO_K);

        Rows rows = AudienceReport.besideOthers(made.table(), query);

        assertThat(rows.columns())
                .containsExactly(
                        "period",
                        "people",
                        "people_low",
                        "people_high",
                        "goaccess",
                        "plausible",
                        "matomo",
                        "wikimedia");
        assertThat(rows.rows().get(0).subList(4, 8)).containsExactly(45L, 45L, 25L, 25L);
    }

    @Test
    void countriesBelowKAreFolded() {
        TestHits made = new TestHits();
        for (int i = 0; i < 30; i++) {
            String country = i < 15 ? "DE" : i < 28 ? "AT" : "LI";
            made.add("2026-10-05T10:00:00Z", "browser", "c" + i, "country", country);
        }
        Dataset<Row> hits = made.table();

        Rows released = AudienceReport.run(
                hits, new AudienceQuery(Scope.everything(), Granularity.day, Dimension.COUNTRY, false, 10));
        Rows devices = AudienceReport.run(
                hits, new AudienceQuery(Scope.everything(), Granularity.day, Dimension.DEVICE, false, 100));

        assertThat(released.rows()).extracting(r -> r.get(1)).containsExactly("DE", Suppression.OTHER);
        assertThat(value(released, 1, "pageviews")).isEqualTo(15L);
        assertThat(devices.rows()).extracting(r -> r.get(1)).containsExactly("desktop");
    }

    @Test
    void comparesPeopleWithTheSpanBefore() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "a")
                .add("2026-10-06T10:00:00Z", "browser", "a")
                .add("2026-10-06T10:00:00Z", "browser", "b")
                .table();
        Scope scope = Scope.everything().between(LocalDate.parse("2026-10-06"), LocalDate.parse("2026-10-07"));

        Rows rows = AudienceReport.run(hits, new AudienceQuery(scope, Granularity.all, null, true, NO_K));

        assertThat(rows.rows()).hasSize(1);
        assertThat(value(rows, 0, "period")).isEqualTo("2026-10-06/2026-10-07");
        assertThat(value(rows, 0, "pageviews")).isEqualTo(2L);
        assertThat(value(rows, 0, "pageviews_before")).isEqualTo(1L);
        assertThat(value(rows, 0, "pageviews_change")).isEqualTo(1.0);
        assertThat(rows.columns()).contains("people_before", "people_change").doesNotContain("method_before");
    }

    @Test
    void saysThatNobodyCanBeCountedWithoutTokens() {
        Dataset<Row> hits = new TestHits().add("2026-10-05T10:00:00Z").table();

        assertThatThrownBy(() -> run(hits, Granularity.day, null))
                .isInstanceOf(UserException.class)
                .hasMessageContainingAll("footfall policy explain audience.hits.browser");
        Scope entry = Scope.everything().where(Dimension.ENTRY, "/a");
        assertThatThrownBy(() -> AudienceReport.run(hits, new AudienceQuery(entry, Granularity.day, null, false, NO_K)))
                .hasMessageContaining("report traffic");
    }

    private static Rows run(Dataset<Row> hits, Granularity by, @Nullable Dimension per) {
        return AudienceReport.run(hits, new AudienceQuery(Scope.everything(), by, per, false, NO_K));
    }

    private static List<String> periods(Rows rows) {
        return rows.rows().stream().map(r -> String.valueOf(r.get(0))).toList();
    }

    private static Object value(Rows rows, int row, String column) {
        return Objects.requireNonNull(rows.rows().get(row).get(rows.index(column)));
    }
}
