package dev.footfall.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footfall.jobs.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Worlds that are made, ingested and evaluated as a user would. */
class EvaluateTest {
    private static final List<String> PEERS = List.of("goaccess", "plausible", "matomo", "awstats", "wikimedia");

    @TempDir
    static Path dir;

    @BeforeAll
    static void makeAndIngest() {
        for (String construction : List.of("agents", "renewal")) {
            Path world = dir.resolve(construction);
            // From a Monday to the Sunday two weeks later, all within a month.
            assertThat(Cli.run(
                                    "simulate",
                                    "--construction",
                                    construction,
                                    "--people",
                                    160,
                                    "--from",
                                    "2026-10-05",
                                    "--days",
                                    14,
                                    "--burn-in",
                                    20,
                                    "--out",
                                    world)
                            .code())
                    .isZero();
            assertThat(Cli.run("--config", world.resolve("footfall.yaml"), "ingest", world.resolve("logs"))
                            .complaints())
                    .noneMatch(line -> line.contains("footfall:"));
        }
    }

    @Test
    void errorsOfEachWorldAndOfAllStandBesideThoseOfPeers() {
        Cli.Run run = Cli.run("evaluate", dir.resolve("agents"), dir.resolve("renewal"), "--output", "json");

        assertThat(run.code()).as(run.err()).isZero();
        List<Map<String, Object>> rows = run.rows();
        // People and browsers by day, week and all, and regions; there is no whole month.
        assertThat(rows).hasSize(3 * 7);
        assertThat(rows.stream().map(row -> row.get("directory")).distinct())
                .containsExactly(
                        dir.resolve("agents").toString(), dir.resolve("renewal").toString(), "(all)");
        Map<String, Object> days = find(rows, "(all)", "people", "day");
        assertThat(days.get("periods")).isEqualTo(28);
        assertThat((double) days.get("error")).isBetween(0.0, 60.0);
        for (String peer : PEERS) {
            assertThat((double) days.get(peer + "_error")).as(peer).isBetween(0.0, 200.0);
        }
        // Over two weeks whoever adds days up counts everybody several times.
        Map<String, Object> whole = find(rows, "(all)", "people", "all");
        assertThat((double) whole.get("goaccess_error")).isGreaterThan((double) days.get("goaccess_error"));
        assertThat(find(rows, "(all)", "browsers", "all").get("goaccess_error")).isNull();
        assertThat((double) find(rows, "(all)", "regions", "all").get("error")).isBetween(0.0, 20.0);
    }

    @Test
    void errorsFollowFromThePeriods() {
        Path world = dir.resolve("agents");
        List<Map<String, Object>> periods =
                Cli.run("evaluate", world, "--periods", "--output", "json").rows();
        List<Map<String, Object>> errors =
                Cli.run("evaluate", world, "--output", "json").rows();

        double sum = 0;
        int covered = 0;
        int count = 0;
        for (Map<String, Object> row : periods) {
            if (row.get("figure").equals("people") && row.get("by").equals("day")) {
                double truth = number(row, "truth");
                sum += Math.abs(number(row, "estimate") - truth) / truth;
                covered += number(row, "low") <= truth && truth <= number(row, "high") ? 1 : 0;
                count++;
            }
        }
        assertThat(count).isEqualTo(14);
        Map<String, Object> days = find(errors, world.toString(), "people", "day");
        assertThat(number(days, "error")).isCloseTo(100 * sum / count, within(0.06));
        assertThat(number(days, "covered_percent")).isCloseTo(100.0 * covered / count, within(0.06));
    }

    @Test
    void peersCountByTheirOwnDefinitions() {
        List<Map<String, Object>> periods = Cli.run("evaluate", dir.resolve("agents"), "--periods", "--output", "json")
                .rows();

        double days = 0;
        for (Map<String, Object> row : periods) {
            if (row.get("figure").equals("people") && row.get("by").equals("day")) {
                days += number(row, "plausible");
                assertThat(number(row, "goaccess")).isGreaterThanOrEqualTo(number(row, "plausible"));
                assertThat(number(row, "awstats")).isLessThanOrEqualTo(number(row, "goaccess"));
            }
        }
        Map<String, Object> whole = periods.stream()
                .filter(row ->
                        row.get("figure").equals("people") && row.get("by").equals("all"))
                .findFirst()
                .orElseThrow();
        assertThat(number(whole, "plausible")).isEqualTo(days);
        assertThat(number(whole, "awstats")).isLessThan(days);
    }

    @Test
    void whatIsNoWorldOrNotIngestedIsNamedWithWhatToDo() throws IOException {
        Path empty = Files.createDirectories(dir.resolve("empty"));
        Path fresh = dir.resolve("fresh");
        Cli.run("simulate", "--people", 20, "--days", 2, "--burn-in", 0, "--out", fresh);

        Cli.Run none = Cli.run("evaluate", empty);
        Cli.Run unread = Cli.run("evaluate", fresh);

        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("there is no world in").contains("footfall simulate --out");
        assertThat(unread.code()).isEqualTo(2);
        assertThat(unread.err()).contains("was not ingested").contains("ingest " + fresh.resolve("logs"));
    }

    private static Map<String, Object> find(
            List<Map<String, Object>> rows, String directory, String figure, String by) {
        return rows.stream()
                .filter(row -> row.get("directory").equals(directory)
                        && row.get("figure").equals(figure)
                        && row.get("by").equals(by))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }
}
