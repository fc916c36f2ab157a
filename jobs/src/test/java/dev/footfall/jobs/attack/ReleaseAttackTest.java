package dev.footfall.jobs.attack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.Samples;
import dev.footfall.noise.DiscreteGaussian;
import dev.footfall.noise.PrivacyCost;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipient can make of releases: by asking often, by subtracting, by guessing who is in one. */
class ReleaseAttackTest {
    private static final AttackTable TABLE = new AttackTable();
    private static final BigDecimal RHO = new BigDecimal("0.02");
    private static final int CELLS = 10;
    /** Browsers on the first and the second of October. */
    private static final int BROWSERS = 200;
    /** One browser that comes on the third alone, and reads what few read. */
    private static final String RARE = "/rare";

    @TempDir
    static Path temp;

    private static int files;

    @BeforeAll
    static void fill() {
        StringBuilder log = new StringBuilder();
        for (int browser = 0; browser < BROWSERS; browser++) {
            log.append(line(browser, 1, "/p" + browser % 5)).append(line(browser, 2, "/p" + browser % 5));
        }
        for (int browser = 0; browser < 3; browser++) {
            log.append(line(browser, 2, RARE));
        }
        log.append(line(7, 3, "/p3"));
        Cli.ingest(
                temp.resolve("w"),
                Samples.write(temp.resolve("a.log"), log.toString()),
                "--format",
                "combined_cookie",
                "--final");
    }

    @AfterAll
    static void print() {
        System.out.println(TABLE);
    }

    private static String line(int browser, int day, String page) {
        return "198.51.%d.%d - - [%02d/Oct/2026:%02d:%02d:%02d +0000] \"GET %s HTTP/1.1\" 200 10 \"-\" \"%s\" \"ff_id=c00kie%d\" \"-\" 15\n"
                .formatted(
                        browser / 100,
                        browser % 100,
                        day,
                        page.equals(RARE) ? 9 : 8,
                        browser / 60,
                        browser % 60,
                        page,
                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                        browser);
    }

    /** A column of a release by its first one. */
    private static Map<String, String> share(String column, Object... more) throws IOException {
        Path to = temp.resolve(files++ + ".csv");
        List<Object> all = new ArrayList<>(List.of(
                "--warehouse",
                temp.resolve("w"),
                "share",
                "--recipient",
                "contractor",
                "--dataset",
                "traffic",
                "--to",
                to));
        all.addAll(List.of(more));
        Cli.Run run = Cli.run(all.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        List<String> lines = Files.readAllLines(to);
        int at = List.of(lines.get(0).split(",")).indexOf(column);
        Map<String, String> values = new HashMap<>();
        lines.subList(1, lines.size()).forEach(line -> values.put(line.split(",", -1)[0], line.split(",", -1)[at]));
        return values;
    }

    @Test
    void askingOftenBringsNobodyNearerToTheExactFigure() throws IOException {
        DiscreteGaussian fresh = DiscreteGaussian.of(PrivacyCost.variance(CELLS, RHO));
        int asked = 20;
        double sum = 0;
        String first = "";
        for (int i = 0; i < asked; i++) {
            String noisy = share("browsers", "--dp", "--from", "2026-10-01", "--until", "2026-10-02")
                    .get("2026-10-01");
            first = i == 0 ? noisy : first;
            assertThat(noisy).isEqualTo(first);
            sum += Long.parseLong(noisy);
        }
        double here = sum / asked == BROWSERS ? 1 : 0; // by chance, once in forty runs
        double freshSum = 0;
        int often = 200_000;
        for (int i = 0; i < often; i++) {
            freshSum += BROWSERS + fresh.draw();
        }
        double control = Math.round(freshSum / often) == BROWSERS ? 1 : 0;

        TABLE.add("averaging of a noisy release that is asked for again and again", here, control);
        assertThat(sum / asked).isEqualTo(Long.parseLong(first));
        assertThat(control).isEqualTo(1);
    }

    @Test
    void theTotalLessWhatIsShownIsNoSmallCell() throws IOException {
        Map<String, String> shown = share("pageviews", "--by", "page");
        long total = share("pageviews", "--by", "month").values().stream()
                .mapToLong(Long::parseLong)
                .sum();
        long named = shown.entrySet().stream()
                .filter(cell -> !cell.getKey().equals("(other)"))
                .mapToLong(cell -> Long.parseLong(cell.getValue()))
                .sum();
        long ofLargePages = 2L * BROWSERS + 1;

        double here = total - named == 3 ? 1 : 0;
        double control = total - ofLargePages == 3 ? 1 : 0; // had the small cell alone been left out

        TABLE.add("a small cell of a release: the total less the cells shown", here, control);
        assertThat(shown).doesNotContainKey(RARE);
        assertThat(here).isZero();
        assertThat(control).isEqualTo(1);
    }

    /** Not defended, and said so: what somebody does on a day is the difference of two exact releases. */
    @Test
    void twoExactReleasesADayApartGiveTheDayAway() throws IOException {
        Map<String, String> longer =
                share("pageviews", "--by", "page", "--from", "2026-10-01", "--until", "2026-10-04");
        Map<String, String> shorter =
                share("pageviews", "--by", "page", "--from", "2026-10-01", "--until", "2026-10-03");

        long of = Long.parseLong(longer.get("/p3")) - Long.parseLong(shorter.get("/p3"));

        TABLE.add("one exact release less another that is a day shorter (not defended)", of == 1 ? 1 : 0, 1);
        assertThat(of).isEqualTo(1);
    }

    /** Whether one browser is in a count: how much better than a coin the best guess is. */
    @Test
    void whetherSomebodyIsInANoisyCountIsHardlyTold() {
        DiscreteGaussian noise = DiscreteGaussian.of(PrivacyCost.variance(CELLS, RHO));
        int draws = 200_000;
        int saidInWhenIn = 0;
        int saidInWhenOut = 0;
        for (int i = 0; i < draws; i++) {
            saidInWhenIn += 1 + noise.draw() >= 1 ? 1 : 0;
            saidInWhenOut += noise.draw() >= 1 ? 1 : 0;
        }
        double here = (saidInWhenIn - saidInWhenOut) / (double) draws;
        // Pinsker: total variation ≤ √(KL / 2), and the divergence of one cell is 1 / 2σ² = ρ / cells
        double bound = Math.sqrt(RHO.doubleValue() / CELLS / 2);

        TABLE.add("advantage in telling whether a browser is in a noisy cell", here, 1);
        assertThat(here).isBetween(0.0, bound + 0.01);
    }
}
