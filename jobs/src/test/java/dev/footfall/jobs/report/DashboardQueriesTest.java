package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.SharedSpark;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.dashboard.DashboardData;
import dev.footfall.jobs.dashboard.Panel;
import dev.footfall.jobs.dashboard.View;
import dev.footfall.jobs.dashboard.View.Figure;
import dev.footfall.jobs.output.Rows;
import java.sql.Date;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two weeks of a small site: 30 browsers a day in the second week, 20 in the first, an outage, and a hole in the log. */
class DashboardQueriesTest {
    private static final int K = 10;
    private static final LocalDate FIRST = LocalDate.of(2026, 10, 5);
    private static final LocalDate SECOND = FIRST.plusWeeks(1);
    private static final LocalDate END = FIRST.plusWeeks(2);
    private static final LocalDate SILENT = SECOND.plusDays(2);

    private static Dataset<Row> hits;
    private static DashboardData whole;
    private static DashboardData week;

    @BeforeAll
    static void reads() {
        hits = site().cache();
        whole = read(null, null, K);
        week = read(SECOND, END, K);
    }

    private static Dataset<Row> site() {
        TestHits hits = new TestHits();
        for (LocalDate day = FIRST; day.isBefore(END); day = day.plusDays(1)) {
            int browsers = day.isBefore(SECOND) ? 20 : 30;
            for (int b = 0; b < browsers; b++) {
                String token = "b" + b;
                String country = b < 18 ? "DE" : b < 28 ? "AT" : "CH";
                String page = b == 0 ? "/secret" : b % 2 == 0 ? "/a" : "/b";
                for (int hour = 0; hour < 24; hour += 2) {
                    if (day.equals(SILENT) && hour >= 8 && hour < 16) {
                        continue;
                    }
                    String at = day.atTime(hour + b % 2, b)
                            .atOffset(ZoneOffset.UTC)
                            .toInstant()
                            .toString();
                    boolean outage = day.equals(FIRST.plusDays(1)) && hour == 12;
                    hits.add(
                            at,
                            "browser",
                            token,
                            "country",
                            country,
                            "page",
                            page,
                            "status",
                            outage ? 503 : 200,
                            "pageview",
                            !outage,
                            "referrer",
                            b == 1 ? "rare.example" : null);
                }
            }
            hits.add(day + "T03:00:00Z", "agent_class", "declared-bot", "agent", "Googlebot", "pageview", false);
        }
        return hits.table();
    }

    private static DashboardData read(@Nullable LocalDate from, @Nullable LocalDate to, int k) {
        Scope scope = new Scope(from, to, List.of(), Who.all, List.of(), site -> ZoneOffset.UTC);
        return DashboardQueries.read(
                new DashboardQueries.Source(hits, files(), batches()), new DashboardQueries.Wish("Test", scope, k));
    }

