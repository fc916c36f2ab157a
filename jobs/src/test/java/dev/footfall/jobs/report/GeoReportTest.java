package dev.footfall.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class GeoReportTest {
    @Test
    void placesSumToTheTotalOfTheAudience() {
        Dataset<Row> hits = threePlaces().table();

        Rows cities = GeoReport.run(hits, new GeoQuery(Scope.everything(), Dimension.CITY, false, 0));
        Rows audience =
                AudienceReport.run(hits, new AudienceQuery(Scope.everything(), Granularity.all, null, false, 0));

        assertThat(cities.columns())
                .containsExactly(
                        "period",
                        "country",
                        "region",
                        "city",
                        "people",
                        "people_low",
                        "people_high",
                        "share",
                        "visits",
                        "pageviews",
                        "suppressed");
        assertThat(sum(cities, "people")).isEqualTo(sum(audience, "people"));
        assertThat(sum(cities, "pageviews")).isEqualTo(sum(audience, "pageviews"));
        assertThat(cities.rows())
                .extracting(r -> Arrays.asList(r.get(1), r.get(2), r.get(3)))
                .containsExactly(
                        Arrays.asList("DE", "Berlin", "Berlin"),
                        Arrays.asList("AT", "Wien", "Wien"),
                        Arrays.asList("DE", "Berlin", "unknown"));
        assertThat(cities.rows()).allSatisfy(r -> {
            assertThat((Long) r.get(5)).isLessThanOrEqualTo((Long) Objects.requireNonNull(r.get(4)));
            assertThat((Long) r.get(6)).isGreaterThanOrEqualTo((Long) Objects.requireNonNull(r.get(4)));
        });
    }

    @Test
    void coarserPlacesLeaveTheFinerColumnsEmpty() {
        Rows countries =
                GeoReport.run(threePlaces().table(), new GeoQuery(Scope.everything(), Dimension.COUNTRY, false, 0));

        assertThat(countries.rows())
                .extracting(r -> Arrays.asList(r.get(0), r.get(1), r.get(2), r.get(3)))
                .containsExactly(
                        Arrays.asList("2026-10-05/2026-10-06", "DE", null, null),
                        Arrays.asList("2026-10-05/2026-10-06", "AT", null, null));
    }

    @Test
    void homeIsWhereABrowserIsOnMostDaysNotWithMostHits() {
        TestHits made = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "c", "country", "DE")
                .add("2026-10-06T10:00:00Z", "browser", "c", "country", "DE");
        for (int i = 0; i < 9; i++) {
            made.add("2026-10-07T10:00:00Z", "browser", "c", "country", "FR");
        }

        Rows rows = GeoReport.run(made.table(), new GeoQuery(Scope.everything(), Dimension.COUNTRY, false, 0));

        assertThat(rows.rows()).hasSize(1);
        assertThat(rows.rows().get(0)).contains("DE", 11L, 1.0);
    }

    @Test
    void placesBelowKAreFoldedAndCounted() {
        Rows cities = GeoReport.run(threePlaces().table(), new GeoQuery(Scope.everything(), Dimension.CITY, false, 10));

        assertThat(cities.rows()).extracting(r -> r.get(3)).containsExactly("Berlin", Suppression.OTHER);
        assertThat(cities.rows()).extracting(r -> r.get(10)).containsExactly(0L, 2L);
        assertThat(sum(cities, "pageviews")).isEqualTo(40);
    }

    @Test
    void comparesWithTheSpanBefore() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "a")
                .add("2026-10-06T10:00:00Z", "browser", "a")
                .add("2026-10-06T10:00:00Z", "browser", "b")
                .table();
        Scope scope = Scope.everything().between(LocalDate.parse("2026-10-06"), LocalDate.parse("2026-10-07"));

        Rows rows = GeoReport.run(hits, new GeoQuery(scope, Dimension.COUNTRY, true, 0));

        assertThat(rows.columns()).contains("people_before", "people_change", "pageviews_change");
        assertThat(rows.rows().get(0).get(rows.index("pageviews_change"))).isEqualTo(1.0);
    }

    @Test
    void saysThatThePolicyDropsThePlace() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "a", "city", null)
                .table();

        assertThatThrownBy(() -> GeoReport.run(hits, new GeoQuery(Scope.everything(), Dimension.CITY, false, 0)))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("footfall policy explain audience.hits.city");
    }

    /** 24 browsers in Berlin, 12 in Vienna, 4 somewhere in the region of Berlin. */
    private static TestHits threePlaces() {
        TestHits made = new TestHits();
        for (int i = 0; i < 24; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "b" + i);
        }
        for (int i = 0; i < 12; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "v" + i, "country", "AT", "region", "Wien", "city", "Wien");
        }
        for (int i = 0; i < 4; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "u" + i, "city", null);
        }
        return made;
    }

    private static long sum(Rows rows, String column) {
        int at = rows.index(column);
        return rows.rows().stream()
                .mapToLong(r -> (Long) Objects.requireNonNull(r.get(at)))
                .sum();
    }
}
