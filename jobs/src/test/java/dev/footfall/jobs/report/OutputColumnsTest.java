package dev.footfall.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.output.Rows;
import dev.footfall.table.OutputColumns;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** The declared columns of reports are those that the reports have. */
class OutputColumnsTest {
    private static final Dataset<Row> HITS =
            new TestHits().add("2026-10-05T10:00:00Z", "browser", "c", "ms", 10).table();

    @Test
    void traffic() {
        Rows rows = TrafficReport.run(
                HITS, new TrafficQuery(Scope.everything(), List.of(Dimension.DAY), false, TrafficQuery.SHOW_ALL));
        List<String> columns = new ArrayList<>(Dimension.labels());
        columns.addAll(rows.without("day").columns());
        assertThat(OutputColumns.of("report.traffic")).containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void audience() {
        List<String> columns = new ArrayList<>();
        for (Dimension per : List.of(Dimension.COUNTRY, Dimension.HOST, Dimension.DEVICE)) {
            Rows rows =
                    AudienceReport.run(HITS, new AudienceQuery(Scope.everything(), Granularity.week, per, false, 0));
            rows.columns().stream().filter(name -> !columns.contains(name)).forEach(columns::add);
        }
        assertThat(OutputColumns.of("report.audience")).containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void geo() {
        Rows rows = GeoReport.run(HITS, new GeoQuery(Scope.everything(), Dimension.CITY, false, 0));
        assertThat(OutputColumns.of("report.geo")).containsExactlyInAnyOrderElementsOf(rows.columns());
    }
}
