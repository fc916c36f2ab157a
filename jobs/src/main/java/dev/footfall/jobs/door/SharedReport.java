package dev.footfall.jobs.door;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.release.PublicCut;
import dev.footfall.jobs.report.AudienceQuery;
import dev.footfall.jobs.report.AudienceReport;
import dev.footfall.jobs.report.DailyBrowsers;
import dev.footfall.jobs.report.Dimension;
import dev.footfall.jobs.report.GeoQuery;
import dev.footfall.jobs.report.GeoReport;
import dev.footfall.jobs.report.Granularity;
import dev.footfall.jobs.report.NetworkTotals;
import dev.footfall.jobs.report.Scope;
import dev.footfall.jobs.report.TrafficQuery;
import dev.footfall.jobs.report.TrafficReport;
import dev.footfall.jobs.report.Who;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.OptOutUse;
import dev.footfall.table.ColumnType;
import dev.footfall.table.Tables;
import dev.footfall.text.NearestName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Totals for a recipient: a report with small cells folded, without the hits of browsers that opted out of sharing. */
final class SharedReport {
    private final ReadSession session;
    private final CompiledPolicy policy;
    private final Span span;
    private final Optional<Authorisations> authorised;

    SharedReport(ReadSession session, CompiledPolicy policy, Span span, Optional<Authorisations> authorised) {
        this.session = session;
        this.policy = policy;
        this.span = span;
        this.authorised = authorised;
    }

    /**
     * Checks the dimensions before Spark is started.
     *
     * @param by as typed; empty for the report's own choice
     */
    static void check(String dataset, List<String> by) {
        switch (dataset) {
            case "report.traffic" -> by.forEach(Dimension::named);
            case "report.audience" -> granularity(by);
            case "report.geo" -> place(by);
            case "network.hourly" -> {
                if (!by.isEmpty()) {
                    throw new UserException("--by does not go with network.hourly", "it is by day and network");
                }
            }
            default ->
                throw new UserException(
                        dataset + " cannot be shared as totals",
                        "choose report.traffic, report.audience, report.geo or network.hourly");
        }
    }

    /** Writes the rows. */
    Shared write(String dataset, List<String> by, Path file, RowFile.Format format) throws IOException {
        Rows rows = rows(dataset, by);
        write(rows, file, format);
        return new Shared(rows.columns(), rows.rows().size(), leftOut(dataset));
    }

    /** Writes rows that were made elsewhere. */
    static void write(Rows rows, Path file, RowFile.Format format) throws IOException {
        List<RowFile.Column> columns = new ArrayList<>();
        for (int c = 0; c < rows.columns().size(); c++) {
            columns.add(new RowFile.Column(rows.columns().get(c), type(rows, c)));
        }
        try (RowFile out = RowFile.create(file, format, columns)) {
            for (List<@Nullable Object> row : rows.rows()) {
                out.add(row);
            }
        }
    }

    /**
     * Exact counts for a noisy release, of whole months, so that what a browser is does not depend on the days asked for.
     *
     * @param mostCells in how many cells of a day a browser may be
     */
    Map<LocalDate, Map<String, Long>> browsers(PublicCut cut, NavigableSet<LocalDate> days, int mostCells) {
        LocalDate from = days.first().withDayOfMonth(1);
        LocalDate to = days.last().withDayOfMonth(1).plusMonths(1);
        Scope scope = new Scope(from, to, List.of(), Who.human, List.of(), session.configuration()::zone);
        return DailyBrowsers.of(hits(), scope, cut.column(), cut.known(), mostCells);
    }

    private static ColumnType type(Rows rows, int column) {
        List<ColumnType> types = rows.rows().stream()
                .map(row -> row.get(column))
                .filter(value -> value != null)
                .map(RowFile::typeOf)
                .distinct()
                .toList();
        return types.size() == 1 ? types.get(0) : ColumnType.STRING;
    }

