package dev.footfall.jobs.report;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputFormat;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What every report takes. */
final class ReportOptions {
    /** Rows of a table on a terminal that fit a screen; JSON and CSV have no end of their own. */
    private static final int TABLE_ROWS = 30;

    @Option(
            names = "--from",
            paramLabel = "DATE",
            description = "First day, in the site's time zone, as 2026-10-05 or 2026-10 (default: the first there is).")
    @Nullable
    String from;

    @Option(
            names = "--to",
            paramLabel = "DATE",
            description = "The day after the last one, as 2026-11-01 or 2026-11 (default: all there are).")
    @Nullable
    String to;

    @Option(names = "--site", paramLabel = "SITE", description = "Only this site; repeat it for several.")
    List<String> sites = List.of();

    @Option(
            names = "--where",
            paramLabel = "DIM=VALUE",
            description = "Only hits with this value of a dimension; empty for those without one."
                    + " Repeated for one dimension it means any, for several all.")
    List<String> where = List.of();

    @Option(
            names = "--who",
            paramLabel = "WHO",
            description = "Whose hits: ${COMPLETION-CANDIDATES}; bot counts declared and suspected bots and tools"
                    + " (default: human, or all when agent_class is asked for).")
    @Nullable
    Who who;

    @Option(
            names = "--compare",
            description = "Set the span before beside: as long, or as many months when the span is whole months."
                    + " Needs --from.")
    boolean compare;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "At most so many rows (default: " + TABLE_ROWS + " in a table unless it runs over time).")
    @Nullable
    Integer limit;

    @Mixin
    OutputOption output = new OutputOption();

    /** Takes down what a report shows, before it is shown. */
    interface Notes {
        /**
         * Takes down an answer.
         *
         * @param rows how many rows it has
         * @param text the rows as they will be printed
         */
        void note(int rows, String text);
    }

    /**
     * The scope that the options describe.
     *
     * @throws UserException when a date, condition or the span is impossible
     */
    Scope scope(Function<@Nullable String, ZoneId> zones, Who defaultWho) {
        checkLimit();
        List<Condition> conditions = Condition.parseAll(where);
        boolean byClass = conditions.stream().anyMatch(c -> c.dimension() == Dimension.AGENT_CLASS);
        Who visitors = who != null ? who : byClass ? Who.all : defaultWho;
        return new Scope(date("--from", from), date("--to", to), sites, visitors, conditions, zones);
    }

    /** Checks what can be checked before Spark is started. */
    void check() {
        scope(site -> ZoneOffset.UTC, Who.human);
    }

    /** Notes what is shown, prints the rows, and on stderr how many more there are than were printed. */
    void print(Rows rows, boolean overTime, CommandSpec command, Notes notes) {
        PrintWriter out = command.commandLine().getOut();
        int most = limit != null
                ? limit
                : output.format() == OutputFormat.table && !overTime
                        ? TABLE_ROWS
                        : rows.rows().size();
        StringBuilder text = new StringBuilder();
        output.print(rows.first(most), text);
        notes.note(Math.min(most, rows.rows().size()), text.toString());
        out.append(text).flush();
        int more = rows.rows().size() - most;
        if (more > 0) {
            command.commandLine()
                    .getErr()
                    .println(more + (more == 1 ? " more row" : " more rows") + "; --limit N shows more of them");
            command.commandLine().getErr().flush();
        }
    }

    private void checkLimit() {
        if (limit != null && limit < 1) {
            throw new UserException("--limit " + limit + " shows nothing", "give at least 1");
        }
    }

    static @Nullable LocalDate date(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return text.length() == "2026-10".length() ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new UserException(
                    option + " '" + text + "' is no date", "write a day as 2026-10-05 or a month as 2026-10");
        }
    }
}
