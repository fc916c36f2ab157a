package dev.footfall.jobs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.footfall.estimate.Evidence;
import dev.footfall.estimate.PeriodStatistics;
import dev.footfall.jobs.Cli;
import dev.footfall.jobs.simulate.DrawnWorld.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the model of people is fitted on: counts that are made without tables must be those that the report makes from tables. */
class TracesTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @EnumSource(Construction.class)
    void countsInMemoryAreThoseOfTheReport(Construction construction) throws IOException {
        WorldSettings settings = WorldSettings.defaults()
                .withPeople(400)
                .withDays(LocalDate.of(2026, 10, 5), 14)
                .withBurnIn(25)
                .withKind(
                        "families",
                        construction,
                        Worlds.named("families").parameters().with("scraped=0").with("crawled=0.1"));
        World.of(settings).write(dir);
        PeriodStatistics s = DrawnWorld.live(settings).traces().statistics(0, 14, 0, 14);

        assertThat(Cli.run("--config", dir.resolve("footfall.yaml"), "ingest", dir.resolve("logs"))
                        .code())
                .isZero();
        Cli.Run run = Cli.run(
                "--config",
                dir.resolve("footfall.yaml"),
                "report",
                "audience",
                "--by",
                "all",
                "--explain",
                "--output",
                "json");

        assertThat(run.code()).as(run.err()).isZero();
        // Attacks and monitors add a handful of devices with people's agents.
        assertThat(step(run, "cookies that came back")).isCloseTo(s.cookies(), within(2.0));
        assertThat(step(run, "days of devices without one")).isCloseTo(s.deviceDays(), within(12.0));
        assertThat(step(run, "accounts signed in")).isCloseTo(s.persons(), within(1.0));
        assertThat(step(run, "days on which a cookie was seen"))
                .isCloseTo((double) s.cookieDays() / s.cookies(), within(0.02));
        assertThat(step(run, "part of the cookies issued in the period"))
                .isCloseTo((double) s.newCookies() / s.cookies(), within(0.02));
        assertThat(step(run, "browsers of an account"))
                .isCloseTo((double) s.personBrowsers() / s.persons(), within(0.03));
        assertThat(step(run, "cookies of a browser of an account"))
                .isCloseTo((double) s.personCookies() / s.personBrowsers(), within(0.03));
        assertThat(step(run, "days on which an account's browsers were seen"))
                .isCloseTo((double) s.personDays() / s.persons(), within(0.05));
    }

    private static double step(Cli.Run run, String name) {
        return run.rows().stream()
                .filter(row -> row.get("step").equals(name))
                .map(row -> ((Number) row.get("value")).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aFitOnFewWorldsAlreadyKnowsMoreThanItsUnits() {
        List<Sample> samples = new ArrayList<>();
        for (long seed = 1; seed <= 40; seed++) {
            samples.addAll(DrawnWorld.samples(seed));
        }

        List<String> lines = PeopleFit.fit(samples);

        String people = Evidence.COOKIES.name().toLowerCase(Locale.ROOT) + ",people,";
        assertThat(lines.stream().filter(line -> line.startsWith(people + "ratio,")))
                .hasSameSizeAs(Evidence.COOKIES.names());
        assertThat(lines.stream()
                        .filter(line -> line.startsWith(people + "width,"))
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1))))
                .hasSize(9)
                .allSatisfy(width -> assertThat(width).isBetween(0.01, 2.0));
        for (Sample sample : samples) {
            assertThat(sample.people()).isLessThanOrEqualTo(Math.max(1, sample.browsers() * 3));
            assertThat((double) sample.statistics().units()).isGreaterThanOrEqualTo(sample.people() / 4);
        }
    }

    @Test
    void theSameSeedDrawsTheSameWorld() {
        assertThat(DrawnWorld.samples(77)).isEqualTo(DrawnWorld.samples(77));
        assertThat(DrawnWorld.samples(78)).isNotEqualTo(DrawnWorld.samples(77));
    }

    @Test
    void everyWorldOfTheListLiesWithinWhatIsDrawn() {
        for (Worlds.Kind kind : Worlds.all()) {
            Map<String, Object> values = kind.parameters().asMap();
            for (Worlds.Entry entry : Worlds.parameters()) {
                double[] range = entry.range();
                if (range != null && values.get(entry.name()) instanceof Double value) {
                    assertThat(value).as(kind.name() + " " + entry.name()).isBetween(range[0], range[1]);
                }
            }
        }
    }
}
