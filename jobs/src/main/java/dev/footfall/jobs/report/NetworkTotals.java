package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Hits and faults by day and network, for who runs a part of the service; networks of few addresses are folded. */
public final class NetworkTotals {
    private static final List<String> KEYS = List.of("day", "asn", "network");
    private static final List<String> SUMS = List.of(
            "hits",
            "informational",
            "ok",
            "redirects",
            "client_errors",
            "server_errors",
            "timeouts",
            "resets",
            "bytes");
    /** Distinct addresses behind a row; not shown. */
    private static final String TOKENS = "addresses";

    private NetworkTotals() {}

    /**
     * Adds the table up.
     *
     * @param hourly the table {@code network.hourly}
     * @param from first day; null for the first there is
     * @param to the day after the last; null for all there are
     * @param k networks of fewer addresses on a day are folded into one
     * @return {@code day, asn, network} and the sums of the table's counts
     * @throws UserException when there are no such rows, or the policy keeps no sketches by which addresses are counted
     */
    public static Rows run(Dataset<Row> hourly, @Nullable LocalDate from, @Nullable LocalDate to, int k) {
        Dataset<Row> chosen = hourly.where(from == null ? lit(true) : col("day").geq(lit(from)))
                .where(to == null ? lit(true) : col("day").lt(lit(to)));
        List<Column> figures = new ArrayList<>();
        SUMS.forEach(name -> figures.add(sum(name).as(name)));
        Column addresses =
                expr("hll_sketch_estimate(hll_union_agg(addresses, true))").as(TOKENS);
        List<Row> cells = chosen.groupBy(
                        KEYS.stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new))
                .agg(addresses, figures.toArray(Column[]::new))
                .collectAsList();
        List<String> columns = new ArrayList<>(KEYS);
        columns.add(TOKENS);
        columns.addAll(SUMS);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Row cell : cells) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int c = 0; c < columns.size(); c++) {
                row.add(columns.get(c).equals("day") ? Nothing.date(cell.get(c)) : cell.get(c));
            }
            rows.add(row);
        }
        if (rows.isEmpty()) {
            throw new UserException("there are no hits on these days", "widen the span, or look at 'footfall tables'");
        }
        Rows all = new Rows(columns, rows);
        int tokens = all.index(TOKENS);
        if (rows.stream().anyMatch(row -> row.get(tokens) == null)) {
            throw new UserException(
                    "nobody can tell how many addresses stand behind a network",
                    "the policy must keep network.hourly.addresses, or small networks cannot be folded");
        }
        Rows released = new Suppression(k, KEYS, Set.of("asn", "network"), List.of(TOKENS), false)
                .apply(all)
                .without(TOKENS);
        List<List<@Nullable Object>> sorted = new ArrayList<>(released.rows());
        sorted.sort(Comparator.comparing((List<@Nullable Object> row) -> String.valueOf(row.subList(0, KEYS.size()))));
        return new Rows(released.columns(), sorted);
    }
}
