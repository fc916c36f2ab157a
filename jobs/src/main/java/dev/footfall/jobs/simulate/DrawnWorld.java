package dev.footfall.jobs.simulate;

import dev.footfall.estimate.PeriodStatistics;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * A world whose every parameter was drawn from its range, lived through without robots and without a file. Its span is one
 * calendar month, so that tokens join in all of it.
 */
final class DrawnWorld {
    private static final LocalDate MONTH = LocalDate.of(2026, 10, 1);
    private static final int DAYS = 31;
    private static final int BURN_IN = 75;
    private static final double WITHOUT_COOKIES = 0.15;
    private static final double FEW_ACCOUNTS = 0.3;
    private static final double NOTHING = 0.25;
    private static final double FEWEST_VISITS = 400;
    /** Times that for the most visits a month. */
    private static final double SPREAD = 60;

    private static final int FEWEST_PEOPLE = 60;
    private static final int MOST_PEOPLE = 8_000;
    /** Spans of each world, first day and the day after the last. */
    private static final int[][] SPANS = {{6, 7}, {16, 17}, {2, 5}, {4, 11}, {18, 25}, {3, 17}, {0, 28}, {0, 31}};

    /**
     * What the log of a period shows, and the truth.
     *
     * @param construction how the world was made
     */
    record Sample(Construction construction, PeriodStatistics statistics, double people, double browsers) {}

    private DrawnWorld() {}

    /** The periods of the world of a seed. */
    static List<Sample> samples(long seed) {
        Dice dice = new Dice(seed);
        Construction construction = Construction.values()[(int) Math.floorMod(seed, 2L)];
        Parameters parameters = draw(dice.fork(0));
        double visits = FEWEST_VISITS * StrictMath.exp(dice.unit() * StrictMath.log(SPREAD));
        double people = visits / (DAYS * parameters.get(Parameter.VISITS_PER_DAY));
        WorldSettings settings = new WorldSettings(
                "drawn",
                construction,
                (int) Math.max(FEWEST_PEOPLE, Math.min(MOST_PEOPLE, people)),
                DAYS,
                MONTH,
                BURN_IN,
                seed,
                ZoneId.of("UTC"),
                LineForm.COMBINED_COOKIE,
                parameters);
        Lived lived = live(settings);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < SPANS.length; i++) {
            int[] span = SPANS[i];
            // A report of a longer span judges in all of it whether a cookie came back, so half of the periods do.
            boolean alone = (seed / 2 + i) % 2 == 0;
            PeriodStatistics statistics =
                    lived.traces.statistics(span[0], span[1], alone ? span[0] : 0, alone ? span[1] : DAYS);
            Truth.Numbers truth = lived.truth.between(span[0], span[1]);
            samples.add(new Sample(construction, statistics, truth.people(), truth.browsers()));
        }
        return samples;
    }

    /** A world that was lived through. */
    record Lived(VisitTraces traces, Truth truth) {}

    /** Lives through a world in memory: its people alone, no robots. */
    static Lived live(WorldSettings settings) {
        Dice dice = new Dice(settings.seed());
        AddressPlan plan = new AddressPlan(Town.all(), settings);
        People people = settings.construction().draw(settings, plan, dice.fork(1));
        Truth truth = new Truth(settings, people.all());
        long start =
                settings.firstDay().atStartOfDay(settings.zone()).toInstant().toEpochMilli();
        VisitTraces traces = new VisitTraces(settings.get(Parameter.COOKIES_LOGGED) > 0, hit ->
                (int) Math.floorDiv(hit.millis() - start, 86_400_000L));
        Site site = new Site(settings, plan, truth, traces);
        People.Life life = people.life(site, new Catalogue(), dice.fork(2));
        for (int day = -settings.burnIn(); day < settings.days(); day++) {
            life.day(day);
        }
        return new Lived(traces, truth);
    }

    /** Every parameter from its range: evenly, or evenly in its logarithm where the range is of several orders. */
    private static Parameters draw(Dice dice) {
        Parameters drawn = Worlds.usual();
        for (Worlds.Entry entry : Worlds.parameters()) {
            double[] range = entry.range();
            if (range != null) {
                drawn = drawn.with(entry.parameter(), draw(range[0], range[1], entry.parameter(), dice));
            }
        }
        if (dice.chance(FEW_ACCOUNTS)) {
            drawn = drawn.with(Parameter.ACCOUNT_SHARE, dice.chance(0.5) ? 0 : 0.15 * dice.unit());
        }
        double more = 0.2 + 1.6 * dice.unit();
        drawn = drawn.with(Parameter.BROWSERS, 1, more, more * more / 2, more * more * more / 6);
        double with = 0.3 + 0.7 * dice.unit();
        double[] household = new double[5];
        for (int i = 0; i < household.length; i++) {
            household[i] = (i + 1) * StrictMath.pow(with, i) * (0.5 + dice.unit());
        }
        drawn = drawn.with(Parameter.HOUSEHOLD, household);
        drawn = drawn.with(Parameter.LEASES, 0.05 + dice.unit(), 0.05 + dice.unit(), 0.05 + dice.unit());
        double weekend = 0.2 + 1.4 * dice.unit();
        double mean = (5 + 2 * weekend) / 7;
        double weekday = 1 / mean;
        drawn = drawn.with(
                Parameter.WEEKDAYS, weekday, weekday, weekday, weekday, weekday, weekend / mean, weekend / mean);
        return dice.chance(WITHOUT_COOKIES) ? drawn.with(Parameter.COOKIES_LOGGED, 0) : drawn;
    }

    private static double draw(double least, double most, Parameter parameter, Dice dice) {
        double unit = dice.unit();
        boolean wide = least > 0 && most / least > 5;
        double value =
                wide ? least * StrictMath.exp(unit * StrictMath.log(most / least)) : least + unit * (most - least);
        boolean none = dice.chance(NOTHING) && least == 0;
        boolean whole = parameter == Parameter.OFFICES || parameter == Parameter.GATEWAYS;
        return none ? 0 : whole ? Math.round(value) : value;
    }
}
