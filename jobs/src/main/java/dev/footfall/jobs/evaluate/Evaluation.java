package dev.footfall.jobs.evaluate;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.estimate.Interval;
import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.AudienceQuery;
import dev.footfall.jobs.report.AudienceReport;
import dev.footfall.jobs.report.Dimension;
import dev.footfall.jobs.report.GeoQuery;
import dev.footfall.jobs.report.GeoReport;
import dev.footfall.jobs.report.Granularity;
import dev.footfall.jobs.report.PeerMethods;
import dev.footfall.jobs.report.Scope;
import dev.footfall.jobs.report.TrafficQuery;
import dev.footfall.jobs.report.Who;
import java.io.PrintWriter;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** Asks the reports about each world and lays the truth beside. */
final class Evaluation {
    private static final List<String> FIGURES = List.of("people", "browsers");
    /** Regions with less than this share of people are too small to compare shares. */
    private static final double LEAST_SHARE = 0.005;

    private static final int WEEK_DAYS = 7;

    private Evaluation() {}

    /** All comparisons, world after world. */
    static List<Comparison> of(List<WorldDirectory> worlds, PrintWriter progress) {
        List<Comparison> all = new ArrayList<>();
        List<ReadSession> open = new ArrayList<>();
        try {
            for (WorldDirectory world : worlds) {
                progress.println(
                        world.path() + ": " + world.kind() + ", " + world.construction() + ", seed " + world.seed());
                progress.flush();
                // The first session carries Spark, the others stand beside it.
                ReadSession session = ReadSession.open(world.workspace());
                open.add(session);
                compare(world, session, all);
            }
        } finally {
            for (int i = open.size() - 1; i >= 0; i--) {
                open.get(i).close();
            }
        }
        return all;
    }

    private static void compare(WorldDirectory world, ReadSession session, List<Comparison> all) {
        // Asked some thirty times.
        Dataset<Row> hits = session.countedHits().persist(StorageLevel.MEMORY_AND_DISK());
        Scope scope = new Scope(
                world.firstDay(),
                world.endDay(),
                List.of(),
                Who.human,
                List.of(),
                world.workspace().configuration()::zone);
        Dataset<Row> human = hits.where(col("agent_class").equalTo("human"));
        Dataset<Row> security =
                session.table("security.hits").where(col("agent_class").equalTo("human"));
        for (Granularity by : Granularity.values()) {
            Rows rows = AudienceReport.run(hits, new AudienceQuery(scope, by, null, false, TrafficQuery.SHOW_ALL));
            String whole = String.valueOf(rows.rows().get(0).get(0));
            Map<String, Map<String, Double>> others = PeerMethods.of(human, by, whole);
            PeerMethods.addAwstats(others, security, by, whole);
            for (String figure : FIGURES) {
                JsonNode truth = world.truth().path(figure).path(by.name());
                for (List<@Nullable Object> row : rows.rows()) {
                    String period = String.valueOf(row.get(0));
                    JsonNode real = by == Granularity.all ? truth : truth.path(period);
                    if (isWhole(by, period, world) && real.asLong() > 0) {
                        all.add(new Comparison(
                                world,
                                figure,
                                by.name(),
                                period,
                                real.asDouble(),
                                interval(rows, row, figure),
                                figure.equals("people") ? others.getOrDefault(period, Map.of()) : Map.of()));
                    }
                }
            }
        }
        regions(world, hits, scope, all);
        hits.unpersist();
    }

    private static @Nullable Interval interval(Rows rows, List<@Nullable Object> row, String figure) {
        return row.get(rows.index(figure)) instanceof Long point
                        && row.get(rows.index(figure + "_low")) instanceof Long low
                        && row.get(rows.index(figure + "_high")) instanceof Long high
                ? new Interval(point, low, high)
                : null;
    }

    /** Whether the log has all days of a period: the world's ends may cut weeks and months. */
    private static boolean isWhole(Granularity by, String period, WorldDirectory world) {
        return switch (by) {
            case day, all -> true;
            case week ->
                !monday(period).isBefore(world.firstDay())
                        && !monday(period).plusDays(WEEK_DAYS).isAfter(world.endDay());
            case month ->
                !YearMonth.parse(period).atDay(1).isBefore(world.firstDay())
                        && !YearMonth.parse(period).plusMonths(1).atDay(1).isAfter(world.endDay());
        };
    }

    private static LocalDate monday(String week) {
        int year = Integer.parseInt(week.substring(0, 4));
        int number = Integer.parseInt(week.substring(6));
        return LocalDate.of(year, 1, 4)
                .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, number)
                .with(DayOfWeek.MONDAY);
    }

    /** Shares of regions; the interval is that of the region's people, each end over the truth's total. */
    private static void regions(WorldDirectory world, Dataset<Row> hits, Scope scope, List<Comparison> all) {
        JsonNode truth = world.truth().path("people_by_region").path("all");
        if (truth.isMissingNode()) {
            truth = world.truth().path("people_by_region");
        }
        double people = 0;
        Map<String, Double> real = new HashMap<>();
        for (Map.Entry<String, JsonNode> region : truth.properties()) {
            real.put(region.getKey().toLowerCase(Locale.ROOT), region.getValue().asDouble());
            people += region.getValue().asDouble();
        }
        Rows rows = GeoReport.run(hits, new GeoQuery(scope, Dimension.REGION, false, TrafficQuery.SHOW_ALL));
        Map<String, Interval> ours = new HashMap<>();
        double total = 0;
        for (List<@Nullable Object> row : rows.rows()) {
            Interval of = interval(rows, row, "people");
            if (of != null) {
                String key = row.get(rows.index("country")) + "/" + row.get(rows.index("region"));
                ours.put(key.toLowerCase(Locale.ROOT), of);
                total += of.point();
            }
        }
        Set<String> keys = new TreeSet<>(real.keySet());
        for (String key : keys) {
            double share = real.get(key) / people;
            Interval of = ours.getOrDefault(key, Interval.exactly(0));
            if (share >= LEAST_SHARE && total > 0) {
                double point = of.point() / total;
                all.add(new Comparison(
                        world,
                        "regions",
                        "all",
                        key,
                        share,
                        new Interval(point, Math.min(point, of.low() / people), Math.max(point, of.high() / people)),
                        Map.of()));
            }
        }
    }
}
