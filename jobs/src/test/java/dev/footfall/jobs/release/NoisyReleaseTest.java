package dev.footfall.jobs.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was drawn once stays as it was drawn, costs once, and ends with the budget. */
class NoisyReleaseTest {
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    private static final int BROWSERS = 300;

    @TempDir
    static Path temp;

    private static String log;
    private Path warehouse;
    private int files;

    @BeforeAll
    static void write() {
        StringBuilder lines = new StringBuilder();
        for (int day = 5; day <= 6; day++) {
            for (int browser = 0; browser < BROWSERS; browser++) {
                lines.append(
                        "198.51.%d.%d - - [%02d/Oct/2026:08:%02d:%02d +0000] \"GET /a HTTP/1.1\" 200 10 \"-\" \"%s\" \"ff_id=c00kie%d\" \"-\" 15\n"
                                .formatted(
                                        browser / 100, browser % 100, day, browser / 60, browser % 60, AGENT, browser));
            }
        }
        log = lines.toString();
    }

    @BeforeEach
    void ingest(TestInfo test) {
        warehouse = temp.resolve(test.getDisplayName().replaceAll("\\W+", "-"));
        Cli.ingest(warehouse, Samples.write(temp.resolve("a.log"), log), "--format", "combined_cookie", "--final");
    }

    private Path place() {
        return warehouse.resolveSibling(warehouse.getFileName() + "-" + files++ + ".csv");
    }

    private Cli.Run share(Path to, Object... more) {
        List<Object> all = new ArrayList<>(List.of(
                "--warehouse",
                warehouse,
                "share",
                "--recipient",
                "contractor",
                "--dataset",
                "traffic",
                "--dp",
                "--to",
                to));
        all.addAll(List.of(more));
        return Cli.run(all.toArray());
    }

