package dev.footfall.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.footfall.jobs.Footfall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Worlds of every kind and construction, and the command that makes them. */
class SimulateTest {
    private static final Pattern COOKIE = Pattern.compile("ff_id=([0-9a-f]{32})");

    @TempDir
    Path dir;

    static Stream<String> kinds() {
        return Worlds.all().stream().map(Worlds.Kind::name);
    }

    private static WorldSettings settings(String kind, Construction construction, int people) {
        return WorldSettings.defaults()
                .withPeople(people)
                .withDays(LocalDate.of(2026, 10, 5), 9)
                .withBurnIn(20)
                .withKind(kind, construction, Worlds.named(kind).parameters());
    }

    private record Written(WorldSummary summary, JsonNode truth, List<String> lines) {
        static Written of(WorldSettings settings, Path dir) throws IOException {
            WorldSummary summary = World.of(settings).write(dir);
            List<String> lines = new ArrayList<>();
            for (Path log : summary.logs()) {
                lines.addAll(Files.readAllLines(log, StandardCharsets.US_ASCII));
            }
            return new Written(
                    summary, new ObjectMapper().readTree(summary.truth().toFile()), lines);
        }
    }

    @Test
    void theFileDescribesEveryParameterOnceWithUnitAndSource() {
        assertThat(Worlds.parameters().stream().map(Worlds.Entry::parameter))
                .containsExactlyInAnyOrder(Parameter.values());
        assertThat(Worlds.parameters()).allSatisfy(entry -> {
            assertThat(entry.unit()).isNotBlank();
            assertThat(entry.source()).isNotBlank();
            double[] range = entry.range();
            if (range != null) {
                assertThat(range).hasSize(2);
                assertThat(range[0]).isLessThan(range[1]);
            }
        });
        assertThat(Worlds.all()).hasSizeGreaterThanOrEqualTo(10).allSatisfy(kind -> kind.parameters()
                .asMap()
                .forEach((name, value) -> assertThat(value).isNotNull()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindHasPeopleInBothConstructions(String kind) throws IOException {
        for (Construction construction : Construction.values()) {
            Written world = Written.of(settings(kind, construction, 150), dir.resolve(construction.label()));

            assertThat(world.summary().people()).isBetween(20L, 150L);
            assertThat(world.summary().browsers()).isGreaterThan(world.summary().people() / 2);
            assertThat(world.lines()).hasSize((int) world.summary().lines());
            assertThat(world.truth().path("world").asText()).isEqualTo(kind);
            assertThat(world.truth().path("construction").isMissingNode()).isTrue();
            assertThat(world.truth().path("settings").path("construction").asText())
                    .isEqualTo(construction.label());
        }
    }

    @ParameterizedTest
    @EnumSource(Construction.class)
    void theSameSettingsGiveTheSameBytesAndAnotherSeedOthers(Construction construction) throws IOException {
        WorldSettings settings = settings("families", construction, 60);

        List<String> once = Written.of(settings, dir.resolve("a")).lines();
        List<String> again = Written.of(settings, dir.resolve("b")).lines();
        List<String> other = Written.of(settings.withSeed(2), dir.resolve("c")).lines();

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
        assertThat(dir.resolve("b/truth.json")).hasSameTextualContentAs(dir.resolve("a/truth.json"));
    }

    /** Counted from the log: cookies that people sent, and pages they saw. */
    @ParameterizedTest
    @EnumSource(Construction.class)
    void truthCountsWhatTheLogHolds(Construction construction) throws IOException {
        WorldSettings quiet = settings("consumer", construction, 200);
        quiet = quiet.withKind(
                "consumer", construction, quiet.parameters().with("crawled=0").with("scraped=0"));

        Written world = Written.of(quiet, dir);

        Set<String> sent = new HashSet<>();
        for (String line : world.lines()) {
            String[] quoted = line.split("\"", -1);
            Matcher cookie = COOKIE.matcher(quoted.length > 7 ? quoted[7] : "");
            if (cookie.find()) {
                sent.add(cookie.group(1));
            }
        }
        assertThat(sent)
                .hasSize(world.truth().path("cookies_returned").path("all").asInt());
        long pages = world.lines().stream()
                .filter(line -> line.matches(".*\"GET (/|/products/.*|/blog/.*) HTTP/2.0\" (200|304) .*"))
                .count();
        assertThat(pages)
                .isCloseTo(world.summary().pageviews(), within(world.summary().pageviews() / 2));
    }

    /** After the burn-in a first day's cookies are old ones for the most part. */
    @ParameterizedTest
    @EnumSource(Construction.class)
    void burnInLeavesCookiesBehind(Construction construction) throws IOException {
        WorldSettings day = settings("consumer", construction, 400).withDays(LocalDate.of(2026, 10, 5), 1);
        Parameters keeping = day.parameters()
                .with("rejecting_share=0")
                .with("private_share=0")
                .with("always_private=0");
        WorldSettings keepers = day.withKind("consumer", construction, keeping);
        Written fresh = Written.of(keepers.withBurnIn(0), dir.resolve("f"));
        Written old = Written.of(keepers.withBurnIn(60), dir.resolve("o"));

        assertThat(issuedPerBrowser(old)).isLessThan(0.8);
        if (construction == Construction.RENEWAL) {
            assertThat(issuedPerBrowser(fresh)).isGreaterThan(0.95);
        }
    }

    private static double issuedPerBrowser(Written world) {
        return world.truth().path("cookies_issued").path("all").asDouble()
                / world.truth().path("browsers").path("all").asDouble();
    }

    /** More clearing must show as more cookies, and in nothing else that truth says of people. */
    @ParameterizedTest
    @EnumSource(Construction.class)
    void clearingChangesCookiesNotPeople(Construction construction) throws IOException {
        WorldSettings little = settings("consumer", construction, 500).withDays(LocalDate.of(2026, 10, 1), 31);
        little = little.withKind(
                "consumer",
                construction,
                little.parameters()
                        .with("monthly_clearing=0.1")
                        .with("constant_clearing=0.01")
                        .with("often_clearing=0.05"));
        WorldSettings much = little.withKind(
                "consumer",
                construction,
                little.parameters()
                        .with("monthly_clearing=0.5")
                        .with("constant_clearing=0.12")
                        .with("often_clearing=0.3"));

        Written few = Written.of(little, dir.resolve("l"));
        Written many = Written.of(much, dir.resolve("m"));

        assertThat(many.truth().path("cookies_returned").path("all").asInt())
                .isGreaterThan(few.truth().path("cookies_returned").path("all").asInt() * 11 / 10);
        assertThat((double) many.summary().people())
                .isCloseTo(
                        (double) few.summary().people(),
                        within(0.05 * few.summary().people()));
    }

    /** A browser that a household shares sends two accounts, an account that it shares comes from two people. */
    @ParameterizedTest
    @EnumSource(Construction.class)
    void familiesShareBrowsersAndAccounts(Construction construction) throws IOException {
        WorldSettings families = settings("families", construction, 1_500);
        families = families.withKind(
                "families", construction, families.parameters().with("account_share=0.9"));
        Written world = Written.of(families, dir);

        Map<String, Set<String>> accounts = new HashMap<>();
        for (String line : world.lines()) {
            String user = line.split(" ", 4)[2];
            Matcher cookie = COOKIE.matcher(line);
            if (!user.equals("-") && cookie.find()) {
                accounts.computeIfAbsent(cookie.group(1), id -> new HashSet<>()).add(user);
            }
        }
        long shared =
                accounts.values().stream().filter(users -> users.size() > 1).count();
        assertThat(shared).isPositive();
    }

    @ParameterizedTest
    @EnumSource(LineForm.class)
    void everyFormIsReadByTheProgram(LineForm form) throws IOException {
        Written world = Written.of(settings("consumer", Construction.AGENTS, 60).withForm(form), dir.resolve("w"));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code =
                run(out, err, "formats", "--try", world.summary().logs().get(3).toString());

        assertThat(err.toString()).doesNotContain("Exception");
        assertThat(code).isZero();
        assertThat(out.toString()).contains(form.label());
    }

    @Test
    void theCommandWritesAWorldAndSaysWhatIsInIt() throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Path place = dir.resolve("new/world");

        int code = run(
                out,
                err,
                "simulate",
                "--world",
                "office",
                "--construction",
                "renewal",
                "--people",
                "80",
                "--days",
                "3",
                "--burn-in",
                "5",
                "--set",
                "gateways=4",
                "--output",
                "csv",
                "--out",
                place.toString());

        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        assertThat(out.toString()).startsWith("directory,world,construction,seed,days,lines,people");
        for (String file : List.of(
                "logs", "city.mmdb", "asn.mmdb", "networks.csv", "entitlements.csv", "footfall.yaml", "truth.json")) {
            assertThat(place.resolve(file)).exists();
        }
        JsonNode truth = new ObjectMapper().readTree(place.resolve("truth.json").toFile());
        assertThat(truth.path("settings").path("parameters").path("gateways").asDouble())
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--world ofice --out x | did you mean office",
                "--set acount_share=1 --out x | did you mean account_share",
                "--set account_share=2 --out x | no value for account_share",
                "--set account_share=much --out x | is no number",
                "--set account_share --out x | has no value",
                "--set weekdays=1,2 --out x | no value for weekdays",
                "--people 0 --out x | --people 0",
                "--days 5000 --out x | --days 5000",
                "--burn-in -1 --out x | --burn-in -1",
                "--zone Europe/Atlantis --out x | no time zone",
                "--form parquet --out x | combined_cookie",
                "--construction magic --out x | agents, renewal",
                "--world office | --out DIR"
            })
    void wrongWishesAreNamed(String arguments, String message) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = run(
                out,
                err,
                Stream.concat(Stream.of("simulate"), Stream.of(arguments.strip().split(" ")))
                        .toArray(String[]::new));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains(message).doesNotContain("Exception");
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Files.writeString(dir.resolve("mine.txt"), "mine");
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();

        int code = run(out, err, "simulate", "--out", dir.toString());

        assertThat(code).isEqualTo(2);
        assertThat(err.toString()).contains("is not empty");
    }

    private static int run(StringWriter out, StringWriter err, String... arguments) {
        CommandLine line = Footfall.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(arguments);
    }
}
