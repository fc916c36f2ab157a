package dev.footfall.jobs.dashboard;

import dev.footfall.jobs.dashboard.DashboardData.Accounting;
import dev.footfall.jobs.dashboard.DashboardData.Fact;
import dev.footfall.jobs.dashboard.DashboardData.Finding;
import dev.footfall.jobs.dashboard.DashboardData.Gap;
import dev.footfall.jobs.dashboard.DashboardData.Period;
import dev.footfall.jobs.dashboard.DashboardData.Quality;
import dev.footfall.jobs.dashboard.DashboardData.Tone;
import dev.footfall.jobs.dashboard.View.Figure;
import dev.footfall.jobs.dashboard.View.Headline;
import dev.footfall.jobs.dashboard.View.Point;
import dev.footfall.jobs.dashboard.View.Series;
import dev.footfall.jobs.dashboard.View.Unit;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Four weeks of a bookshop that does not exist, for tests and for looking at the page. */
final class Bookshop {
    private static final LocalDate FROM = LocalDate.of(2026, 3, 2);
    private static final LocalDate TO = FROM.plusDays(28);
    private static final LocalDate SILENT = LocalDate.of(2026, 3, 18);

    private Bookshop() {}

    static DashboardData data() {
        return new DashboardData(
                "Harbour Books",
                "www.harbourbooks.example, shop.harbourbooks.example",
                Instant.parse("2026-03-30T04:12:00Z"),
                new Period(FROM, TO, "Europe/Vienna", FROM.minusDays(28), FROM),
                10,
                List.of(people(), bots()),
                List.of(
                        new Finding(
                                Tone.RISE,
                                "Visits from Canada rose by 38 % against the four weeks before, most of them to /en/events."),
                        new Finding(
                                Tone.FALL,
                                "Pageviews of /kochbuecher fell by 21 %; its first link in the newsletter has answered 404 since 12 March."),
                        new Finding(
                                Tone.WARNING,
                                "Wednesday 18 March has no lines from 02:00 to 14:00: the dip that day is missing data, not missing visitors."),
                        new Finding(Tone.NOTE, "One page view in three comes from a phone, one order in seven.")),
                quality());
    }

    private static View people() {
        return new View(
                "human",
                "People",
                List.of(
                        headline(
                                "people",
                                "People",
                                "who opened at least one page",
                                Figure.estimate(41_280, 38_900, 43_950),
                                Figure.estimate(39_640, 37_300, 42_200)),
                        headline(
                                "browsers",
                                "Browsers",
                                "cookie jars on devices",
                                Figure.estimate(68_914, 67_700, 70_200),
                                Figure.estimate(64_020, 62_900, 65_200)),
                        headline(
                                "visits",
                                "Visits",
                                "no pause above 30 minutes",
                                Figure.count(121_377),
                                Figure.count(118_204)),
                        headline(
                                "pageviews",
                                "Pageviews",
                                "pages shown to people",
                                Figure.count(602_948),
                                Figure.count(611_530)),
                        headline(
                                "hits",
                                "Hits",
                                "lines of people's browsers",
                                Figure.count(4_310_655),
                                Figure.count(4_312_001)),
                        new Headline(
                                "bytes",
                                "Sent",
                                "to people's browsers",
                                Unit.BYTES,
                                Figure.count(92.4e9),
                                Figure.count(88.1e9))),
                List.of(new Series("day", "Days", days(4_300, 7)), new Series("week", "Weeks", weeks())),
                BookshopPanels.human());
    }

    private static View bots() {
        return new View(
                "bot",
                "Bots and tools",
                List.of(
                        headline(
                                "hits",
                                "Hits",
                                "lines of agents that say or show they are no people",
                                Figure.count(1_912_440),
                                Figure.count(1_404_118)),
                        headline("pageviews", "Pages fetched", "", Figure.count(702_118), Figure.count(590_233)),
                        new Headline("bytes", "Sent", "to bots and tools", Unit.BYTES, Figure.count(31.7e9), null)),
                List.of(),
                BookshopPanels.bots());
    }

    private static Headline headline(String id, String label, String explain, Figure now, Figure before) {
        return new Headline(id, label, explain, Unit.COUNT, now, before);
    }

    private static List<Point> days(int people, int seed) {
        Random random = new Random(seed);
        List<Point> points = new ArrayList<>();
        for (LocalDate day = FROM; day.isBefore(TO); day = day.plusDays(1)) {
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            double factor =
                    (weekend ? 0.72 : 1) * (0.93 + 0.14 * random.nextDouble()) * (day.equals(SILENT) ? 0.45 : 1);
            long estimate = Math.round(people * factor);
            points.add(point(day, estimate, 0.055));
        }
        return points;
    }

    private static List<Point> weeks() {
        List<Point> points = new ArrayList<>();
        long[] people = {14_820, 15_110, 14_260, 15_530};
        for (int week = 0; week < people.length; week++) {
            points.add(point(FROM.plusWeeks(week), people[week], 0.06));
        }
        return points;
    }

    private static Point point(LocalDate date, long people, double margin) {
        long visits = Math.round(people * 1.21);
        return new Point(
                date,
                people,
                Math.round(people * (1 - margin)),
                Math.round(people * (1 + margin)),
                Math.round(people * 1.13),
                visits,
                visits * 5);
    }

    private static Quality quality() {
        return new Quality(
                new Accounting(57, 6_241_808, 6_223_095, 2_713, 16_000, 412),
                List.of(
                        new Fact("Policy", "company-2026.2, in force since 1 January 2026"),
                        new Fact("City database", "built on 24 February 2026, 99.1 % of addresses placed"),
                        new Fact("Network database", "built on 24 February 2026"),
                        new Fact(
                                "People",
                                "account holders' browsers scaled to everybody; checked on simulated sites to ±9 %"),
                        new Fact("Visits", "30 minutes without a hit end a visit"),
                        new Fact("Smallest group", "10 browsers; 214 cells folded in this file")),
                List.of(new Gap(SILENT.atTime(2, 0), SILENT.atTime(14, 0), "No lines from shop.harbourbooks.example.")),
                BookshopPanels.quality());
    }
}
