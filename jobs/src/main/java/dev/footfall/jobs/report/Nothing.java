package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;

import dev.footfall.jobs.UserException;
import dev.footfall.text.NearestName;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says why a report is empty. */
final class Nothing {
    private Nothing() {}

    /** The reason why no hit is in the scope, and what to do about it. Reads the table again, which an answer does not. */
    static UserException found(Dataset<Row> hits, Scope scope) {
        Row all = hits.agg(min("day"), max("day"), count(col(Who.AGENT_CLASS))).head();
        if (all.isNullAt(0)) {
            return new UserException("the warehouse holds no hits yet", "read a log first: footfall ingest access.log");
        }
        String held = "the tables hold " + date(all.get(0)) + ".." + date(all.get(1));
        if (all.getLong(2) == 0 && scope.who() != Who.all) {
            return kept(Who.AGENT_CLASS, "agent class, so people cannot be told from bots; --who all counts both");
        }
        Dataset<Row> rest = hits.where(VisitedHits.inSpan(scope, col("day")));
        if (rest.isEmpty()) {
            return new UserException("no hits between " + span(scope), held);
        }
        for (String site : scope.sites()) {
            if (rest.where(col("site").equalTo(lit(site))).isEmpty()) {
                return noSite(hits, site, held);
            }
        }
        if (rest.where(scope.who().condition()).isEmpty()) {
            return new UserException(
                    "no hits of agent class " + scope.who() + " in this span", "--who all counts everybody; " + held);
        }
        return new UserException(
                scope.where().isEmpty() ? "no hits to report" : "no hits meet all the conditions",
                "try fewer of --where, or --who all; " + held);
    }

    /** Nothing can be said about something because its column is empty throughout. */
    static UserException kept(String column, String what) {
        return new UserException(
                "no hit here has a value of " + what,
                "none was logged, or the policy drops column " + column
                        + ", see `footfall policy explain audience.hits." + column + "`");
    }

    static LocalDate date(Object sparkDate) {
        return sparkDate instanceof Date date ? date.toLocalDate() : (LocalDate) sparkDate;
    }

    private static String span(Scope scope) {
        return (scope.from() == null ? "the beginning" : scope.from()) + " and "
                + (scope.to() == null ? "the end" : scope.to() + " (exclusive)");
    }

    private static UserException noSite(Dataset<Row> hits, String site, String held) {
        List<String> sites = hits.select("site").distinct().collectAsList().stream()
                .map(row -> row.getString(0))
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        String what = "no hits of site '" + site + "'";
        if (sites.contains(site)) {
            return new UserException(what + " in this span", held);
        }
        return new UserException(
                what,
                NearestName.of(site, sites)
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("there are " + String.join(", ", sites)));
    }
}
