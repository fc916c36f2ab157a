package dev.footfall.jobs.demo;

import dev.footfall.jobs.output.OutputFormat;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.output.RowsPrinter;
import dev.footfall.jobs.report.AudienceQuery;
import dev.footfall.jobs.report.AudienceReport;
import dev.footfall.jobs.report.Dimension;
import dev.footfall.jobs.report.GeoQuery;
import dev.footfall.jobs.report.GeoReport;
import dev.footfall.jobs.report.Granularity;
import dev.footfall.jobs.report.Scope;
import dev.footfall.jobs.report.TrafficQuery;
import dev.footfall.jobs.report.TrafficReport;
import dev.footfall.jobs.report.Who;
import java.io.PrintWriter;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The reports that a demo shows, each under the command that gives it. */
final class DemoReports {
    private static final int ROWS = 6;
    private static final int WEEKS = 5;

    private record Shown(
            String question, String command, List<String> columns, int most, CompletableFuture<Rows> rows) {}

    private final String prefix;
    private final List<Shown> shown = new ArrayList<>();
    private final CompletableFuture<Rows> month;

    /**
     * Asks all of them; the answers are worked out side by side.
     *
     * @param prefix of the commands shown, such as {@code footfall --warehouse demo-out/warehouse}
     */
    DemoReports(Dataset<Row> hits, Scope scope, YearMonth month, int k, String prefix) {
        this.prefix = prefix;
        String site = " --site " + scope.sites().get(0);
        ask(
                "How many people came?",
                "report audience --by week" + site,
                List.of("period", "people", "people_low", "people_high", "browsers", "visits", "pageviews"),
                WEEKS,
                () -> AudienceReport.run(hits, new AudienceQuery(scope, Granularity.week, null, false, k)));
        ask(
                "Where are they?",
                "report geo --by country" + site,
                List.of("country", "people", "people_low", "people_high", "share", "visits"),
                ROWS,
                () -> GeoReport.run(hits, new GeoQuery(scope, Dimension.COUNTRY, false, k)));
        traffic(hits, scope, Dimension.ENTRY, "Where do visits begin?", site);
        traffic(hits, scope, Dimension.MEDIUM, "How do they arrive?", site);
        traffic(hits, scope.of(Who.all), Dimension.STATUS, "How does the server answer?", site);
        traffic(hits, scope.of(Who.all), Dimension.AGENT_CLASS, "Who is no person?", site);
        Scope whole = scope.between(month.atDay(1), month.plusMonths(1).atDay(1));
        this.month = CompletableFuture.supplyAsync(
                () -> AudienceReport.run(hits, new AudienceQuery(whole, Granularity.month, null, false, k)));
    }

    private void traffic(Dataset<Row> hits, Scope scope, Dimension by, String question, String site) {
        String who = scope.who() == Who.all && by != Dimension.AGENT_CLASS ? " --who all" : "";
        ask(
                question,
                "report traffic --by " + by.label() + who + site,
                List.of(by.label(), "hits", "pageviews", "visits", "browsers"),
                ROWS,
                () -> TrafficReport.run(hits, new TrafficQuery(scope, List.of(by), false, TrafficQuery.SHOW_ALL)));
    }

    private void ask(String question, String command, List<String> columns, int most, Supplier<Rows> answer) {
        shown.add(new Shown(question, command, columns, most, CompletableFuture.supplyAsync(answer)));
    }

    /** Prints them, a few rows and columns of each. */
    void print(PrintWriter out) {
        for (Shown one : shown) {
            Rows rows = one.rows.join();
            out.println();
            out.println(one.question);
            out.println("$ " + prefix + " " + one.command);
            RowsPrinter.print(only(rows.first(one.most), one.columns), OutputFormat.table, out);
        }
        out.flush();
    }

    private static Rows only(Rows rows, List<String> columns) {
        Rows fewer = rows;
        for (String column : rows.columns()) {
            if (!columns.contains(column)) {
                fewer = fewer.without(column);
            }
        }
        return fewer;
    }

    /** The estimate of the month beside what really happened, in one sentence. */
    String verdict(String monthName, long truth) {
        Rows rows = month.join();
        List<@Nullable Object> row = rows.rows().get(0);
        long people = number(rows, row, "people");
        long low = number(rows, row, "people_low");
        long high = number(rows, row, "people_high");
        return String.format(
                Locale.ROOT,
                "In %s %,d people really came; the estimate is %,d (%,d to %,d), %+.1f %%, and its interval %s the truth.",
                monthName,
                truth,
                people,
                low,
                high,
                100.0 * (people - truth) / truth,
                low <= truth && truth <= high ? "holds" : "misses");
    }

    private static long number(Rows rows, List<@Nullable Object> row, String column) {
        return row.get(rows.index(column)) instanceof Long n ? n : 0;
    }
}