    private static Dataset<Row> files() {
        StructType schema = new StructType()
                .add("batch", DataTypes.StringType)
                .add("site", DataTypes.StringType)
                .add("name", DataTypes.StringType)
                .add("lines", DataTypes.LongType)
                .add("hits", DataTypes.LongType)
                .add("quarantined", DataTypes.LongType)
                .add("duplicates", DataTypes.LongType)
                .add("ignored", DataTypes.LongType)
                .add("reasons", DataTypes.StringType);
        return SharedSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create("1", "shop", "a.log", 100L, 95L, 3L, 2L, 1L, "{\"no time\":3}"),
                                RowFactory.create("2", "shop", "b.log", 50L, 49L, 1L, 0L, 0L, "{\"truncated\":1}"),
                                RowFactory.create("old", "shop", "c.log", 7L, 7L, 0L, 0L, 0L, "")),
                        schema);
    }

    private static Dataset<Row> batches() {
        StructType schema = new StructType()
                .add("batch", DataTypes.StringType)
                .add("first_day", DataTypes.DateType)
                .add("last_day", DataTypes.DateType)
                .add("policy", DataTypes.StringType)
                .add("city_database", DataTypes.StringType)
                .add("asn_database", DataTypes.StringType)
                .add("code", DataTypes.StringType);
        Date first = Date.valueOf(FIRST);
        Date last = Date.valueOf(END.minusDays(1));
        Date past = Date.valueOf(FIRST.minusYears(1));
        return SharedSpark.session()
                .createDataFrame(
                        List.of(
                                RowFactory.create("1", first, last, "p1", "City 2026-10-01", null, "0.1.0"),
                                RowFactory.create("2", first, last, "p2", "City 2026-10-01", null, "0.1.0"),
                                RowFactory.create("old", past, past, "p0", null, null, "0.0.9")),
                        schema);
    }

    private static Panel panel(DashboardData data, int view, String id) {
        return data.views().get(view).panels().stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Figure headline(DashboardData data, String id, boolean before) {
        View.Headline found = data.views().get(0).headlines().stream()
                .filter(h -> h.id().equals(id))
                .findFirst()
                .orElseThrow();
        return before ? found.before() : found.now();
    }

    @ParameterizedTest
    @EnumSource(names = {"DEVICE", "STATUS", "COUNTRY", "OS", "AGENT", "KIND"})
    void countsADimensionAsTheTrafficReportDoes(Dimension dimension) {
        Scope scope = new Scope(SECOND, END, List.of(), Who.human, List.of(), site -> ZoneOffset.UTC);
        Rows report =
                TrafficReport.run(hits, new TrafficQuery(scope, List.of(dimension), false, TrafficQuery.SHOW_ALL));
        Dataset<Row> visited = VisitedHits.of(
                hits,
                scope,
                Set.of("page", "status", "kind", "country", "os", "agent", "device", "bytes", "referrer", "host"),
                true);
        Rows cells = DashboardCells.of(
                        visited,
                        scope,
                        null,
                        List.of(dimension),
                        VisitedHits.localTime(hits, scope, col(VisitedHits.VISIT)),
                        0)
                .released(dimension, "hits");
        assertThat(byKey(cells)).isEqualTo(byKey(report)).isNotEmpty();
    }

    private static Map<String, List<@Nullable Object>> byKey(Rows rows) {
        Map<String, List<@Nullable Object>> map = new LinkedHashMap<>();
        for (List<@Nullable Object> row : rows.rows()) {
            map.put(
                    String.valueOf(row.get(0)),
                    List.of("hits", "pageviews", "visits", "browsers", "bytes").stream()
                            .<@Nullable Object>map(name -> row.get(rows.index(name)))
                            .toList());
        }
        return map;
    }

    @Test
    void cellsBelowKAreFoldedOrLeftOut() {
        assertThat(panel(week, 0, "pages").rows()).extracting(row -> row.get(0)).containsExactly("/b", "(other)");
        assertThat(panel(week, 0, "pages").suppressed()).isEqualTo(2);
        assertThat(panel(week, 0, "referrers").rows()).isEmpty();
        assertThat(panel(week, 0, "countries").rows())
                .extracting(row -> row.get(0))
                .containsExactly("DE", "(other)");
        assertThat(panel(week, 0, "entries").rows())
                .extracting(row -> row.get(0))
                .doesNotContain("/secret");
    }

    @Test
    void fewerThanKBrowsersInAllShowNobody() {
        DashboardData small = read(SECOND, END, 1_000);
        assertThat(headline(small, "people", false)).isNull();
        assertThat(panel(small, 0, "countries").rows()).isEmpty();
        assertThat(panel(small, 0, "hours").rows()).isEmpty();
        assertThat(small.views().get(0).series().get(0).points()).allMatch(point -> point.people() == null);
    }

    @Test
    void theSpanBeforeIsComparedWhenTheTablesHoldIt() {
        assertThat(week.period().previousFrom()).isEqualTo(FIRST);
        Figure now = headline(week, "hits", false);
        Figure before = headline(week, "hits", true);
        assertThat(now).isNotNull();
        assertThat(before).isNotNull();
        assertThat(now.value()).isEqualTo(30 * 12 * 7 - 30 * 4);
        assertThat(before.value()).isEqualTo(20 * 12 * 7);
        assertThat(headline(week, "people", true)).isNotNull();
        assertThat(whole.period().previousFrom()).isNull();
        assertThat(headline(whole, "hits", true)).isNull();
    }

    @Test
    void peopleAndBotsAreApart() {
        assertThat(panel(whole, 1, "agent-classes").rows()).isEmpty();
        assertThat(panel(whole, 0, "status").rows())
                .extracting(row -> row.get(0))
                .containsExactly("200", "503");
        assertThat(whole.views().get(1).headlines().get(0).now()).isEqualTo(Figure.count(14));
    }

    @Test
    void hoursWithoutLinesAreGapsWhereLinesWouldBeUsual() {
        assertThat(week.quality().gaps()).singleElement().satisfies(gap -> {
            assertThat(gap.from()).isEqualTo(SILENT.atTime(8, 0));
            assertThat(gap.to()).isEqualTo(SILENT.atTime(16, 0));
        });
    }

    @Test
    void theAccountsAreThoseOfTheBatchesThatTouchThePeriod() {
        assertThat(whole.quality().accounting())
                .isEqualTo(new DashboardData.Accounting(2, 150, 144, 4, 2, 1))
                .matches(DashboardData.Accounting::balanced);
        assertThat(whole.quality().facts())
                .contains(
                        new DashboardData.Fact("Policy", "p1, p2"),
                        new DashboardData.Fact("City database", "City 2026-10-01"));
        assertThat(whole.quality().panels().get(0).rows())
                .extracting(row -> row.get(0))
                .containsExactly("no time", "truncated");
    }

    @Test
    void findingsSayWhatTheFiguresSay() {
        assertThat(whole.findings())
                .extracting(DashboardData.Finding::text)
                .anySatisfy(text -> assertThat(text)
                        .contains("Tuesday 6 October from 12:00 to 14:00")
                        .contains("failed 20 of 20"))
                .anySatisfy(text -> assertThat(text).contains("no lines from Wednesday 14 October, 08:00"))
                .anySatisfy(text -> assertThat(text).startsWith("People rose by"));
    }

    @Test
    void weeksAndDaysAreWholeOnes() {
        DashboardData some = read(FIRST.plusDays(2), END, K);
        assertThat(some.views().get(0).series()).extracting(View.Series::id).containsExactly("day");
        assertThat(whole.views().get(0).series()).extracting(View.Series::id).containsExactly("day", "week");
        assertThat(whole.views().get(0).series().get(1).points())
                .extracting(View.Point::date)
                .containsExactly(FIRST, SECOND);
    }

    @Test
    void noHitsAreAnErrorWithAdvice() {
        assertThatThrownBy(() -> read(LocalDate.of(2030, 1, 1), null, K))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("2026-10-05");
    }

    @Test
    void gapsAreNotSeenAtNightOfASmallSite() {
        TreeMap<LocalDateTime, DashboardTraffic.Hour> hours = new TreeMap<>();
        for (int day = 0; day < 7; day++) {
            hours.put(FIRST.plusDays(day).atTime(12, 0), new DashboardTraffic.Hour(5, 0));
        }
        assertThat(DashboardQuality.gaps(
                        hours, DashboardData.Period.of(FIRST, FIRST.plusDays(7), "UTC"), ZoneOffset.UTC))
                .isEmpty();
    }
}
