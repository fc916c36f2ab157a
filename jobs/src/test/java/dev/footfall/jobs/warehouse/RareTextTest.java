package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.jobs.Stored;
import dev.footfall.jobs.retain.RareText;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Tables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rare text goes after seven days, once, as a whole; steps are watched, so the test stands beside the warehouse. */
class RareTextTest {
    private static final CompiledPolicy POLICY = CompiledPolicy.ofAllTables(PolicyFile.bundled());
    private static final LocalDate DAY = LocalDate.of(2025, 10, 14);

    @TempDir
    static Path temp;

    private static Path copy;
    private static Path directory;

    private static String line(int address, int day, String target, String referrer) {
        return "192.0.2.%d - - [%d/Oct/2025:08:00:00 +0000] \"GET %s HTTP/1.1\" 200 5 \"%s\" \"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0\"\n"
                .formatted(address, day, target, referrer);
    }

    private static String log() {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
            text.append(line(i, 14, "/shop", "https://news.example/"));
            text.append(line(i, 14, "/item/" + i, "-"));
            text.append(line(i, 14, "/find?q=shoes&utm_campaign=spring", "-"));
        }
        for (int i = 1; i <= 2; i++) {
            text.append(line(i, 14, "/letter-to-jane", "https://diary.example/"));
            text.append(line(i, 14, "/find?q=jane+doe&utm_campaign=to-jane", "-"));
        }
        text.append(line(1, 16, "/shop", "-")); // a quiet day
        text.append(line(1, 23, "/nobody-else", "-"));
        return text.toString();
    }

    @BeforeAll
    static void ingest() {
        directory = temp.resolve("w");
        Cli.ingest(directory, Samples.write(temp.resolve("a.log"), log()));
        copy = WarehouseFiles.copy(directory, temp.resolve("copy"));
    }

    @BeforeEach
    void restore() {
        CatalogueKind.copyOver(directory, copy);
    }

    private static RareText.Answer run(LocalDate asOf, boolean dryRun) {
        return RareText.run(Warehouse.open(directory), POLICY, asOf, dryRun);
    }

    private static Map<String, Long> audience(String... columns) {
        return Stored.in(directory, Tables.AUDIENCE_HITS).bag(List.of(columns));
    }

    private static List<String> others() {
        List<String> rewritten = List.of("page", "referrer", "campaign", "search");
        return Tables.AUDIENCE_HITS.columns().stream()
                .map(ColumnSpec::name)
                .filter(name -> !rewritten.contains(name))
                .toList();
    }

    @Test
    void rareValuesBecomeTheirTemplateOrRareAndAllElseStays() {
        Map<String, Long> before = audience(others().toArray(String[]::new));
        RareText.Answer answer = run(DAY.plusDays(9), false);
        assertThat(answer.notes()).isEmpty();
        assertThat(answer.changes())
                .containsExactlyInAnyOrder(
                        new RareText.Change("audience.hits", "page", DAY, 13, 14, "logs.analytics"),
                        new RareText.Change("audience.hits", "referrer", DAY, 1, 2, "logs.analytics"),
                        new RareText.Change("audience.hits", "campaign", DAY, 1, 2, "logs.analytics"),
                        new RareText.Change("audience.hits", "search", DAY, 1, 2, "logs.research"));
        assertThat(audience("page"))
                .containsOnly(
                        Map.entry("/shop", 13L),
                        Map.entry("/item/{n}", 12L),
                        Map.entry("/find", 14L),
                        Map.entry("(rare)", 2L),
                        Map.entry("/nobody-else", 1L));
        assertThat(audience("search"))
                .containsEntry("shoes", 12L)
                .containsEntry("(rare)", 2L)
                .hasSize(3);
        assertThat(audience("campaign"))
                .containsEntry("spring", 12L)
                .containsEntry("(rare)", 2L)
                .hasSize(3);
        assertThat(audience("referrer"))
                .containsEntry("news.example", 12L)
                .containsEntry("(rare)", 2L)
                .hasSize(3);
        assertThat(audience(others().toArray(String[]::new))).isEqualTo(before);
        assertThat(Stored.unnamedFiles(directory)).isEmpty();
        assertThat(Warehouse.open(directory).table("audience.hits").snapshots()).hasSize(1);
    }

    @Test
    void aReportShowsThemAsOrdinaryPages() {
        run(DAY.plusDays(9), false);
        Cli.Run report = Cli.run(
                "--warehouse",
                directory,
                "report",
                "traffic",
                "--by",
                "page",
                "--from",
                DAY,
                "--to",
                DAY.plusDays(1),
                "--output",
                "json");
        assertThat(report.rows())
                .extracting(row -> row.get("page") + " " + row.get("hits") + " " + row.get("browsers"))
                .containsExactlyInAnyOrder("/find 14 12", "/shop 12 12", "/item/{n} 12 12", "(rare) 2 2");
    }

    @Test
    void aDryRunSaysTheSameAndChangesNothing() throws Exception {
        Map<String, Long> before = audience("page", "search", "campaign", "referrer");
        java.util.Set<String> files = Stored.dataFiles(directory);
        List<RareText.Change> changes = run(DAY.plusDays(7), true).changes();
        assertThat(audience("page", "search", "campaign", "referrer")).isEqualTo(before);
        assertThat(Stored.dataFiles(directory)).isEqualTo(files);
        assertThat(changes).isNotEmpty().isEqualTo(run(DAY.plusDays(7), false).changes());
    }

    @Test
    void aDayIsDueAfterSevenDays() {
        assertThat(run(DAY.plusDays(6), false).changes()).isEmpty();
        assertThat(audience("page")).containsEntry("/letter-to-jane", 2L);
        assertThat(run(DAY.plusDays(7), false).changes()).isNotEmpty();
    }

    @Test
    void aSecondRunReadsNothing() throws Exception {
        run(DAY.plusDays(9), false);
        for (String file : Stored.dataFiles(directory)) {
            if (file.contains("hits/data")) {
                Files.delete(Path.of(file));
            }
        }
        assertThat(run(DAY.plusDays(9), false).changes()).isEmpty();
        // Control: what is due must be read.
        assertThatThrownBy(() -> run(DAY.plusDays(16), false)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void lateLinesMakeTheirDayDueAgain() {
        run(DAY.plusDays(9), false);
        Cli.ingest(directory, Samples.write(temp.resolve("late.log"), line(7, 14, "/letter-to-joe", "-")));
        assertThat(run(DAY.plusDays(9), false).changes())
                .containsExactly(new RareText.Change("audience.hits", "page", DAY, 1, 1, "logs.analytics"));
        assertThat(audience("page")).containsEntry("(rare)", 3L).containsEntry("/item/{n}", 12L);
    }

    @Test
    void textStaysWhereNothingIsKeptToCountBy() {
        String yaml = tokenless();
        CompiledPolicy policy = CompiledPolicy.ofAllTables(PolicyFile.parse(yaml, "test"));
        RareText.Answer answer = RareText.run(Warehouse.open(directory), policy, DAY.plusDays(9), false);
        assertThat(answer.changes()).isEmpty();
        assertThat(answer.notes()).singleElement().asString().contains("audience.hits");
    }

    private static String tokenless() {
        try (var in = PolicyFile.class.getResourceAsStream("policy.yaml")) {
            String yaml = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            String drop = "{ form: drop, reason: a test }";
            return yaml.replaceAll("(?m)^    (device_day|place_day|cookie_state): .*$", "    $1: " + drop);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void happensAsAWholeOrNotAtAll() {
        Map<String, Long> untouched = audience("page", "search", "campaign", "referrer");
        List<String> steps = brokenOff(Integer.MAX_VALUE);
        Map<String, Long> done = audience("page", "search", "campaign", "referrer");
        assertThat(steps).startsWith("begun", "planned").endsWith("finished");
        assertThat(done).isNotEqualTo(untouched);
        for (int last = 0; last < steps.size(); last++) {
            restore();
            List<String> until = brokenOff(last);
            Warehouse.open(directory).lockForReading().close();
            boolean planned = until.contains("planned");
            Map<String, Long> now = audience("page", "search", "campaign", "referrer");
            assertThat(now).as("after %s", until).isEqualTo(planned ? done : untouched);
            assertThat(run(DAY.plusDays(9), false).changes().isEmpty()).isEqualTo(planned);
            assertThat(audience("page", "search", "campaign", "referrer")).isEqualTo(done);
            assertThat(Stored.unnamedFiles(directory)).as("after %s", until).isEmpty();
        }
    }

    private static List<String> brokenOff(int last) {
        List<String> steps = new ArrayList<>();
        Warehouse warehouse = Warehouse.open(directory);
        warehouse.watch(step -> {
            steps.add(step);
            if (steps.size() > last) {
                throw new IllegalStateException("broken off");
            }
        });
        try {
            RareText.run(warehouse, POLICY, DAY.plusDays(9), false);
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("broken off");
        }
        return steps;
    }
}