    private Rows rows(String dataset, List<String> by) {
        LocalDate from = span.from == null ? null : span.first();
        LocalDate to = span.to == null ? null : span.end();
        int k = policy.k();
        if (dataset.equals(Tables.NETWORK_HOURLY.fullName())) {
            return NetworkTotals.run(session.table(dataset), from, to, k);
        }
        Scope scope = new Scope(from, to, List.of(), Who.human, List.of(), session.configuration()::zone);
        Dataset<Row> hits = hits();
        return switch (dataset) {
            case "report.traffic" -> TrafficReport.run(hits, new TrafficQuery(scope, dimensions(by), false, k));
            case "report.audience" ->
                AudienceReport.run(hits, new AudienceQuery(scope, granularity(by), null, false, k));
            case "report.geo" -> GeoReport.run(hits, new GeoQuery(scope, place(by), false, k));
            default -> throw new IllegalStateException("unchecked dataset " + dataset);
        };
    }

    private Dataset<Row> hits() {
        Dataset<Row> hits = session.table(Tables.AUDIENCE_HITS.fullName());
        if (policy.policy().optOut().excludedFrom().contains(OptOutUse.SHARING)) {
            hits = hits.where(not(coalesce(col("opt_out"), lit(false))));
        }
        Dataset<Row> left = authorised.isPresent() ? hits.where(ofAuthorised(hits, authorised.get())) : hits;
        if (left.isEmpty()) {
            throw new UserException(
                    "no hit is left to share",
                    authorised.isPresent()
                            ? "none is of an account that was named and did not opt out, in an epoch whose key lives"
                            : "there is none, or everybody opted out");
        }
        return left;
    }

    private static Column ofAuthorised(Dataset<Row> hits, Authorisations authorisations) {
        List<Object> tokens = new ArrayList<>();
        hits.select("day").distinct().collectAsList().forEach(row -> authorisations
                .ofDay(LocalDate.parse(row.get(0).toString()))
                .keySet()
                .forEach(token -> tokens.add(token.array())));
        return tokens.isEmpty() ? lit(false) : col("person").isin(tokens.toArray());
    }

    private static List<Dimension> dimensions(List<String> by) {
        return by.isEmpty()
                ? List.of(Dimension.DAY)
                : by.stream().map(Dimension::named).toList();
    }

    private static Granularity granularity(List<String> by) {
        return one(by, Granularity.month, Arrays.asList(Granularity.values()), Granularity::name);
    }

    private static Dimension place(List<String> by) {
        return one(
                by, Dimension.COUNTRY, List.of(Dimension.COUNTRY, Dimension.REGION, Dimension.CITY), Dimension::label);
    }

    private static <T> T one(List<String> by, T usual, List<T> known, java.util.function.Function<T, String> name) {
        if (by.isEmpty()) {
            return usual;
        }
        List<String> names = known.stream().map(name).toList();
        int at = by.size() == 1 ? names.indexOf(by.get(0)) : -1;
        if (at < 0) {
            throw new UserException(
                    "--by " + String.join(",", by) + " does not go with this report",
                    NearestName.of(by.get(0), names)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse("choose one of " + String.join(", ", names)));
        }
        return known.get(at);
    }

    private Map<String, String> leftOut(String dataset) {
        Map<String, String> leftOut = new LinkedHashMap<>();
        leftOut.put(
                "cells of fewer than " + policy.k() + " browsers or devices",
                "they are folded into (other), or their figures withheld");
        if (!dataset.equals(Tables.NETWORK_HOURLY.fullName())
                && policy.policy().optOut().excludedFrom().contains(OptOutUse.SHARING)) {
            leftOut.put("hits of browsers that opted out", "the policy keeps them out of sharing");
        }
        authorised.ifPresent(a -> {
            leftOut.put("hits of everybody else", "their users did not authorise it");
            leftOut.putAll(a.leftOut());
        });
        return leftOut;
    }
}
