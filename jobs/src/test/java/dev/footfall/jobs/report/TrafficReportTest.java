package dev.footfall.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.estimate.VisitRule;
import dev.footfall.jobs.SharedSpark;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputFormat;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.output.RowsPrinter;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficReportTest {
    @ParameterizedTest(name = "{0} then {1} with cookie {2}, device {3}: {4} visits")
    @CsvSource({
        "2026-10-05T10:00:00Z, 2026-10-05T10:30:00Z, c, d, d, 1",
        "2026-10-05T10:00:00Z, 2026-10-05T10:30:01Z, c, d, d, 2",
        "2026-10-05T23:50:00Z, 2026-10-06T00:10:00Z, c, d, e, 1",
        "2026-10-31T23:50:00Z, 2026-11-01T00:10:00Z, c, d, e, 2",
        "2026-10-05T10:00:00Z, 2026-10-05T10:30:00Z,  , d, d, 1",
        "2026-10-05T10:00:00Z, 2026-10-05T10:30:01Z,  , d, d, 2",
        "2026-10-05T23:50:00Z, 2026-10-06T00:10:00Z,  , d, e, 2",
        "2026-10-05T10:00:00Z, 2026-10-05T10:10:00Z,  ,  ,  , 0",
    })
    void splitsVisits(
            String first,
            String second,
            @Nullable String cookie,
            @Nullable String device,
            @Nullable String later,
            long visits) {
        // A second browser, so that tokens are known not to be dropped.
        Dataset<Row> hits = new TestHits()
                .add(first, "browser", cookie, "device_day", device)
                .add(second, "browser", cookie, "device_day", later)
                .add("2026-10-01T00:00:00Z", "browser", "other", "device_day", "x")
                .table();

        assertThat(total(run(hits, Scope.everything(), Dimension.DAY), "visits"))
                .isEqualTo(visits + 1);
    }

    @Test
    void countsAVisitOverMidnightWhereItStarts() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T23:50:00Z", "browser", "c", "device_day", "d")
                .add("2026-10-06T00:10:00Z", "browser", "c", "device_day", "e")
                .table();

        assertThat(run(hits, Scope.everything(), Dimension.DAY).rows())
                .containsExactly(
                        row(LocalDate.parse("2026-10-05"), 1L, 1L, 1L, 1L, 100L),
                        row(LocalDate.parse("2026-10-06"), 1L, 1L, 0L, 1L, 100L));
        Scope second = Scope.everything().between(LocalDate.parse("2026-10-06"), LocalDate.parse("2026-10-07"));
        assertThat(total(run(hits, second, Dimension.DAY), "visits")).isZero();
        assertThat(total(run(hits, second, Dimension.STATUS), "visits")).isZero();
    }

    @Test
    void aVisitCountsInEachPageItSawAndOnceByEntryAndExit() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "c", "page", "/style.css", "pageview", false)
                .add("2026-10-05T10:01:00Z", "browser", "c", "page", "/in")
                .add("2026-10-05T10:02:00Z", "browser", "c", "page", "/mid")
                .add("2026-10-05T10:03:00Z", "browser", "c", "page", "/out", "ms", 20)
                .table();

        Rows pages = run(hits, Scope.everything(), Dimension.PAGE);
        assertThat(pages.rows()).hasSize(4).allSatisfy(r -> assertThat(r.get(3)).isEqualTo(1L));
        assertThat(run(hits, Scope.everything(), Dimension.ENTRY).rows())
                .containsExactly(row("/in", 4L, 3L, 1L, 1L, 400L));
        assertThat(run(hits, Scope.everything(), Dimension.ENTRY, Dimension.EXIT)
                        .rows())
                .containsExactly(row("/in", "/out", 4L, 3L, 1L, 1L, 400L));
    }

    @Test
    void theExitOfAVisitMayLieBehindTheSpan() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T23:50:00Z", "browser", "c", "page", "/in")
                .add("2026-10-06T00:10:00Z", "browser", "c", "page", "/out")
                .table();
        Scope first = Scope.everything().between(LocalDate.parse("2026-10-05"), LocalDate.parse("2026-10-06"));

        assertThat(run(hits, first, Dimension.EXIT).rows()).containsExactly(row("/out", 2L, 2L, 1L, 1L, 200L));
    }

    @Test
    void cookiesIssuedAtEachHitAreOneBrowserOfTheDevice() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "c1", "cookie_state", "issued", "device_day", "d")
                .add("2026-10-05T10:01:00Z", "browser", "c2", "cookie_state", "issued", "device_day", "d")
                .add("2026-10-05T10:02:00Z", "browser", "c3", "cookie_state", "issued", "device_day", "d")
                .table();

        assertThat(run(hits, Scope.everything(), Dimension.STATUS).rows())
                .containsExactly(row(200, 3L, 3L, 1L, 1L, 300L));
    }

    @ParameterizedTest(name = "expressions compiled: {0}")
    @ValueSource(booleans = {false, true})
    void equalsTheReferenceOnRandomHits(boolean compiled) {
        SharedSpark.compiling(compiled, TrafficReportTest::checkAgainstTheReference);
    }

    private static void checkAgainstTheReference() {
        Random random = new Random(20261005);
        TestHits made = new TestHits();
        for (int i = 0; i < 4000; i++) {
            Instant ts = Instant.parse("2026-10-28T00:00:00Z").plusSeconds(random.nextInt(6 * 86_400));
            String day = ts.toString().substring(0, 10);
            String month = ts.toString().substring(0, 7);
            int who = random.nextInt(60);
            String cookie = random.nextInt(4) == 0 ? null : month + who;
            boolean issued = random.nextInt(5) == 0;
            made.add(
                    ts.toString(),
                    "browser",
                    issued ? month + "new" + i : cookie,
                    "cookie_state",
                    issued ? "issued" : cookie == null ? "absent" : "returned",
                    "device_day",
                    random.nextInt(20) == 0 ? null : day + "/" + who,
                    "page",
                    "/" + random.nextInt(9),
                    "pageview",
                    random.nextInt(3) > 0);
        }
        List<VisitRule.Visit> expected = VisitRule.visits(made.reference());
        Dataset<Row> hits = made.table();

        assertThat(sums(run(hits, Scope.everything(), Dimension.DAY), "visits"))
                .isEqualTo(visitsBy(expected, v -> String.valueOf(v.day())));
        assertThat(sums(run(hits, Scope.everything(), Dimension.ENTRY), "visits"))
                .isEqualTo(visitsBy(expected, v -> String.valueOf(v.entry())));
        assertThat(sums(run(hits, Scope.everything(), Dimension.EXIT), "visits"))
                .isEqualTo(visitsBy(expected, v -> String.valueOf(v.exit())));
    }

    @Test
    void humansAreTheDefaultAndWhoShowsTheRest() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z")
                .add("2026-10-05T10:00:00Z", "agent_class", "declared-bot")
                .add("2026-10-05T10:00:00Z", "agent_class", "suspected-bot")
                .add("2026-10-05T10:00:00Z", "agent_class", "tool")
                .table();

        assertThat(total(run(hits, Scope.everything(), Dimension.STATUS), "hits"))
                .isEqualTo(1);
        assertThat(total(run(hits, Scope.everything().of(Who.bot), Dimension.STATUS), "hits"))
                .isEqualTo(3);
        assertThat(total(run(hits, Scope.everything().of(Who.all), Dimension.STATUS), "hits"))
                .isEqualTo(4);
    }

    @Test
    void conditionsOfOneDimensionMeanAnyOfSeveralAll() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "country", "DE", "status", 200)
                .add("2026-10-05T10:00:00Z", "country", "AT", "status", 200)
                .add("2026-10-05T10:00:00Z", "country", "AT", "status", 404)
                .add("2026-10-05T10:00:00Z", "country", "CH' OR '1'='1", "status", 200, "campaign", "x")
                .table();

        assertThat(hitsWhere(hits, "country=DE", "country=AT")).isEqualTo(3);
        assertThat(hitsWhere(hits, "country=DE", "country=AT", "status=200")).isEqualTo(2);
        assertThat(hitsWhere(hits, "country=CH' OR '1'='1")).isEqualTo(1);
        assertThat(hitsWhere(hits, "campaign=")).isEqualTo(3);
        assertThat(hitsWhere(hits, "day=2026-10-05", "weekday=monday", "week=2026-W41", "month=2026-10", "hour=10"))
                .isEqualTo(4);
    }

    @Test
    void aConditionDoesNotCutVisitsApart() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "c", "page", "/a")
                .add("2026-10-05T10:20:00Z", "browser", "c", "page", "/b")
                .add("2026-10-05T10:40:00Z", "browser", "c", "page", "/a")
                .table();
        Scope onlyA = Scope.everything().where(Dimension.PAGE, "/a");

        assertThat(run(hits, onlyA, Dimension.PAGE).rows()).containsExactly(row("/a", 2L, 2L, 1L, 1L, 200L));
        assertThat(run(hits, onlyA, Dimension.ENTRY).rows()).containsExactly(row("/a", 2L, 2L, 1L, 1L, 200L));
        assertThat(total(run(hits, Scope.everything().where(Dimension.ENTRY, "/a"), Dimension.STATUS), "hits"))
                .isEqualTo(3);
    }

    @Test
    void timesAreLocalToTheSite() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        Dataset<Row> hits = new TestHits(berlin)
                .add("2026-10-04T22:30:00Z", "browser", "c") // Monday 00:30 in Berlin
                .table();
        Scope scope = new Scope(null, null, List.of(), Who.human, List.of(), site -> berlin);

        Rows rows = run(hits, scope, Dimension.HOUR, Dimension.WEEKDAY, Dimension.WEEK, Dimension.MONTH);

        assertThat(rows.rows()).containsExactly(row(0, "Monday", "2026-W41", "2026-10", 1L, 1L, 1L, 1L, 100L));
    }

    @Test
    void comparesWithTheSpanBefore() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "a", "page", "/a")
                .add("2026-10-05T10:00:00Z", "browser", "b", "page", "/gone")
                .add("2026-10-06T10:00:00Z", "browser", "a", "page", "/a")
                .add("2026-10-06T10:00:00Z", "browser", "b", "page", "/a")
                .add("2026-10-06T10:00:00Z", "browser", "c", "page", "/new")
                .table();
        Scope scope = Scope.everything().between(LocalDate.parse("2026-10-06"), LocalDate.parse("2026-10-07"));

        Rows pages = TrafficReport.run(hits, new TrafficQuery(scope, List.of(Dimension.PAGE), true, 0));
        Rows days = TrafficReport.run(hits, new TrafficQuery(scope, List.of(Dimension.DAY), true, 0));

        assertThat(pages.columns().subList(0, 4)).containsExactly("page", "hits", "hits_before", "hits_change");
        assertThat(pages.rows())
                .extracting(r -> Arrays.asList(r.get(0), r.get(1), r.get(2), r.get(3)))
                .containsExactly(
                        Arrays.asList("/a", 2L, 1L, 1.0),
                        Arrays.asList("/new", 1L, null, null),
                        Arrays.asList("/gone", null, 1L, -1.0));
        assertThat(days.rows()).singleElement().satisfies(r -> assertThat(r.subList(0, 4))
                .containsExactly(LocalDate.parse("2026-10-06"), 3L, 2L, 0.5));
        assertThat(days.columns()).containsSubsequence("bytes", "bytes_before", "bytes_change");
    }

    @Test
    void notFoundAreThePagesWithStatus404() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "page", "/lost", "status", 404, "pageview", false)
                .add("2026-10-05T10:00:00Z", "page", "/a", "status", 200)
                .table();

        assertThat(run(hits, Scope.everything(), Dimension.NOT_FOUND).rows())
                .extracting(r -> r.get(0))
                .containsExactly("/lost");
        assertThat(run(hits, Scope.everything().where(Dimension.NOT_FOUND, "/lost"), Dimension.METHOD)
                        .rows())
                .hasSize(1);
    }

    @Test
    void releasedPagesHaveAtLeastKBrowsers() {
        TestHits made = new TestHits();
        for (int i = 0; i < 12; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "b" + i, "page", "/popular");
        }
        for (int i = 0; i < 11; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "b" + i, "page", "/known");
        }
        made.add("2026-10-05T10:00:00Z", "browser", "b1", "page", "/rare");
        Dataset<Row> hits = made.table();

        Rows released =
                TrafficReport.run(hits, new TrafficQuery(Scope.everything(), List.of(Dimension.PAGE), false, 10));
        Rows byStatus =
                TrafficReport.run(hits, new TrafficQuery(Scope.everything(), List.of(Dimension.STATUS), false, 100));

        assertThat(released.rows()).extracting(r -> r.get(0)).containsExactly("/popular", Suppression.OTHER);
        assertThat(total(released, "hits")).isEqualTo(24);
        assertThat(byStatus.rows()).extracting(r -> r.get(0)).containsExactly(200);
    }

    @Test
    void aConditionDoesNotSmuggleASmallCellOut() {
        TestHits made = new TestHits();
        for (int i = 0; i < 12; i++) {
            made.add("2026-10-05T10:00:00Z", "browser", "b" + i, "city", i < 3 ? "Ulm" : "Berlin");
        }
        Dataset<Row> hits = made.table();
        Scope ulm = Scope.everything().where(Dimension.CITY, "Ulm");

        Rows traffic = TrafficReport.run(hits, new TrafficQuery(ulm, List.of(Dimension.STATUS), false, 10));
        Rows audience = AudienceReport.run(hits, new AudienceQuery(ulm, Granularity.day, null, false, 10));
        Rows places = GeoReport.run(hits, new GeoQuery(ulm, Dimension.COUNTRY, false, 10));

        assertThat(traffic.rows()).containsExactly(row(200, null, null, null, null, null));
        assertThat(audience.rows().get(0))
                .filteredOn(Objects::nonNull)
                .containsExactly("2026-10-05", "withheld: below k");
        assertThat(places.rows().get(0).subList(4, 11)).containsOnlyNulls();
        assertThat(total(run(hits, ulm, Dimension.STATUS), "hits")).isEqualTo(3);
    }

    @Test
    void entriesDivideByHourAndSiteToo() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:59:00Z", "browser", "c", "page", "/in")
                .add("2026-10-05T11:01:00Z", "browser", "c", "page", "/out")
                .table();

        assertThat(run(hits, Scope.everything(), Dimension.HOUR, Dimension.SITE, Dimension.ENTRY)
                        .rows())
                .containsExactly(row(10, "shop", "/in", 2L, 2L, 1L, 1L, 200L));
    }

    @Test
    void showsTheMedianWhenTimesAreKept() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "ms", 10)
                .add("2026-10-05T10:00:00Z", "ms", 20)
                .add("2026-10-05T10:00:00Z", "ms", 900)
                .table();

        Rows rows = run(hits, Scope.everything(), Dimension.DAY);

        assertThat(rows.columns()).endsWith("ms_median");
        assertThat(rows.rows().get(0)).endsWith(20);
    }

    @Test
    void droppedTokensLeaveVisitsAndBrowsersEmptyNotZero() {
        Dataset<Row> hits = new TestHits().add("2026-10-05T10:00:00Z").table();

        assertThat(run(hits, Scope.everything(), Dimension.STATUS).rows())
                .containsExactly(row(200, 1L, 1L, null, null, 100L));
    }

    @Test
    void saysWhyThereIsNothing() {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z")
                .add("2026-10-09T10:00:00Z")
                .table();
        Scope later = Scope.everything().between(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-05"));
        Scope otherSite = new Scope(
                null,
                null,
                List.of("shp"),
                Who.human,
                List.of(),
                Scope.everything().zones());

        assertMessage(
                () -> run(hits, later, Dimension.DAY),
                "no hits between 2026-11-01 and 2026-11-05",
                "2026-10-05..2026-10-09");
        assertMessage(() -> run(hits, otherSite, Dimension.DAY), "did you mean 'shop'?");
        assertMessage(() -> run(hits, Scope.everything().of(Who.bot), Dimension.DAY), "agent class bot");
        assertMessage(() -> run(hits, Scope.everything().where(Dimension.PAGE, "/x"), Dimension.DAY), "--where");
        assertMessage(
                () -> run(hits, Scope.everything(), Dimension.CAMPAIGN),
                "footfall policy explain audience.hits.campaign");
        assertMessage(() -> run(new TestHits().table(), Scope.everything(), Dimension.DAY), "footfall ingest");
        Dataset<Row> unclassified =
                new TestHits().add("2026-10-05T10:00:00Z", "agent_class", null).table();
        assertMessage(
                () -> run(unclassified, Scope.everything(), Dimension.DAY), "policy explain audience.hits.agent_class");
    }

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void printsInEachFormat(OutputFormat format) {
        Dataset<Row> hits = new TestHits()
                .add("2026-10-05T10:00:00Z", "browser", "c", "page", "/a", "bytes", 1_234_567L)
                .add("2026-10-05T10:01:00Z", "browser", "c", "page", "/b,\u001b[31m", "bytes", null)
                .add("2026-10-05T10:02:00Z", "browser", "c", "page", "/a", "bytes", 1L)
                .table();
        StringBuilder out = new StringBuilder();

        RowsPrinter.print(run(hits, Scope.everything(), Dimension.PAGE), format, out);

        String expected =
                switch (format) {
                    case table -> """
                            page         hits  pageviews  visits  browsers      bytes
                            /a              2          2       1         1  1,234,568
                            /b,\\u001b[31m     1          1       1         1          -
                            """;
                    case json -> """
                            [
                            {"page":"/a","hits":2,"pageviews":2,"visits":1,"browsers":1,"bytes":1234568},
                            {"page":"/b,\\u001B[31m","hits":1,"pageviews":1,"visits":1,"browsers":1,"bytes":null}
                            ]
                            """;
                    case csv -> """
                            page,hits,pageviews,visits,browsers,bytes\r
                            /a,2,2,1,1,1234568\r
                            "/b,\\u001b[31m",1,1,1,1,\r
                            """;
                };
        assertThat(out.toString().replaceAll(" +", " ")).isEqualTo(expected.replaceAll(" +", " "));
    }

    private static void assertMessage(Runnable report, String... parts) {
        assertThatThrownBy(report::run).isInstanceOf(UserException.class).hasMessageContainingAll(parts);
    }

    private static Rows run(Dataset<Row> hits, Scope scope, Dimension... by) {
        return TrafficReport.run(hits, new TrafficQuery(scope, List.of(by), false, TrafficQuery.SHOW_ALL));
    }

    private static long hitsWhere(Dataset<Row> hits, String... conditions) {
        Scope all = Scope.everything();
        Scope scope = new Scope(null, null, List.of(), Who.human, Condition.parseAll(List.of(conditions)), all.zones());
        return total(run(hits, scope, Dimension.KIND), "hits");
    }

    private static long total(Rows rows, String column) {
        int at = rows.index(column);
        return rows.rows().stream()
                .mapToLong(r -> ((Number) Objects.requireNonNull(r.get(at))).longValue())
                .sum();
    }

    private static Map<String, Long> sums(Rows rows, String column) {
        int at = rows.index(column);
        Map<String, Long> sums = new TreeMap<>();
        for (List<@Nullable Object> row : rows.rows()) {
            long value = ((Number) Objects.requireNonNull(row.get(at))).longValue();
            if (value > 0) {
                sums.put(String.valueOf(row.get(0)), value);
            }
        }
        return sums;
    }

    private static Map<String, Long> visitsBy(
            List<VisitRule.Visit> visits, java.util.function.Function<VisitRule.Visit, String> key) {
        return visits.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.counting()));
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }
}