    private String released(Object... more) {
        Path to = place();
        Cli.Run run = share(to, more);
        assertThat(run.code()).as(run.err()).isZero();
        try {
            return Files.readString(to);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String budget() {
        return Cli.run("--warehouse", warehouse, "releases", "list").err();
    }

    @Test
    void countsBrowsersByDayWithNoiseAroundTheTruth() {
        List<String> rows = released("--from", "2026-10-05", "--until", "2026-10-08", "--rho", "0.3")
                .lines()
                .toList();

        assertThat(rows.get(0)).isEqualTo("day,browsers,browsers_low,browsers_high,withheld");
        assertThat(rows).hasSize(4);
        for (String row : rows.subList(1, 3)) {
            String[] cells = row.split(",", -1);
            long noisy = Long.parseLong(cells[1]);
            // σ² = 10 / (2 · 0.3), so σ = 4.1: beyond 10 σ once in 10^22 runs, and 95 % within 8
            assertThat(noisy).isBetween(BROWSERS - 41L, BROWSERS + 41L);
            assertThat(Long.parseLong(cells[2])).isEqualTo(noisy - 8);
            assertThat(Long.parseLong(cells[3])).isEqualTo(noisy + 8);
            assertThat(cells[4]).isEqualTo("false");
        }
        assertThat(rows.get(3)).isEqualTo("2026-10-07,,,,true");
    }

    @Test
    void askedAgainForOtherSpansAndRecipientsItIsTheSameAndCostsNothing() {
        String first = released("--by", "day,medium", "--from", "2026-10-05", "--until", "2026-10-07");
        String spent = budget();
        assertThat(spent).contains("2026-10: ρ 0.04 of 1 spent");

        String again = released("--by", "medium", "--from", "2026-10-05", "--until", "2026-10-07");
        String oneDay = released("--by", "day,medium", "--from", "2026-10-06", "--until", "2026-10-07");
        Path other = place();
        Cli.Run provider = Cli.run(
                "--warehouse",
                warehouse,
                "share",
                "--recipient",
                "service-provider",
                "--dataset",
                "traffic",
                "--dp",
                "--by",
                "day,medium",
                "--from",
                "2026-10-05",
                "--until",
                "2026-10-07",
                "--to",
                other);

        assertThat(again).isEqualTo(first);
        assertThat(first).endsWith(oneDay.substring(oneDay.indexOf('\n') + 1));
        assertThat(provider.code()).as(provider.err()).isZero();
        assertThat(provider.err()).contains("2 of 2 days were drawn before and stay as they were, at no cost");
        assertThat(other).hasContent(first);
        assertThat(budget()).isEqualTo(spent);
        assertThat(released("--by", "day,medium", "--from", "2026-10-05", "--until", "2026-10-08"))
                .startsWith(first);
        assertThat(budget()).contains("2026-10: ρ 0.06 of 1 spent");
    }

    @Test
    void cellsAreKnownWithoutTheHitsAndEachHasNoise() throws IOException {
        List<String> rows = released("--by", "day,country", "--from", "2026-10-05", "--until", "2026-10-06")
                .lines()
                .toList();

        assertThat(rows).hasSize(1 + java.util.Locale.getISOCountries().length + 1);
        String stored;
        try (Stream<Path> kept = Files.list(warehouse.resolve("releases"))) {
            stored = Files.readString(kept.findFirst().orElseThrow());
        }
        Map<String, Long> noisy = new HashMap<>();
        new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(stored)
                .get("days")
                .get("2026-10-05")
                .properties()
                .forEach(cell -> noisy.put(cell.getKey(), cell.getValue().longValue()));
        // No hit is of any country here: what is drawn is noise alone, and of 249 draws at σ = 15.8 few are 0.
        assertThat(noisy.values().stream().filter(n -> n < 0).count()).isBetween(80L, 170L);
        assertThat(noisy.values().stream().filter(n -> n == 0).count()).isLessThan(40);
        assertThat(noisy.get("(other)")).isBetween(BROWSERS - 160L, BROWSERS + 160L);
    }

    @Test
    void refusesWhatTheBudgetDoesNotSufficeFor() {
        released("--from", "2026-10-05", "--until", "2026-10-07", "--rho", "0.4");
        Path to = place();

        Cli.Run run = share(to, "--from", "2026-10-05", "--until", "2026-10-07", "--rho", "0.2");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("the noise budget of 2026-10 does not suffice: this would cost ρ 0.4, and 0.2 of 1 is left");
        assertThat(to).doesNotExist();
        released("--from", "2026-10-05", "--until", "2026-10-06", "--rho", "0.2");
        assertThat(budget()).contains("2026-10: ρ 1 of 1 spent");
        released("--from", "2026-10-05", "--until", "2026-10-07", "--rho", "0.4"); // drawn before
        assertThat(share(place(), "--from", "2026-09-01", "--until", "2026-09-02")
                        .code())
                .isZero();
    }

    @Test
    void aDrawWhoseRunWasKilledBeforeItWasNotedIsNotedByTheNextAndNotDrawnAgain() throws IOException {
        String first = released("--from", "2026-10-05", "--until", "2026-10-06");
        Path entries = warehouse.resolve("ledger");
        try (Stream<Path> all = Files.list(entries)) {
            // What the killed run would have left: the release, and no entry after it.
            for (Path entry : all.sorted().toList()) {
                if (Files.readString(entry).contains("rho_spent")
                        || Files.readString(entry).contains("file_sha256")) {
                    Files.delete(entry);
                }
            }
        }
        assertThat(budget()).doesNotContain("0.02");

        assertThat(released("--from", "2026-10-05", "--until", "2026-10-06")).isEqualTo(first);
        assertThat(budget()).contains("2026-10: ρ 0.02 of 1 spent");
    }

    @Test
    void refusesWhenTheLedgerIsNotWhole() throws IOException {
        released("--from", "2026-10-05", "--until", "2026-10-06");
        try (Stream<Path> all = Files.list(warehouse.resolve("ledger"))) {
            Files.delete(all.sorted().findFirst().orElseThrow());
        }

        Cli.Run run = share(place(), "--from", "2026-10-06", "--until", "2026-10-07");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("the ledger is not whole");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--from 2026-10-05 | --dp needs a span",
                "--from 2026-10-05 --until 2999-01-01 | is not over",
                "--from 2026-10-05 --until 2026-10-06 --by page | no noisy release is by page",
                "--from 2026-10-05 --until 2026-10-06 --by device,medium | by day and one dimension more",
                "--from 2026-10-05 --until 2026-10-06 --rho 0 | is no price",
                "--from 2026-10-05 --until 2026-10-06 --rho 1.01 | is no price",
                "--from 2026-10-05 --until 2026-10-06 --rho 0.0000001 | is no price"
            })
    void saysWhatIsWrong(String options, String what) {
        Cli.Run run = share(place(), (Object[]) options.strip().split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(what.strip());
    }

    @Test
    void thePolicyHasARuleForEachColumn() {
        List<String> columns = new ArrayList<>(NoisyRelease.FIGURES);
        for (PublicCut cut : PublicCut.values()) {
            columns.add(cut.label());
        }
        assertThat(dev.footfall.table.OutputColumns.of(NoisyRelease.OUTPUT))
                .containsExactlyInAnyOrderElementsOf(columns);
    }
}
