package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many visitors other programs would have reported, by their own definitions, from our tables. All of them get the
 * hits of agents that we hold for human, which flatters those that know fewer bots.
 */
public final class PeerMethods {
    /**
     * Their names: GoAccess (distinct address, day and agent), Plausible (the same of pageviews: its salt changes daily, and
     * the days are added up), Matomo (its cookie's id, else a fingerprint that holds for a day), AWStats (distinct
     * addresses), Wikimedia (last access: cookies from before the period, and clients with a single request and no cookie).
     */
    public static final List<String> NAMES = List.of("goaccess", "plausible", "matomo", "awstats", "wikimedia");

    /** The one that needs the security vault. */
    static final String AWSTATS = "awstats";

    private static final String PERIOD = "period";

    private PeerMethods() {}

    /**
     * Visitors by period, as reports show it, and name; without AWStats, whose addresses the audience vault does not hold.
     *
     * @param human hits of {@code audience.hits}
     * @param whole name of the period when it is all of the span
     */
    public static Map<String, Map<String, Double>> of(Dataset<Row> human, Granularity by, String whole) {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        Dataset<Row> hits = human.withColumn(PERIOD, by.period(col("day"), whole));
        Dataset<Row> pages = hits.where(col("pageview"));
        take(
                all,
                "goaccess",
                hits.groupBy(PERIOD).agg(countDistinct("day", "device_day").as("n")));
        take(
                all,
                "plausible",
                pages.groupBy(PERIOD).agg(countDistinct("day", "device_day").as("n")));
        take(all, "matomo", matomo(pages));
        take(all, "wikimedia", wikimedia(pages));
        return all;
    }

    /**
     * Adds AWStats.
     *
     * @param human hits of {@code security.hits}
     */
    public static void addAwstats(
            Map<String, Map<String, Double>> all, Dataset<Row> human, Granularity by, String whole) {
        take(
                all,
                AWSTATS,
                human.where(col("status").isin(200, 304))
                        .withColumn(PERIOD, by.period(col("day"), whole))
                        .groupBy(PERIOD)
                        .agg(countDistinct("ip").as("n")));
    }

    private static void take(Map<String, Map<String, Double>> all, String name, Dataset<Row> counts) {
        for (Row row : counts.collectAsList()) {
            all.computeIfAbsent(row.getString(0), period -> new LinkedHashMap<>())
                    .put(name, (double) row.getLong(1));
        }
    }

    /** Its script sets the cookie, so that a cookie that never came back is a visitor too, and who rejects it is one a day. */
    private static Dataset<Row> matomo(Dataset<Row> pages) {
        Column returned = coalesce(col("cookie_state").equalTo("returned"), lit(false));
        return pages.groupBy(
                        col(PERIOD),
                        coalesce(when(returned, col("browser")), col("device_day"))
                                .as("id"),
                        returned.as("cookie"))
                .agg(count(lit(1)).as("hits"))
                .groupBy(PERIOD)
                .agg(count(lit(1)).as("n"));
    }

    /** The underestimate and the offset. Its clients without cookie are told apart by address and agent, here within a day. */
    private static Dataset<Row> wikimedia(Dataset<Row> pages) {
        Column returned = coalesce(col("cookie_state").equalTo("returned"), lit(false));
        Dataset<Row> known = pages.where(col("browser").isNotNull())
                .groupBy(PERIOD, "browser")
                .agg(min_by(returned, col("ts")).as("known"))
                .where("known")
                .groupBy(PERIOD)
                .agg(count(lit(1)).as("k"));
        Dataset<Row> offset = pages.where(not(returned))
                .groupBy(PERIOD, "day", "device_day")
                .agg(count(lit(1)).as("requests"))
                .groupBy(PERIOD)
                .agg(sum(when(col("requests").equalTo(1L), 1L).otherwise(0L)).as("o"));
        return offset.join(known, new String[] {PERIOD}, "full_outer")
                .select(
                        col(PERIOD),
                        coalesce(col("k"), lit(0L))
                                .plus(coalesce(col("o"), lit(0L)))
                                .as("n"));
    }
}
