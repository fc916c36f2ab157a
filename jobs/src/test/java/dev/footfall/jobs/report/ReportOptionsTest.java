package dev.footfall.jobs.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class ReportOptionsTest {
    @Test
    void monthsStandForTheirFirstDay() {
        Scope scope = options("--from", "2026-10", "--to", "2026-11").scope(site -> ZoneOffset.UTC, Who.human);

        assertThat(scope.from()).isEqualTo(LocalDate.parse("2026-10-01"));
        assertThat(scope.to()).isEqualTo(LocalDate.parse("2026-11-01"));
        assertThat(scope.who()).isEqualTo(Who.human);
    }

    @Test
    void aConditionOnTheAgentClassLooksAtEverybody() {
        ReportOptions asked = options("--where", "agent_class=tool");
        ReportOptions told = options("--where", "agent_class=tool", "--who", "human");

        assertThat(asked.scope(site -> ZoneOffset.UTC, Who.human).who()).isEqualTo(Who.all);
        assertThat(told.scope(site -> ZoneOffset.UTC, Who.human).who()).isEqualTo(Who.human);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 2026-13 | --from '2026-13' is no date",
                "--from yesterday | write a day as 2026-10-05",
                "--from 2026-10-05 --to 2026-10-01 | is not before",
                "--from 2026-10 --to 2026-10 | a single day is --to 2026-10-02",
                "--where contry=DE | did you mean 'country'?",
                "--where country | write dimension=value",
                "--where status=abc | write it like status=404",
                "--where signed_in=maybe | signed_in=true",
                "--where weekday=Someday | weekday=Monday",
                "--where day=2026-02-30 | day=2026-10-05",
                "--limit 0 | at least 1",
            })
    void wrongOptionsSayHowToMendThem(String arguments, String message) {
        ReportOptions options = options(arguments.split(" "));

        assertThatThrownBy(options::check).isInstanceOf(UserException.class).hasMessageContaining(message);
    }

    @Test
    void unknownDimensionsNameTheNearest() {
        assertThatThrownBy(() -> Dimension.named("refferer")).hasMessageContaining("did you mean 'referrer'?");
        assertThatThrownBy(() -> Dimension.named("zzzzzz")).hasMessageContaining("choose from day, hour");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-05, 2026-10-08, 2026-10-02, 2026-10-05",
        "2026-10-01, 2026-11-01, 2026-09-01, 2026-10-01",
        "2026-03-01, 2026-05-01, 2026-01-01, 2026-03-01"
    })
    void thePrecedingSpanIsAsLongInDaysOrWholeMonths(
            LocalDate from, LocalDate to, LocalDate earlierFrom, LocalDate earlierTo) {
        assertThat(new Span(from, to).preceding()).isEqualTo(new Span(earlierFrom, earlierTo));
    }

    @Test
    void weeksCompareOnlyInSpansOfWholeWeeks() {
        Span days = new Span(LocalDate.parse("2026-10-05"), LocalDate.parse("2026-10-10"));

        assertThatThrownBy(() -> Comparison.checkFits(days, Dimension.WEEK)).hasMessageContaining("whole weeks");
    }

    @Test
    void tablesEndAfterAScreenAndSayHowMuchIsLeft() {
        List<List<@Nullable Object>> many = new ArrayList<>();
        for (long i = 0; i < 50; i++) {
            many.add(List.of("/page" + i, i));
        }
        Rows rows = new Rows(List.of("page", "hits"), many);

        assertThat(printed(rows, false)).satisfies(p -> {
            assertThat(p.out.lines()).hasSize(31);
            assertThat(p.err).isEqualTo("20 more rows; --limit N shows more of them\n");
        });
        assertThat(printed(rows, true).out.lines()).hasSize(51);
        assertThat(printed(rows, false, "--output", "json").out.lines()).hasSize(52);
        assertThat(printed(rows, true, "--limit", "49").err).startsWith("1 more row;");
    }

    @ParameterizedTest
    @CsvSource({"traffic, --by page", "audience, --by week", "geo, --by region"})
    void helpShowsExamples(String report, String example) {
        StringWriter out = new StringWriter();

        int exit = Footfall.commandLine().setOut(new PrintWriter(out)).execute("report", report, "--help");

        assertThat(exit).isZero();
        assertThat(out.toString()).contains("Examples:", "footfall report " + report, example, "--compare", "--output");
    }

    @Test
    void helpNamesEveryDimension() {
        StringWriter out = new StringWriter();
        Footfall.commandLine().setOut(new PrintWriter(out)).execute("report", "traffic", "--help");

        assertThat(out.toString()).contains(Dimension.labels());
    }

    private record Printed(String out, String err) {}

    private static Printed printed(Rows rows, boolean overTime, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        ReportOptions options = new ReportOptions();
        CommandLine line = commandLine(options).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        line.parseArgs(arguments);
        options.print(rows, overTime, line.getCommandSpec(), (shown, text) -> {});
        return new Printed(out.toString(), err.toString());
    }

    private static ReportOptions options(String... arguments) {
        ReportOptions options = new ReportOptions();
        commandLine(options).parseArgs(arguments);
        return options;
    }

    private static CommandLine commandLine(ReportOptions options) {
        return new CommandLine(CommandSpec.create().addMixin("options", CommandSpec.forAnnotatedObject(options)));
    }
}
