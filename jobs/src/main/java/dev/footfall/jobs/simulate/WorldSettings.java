package dev.footfall.jobs.simulate;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a world is like.
 *
 * @param kind name of its kind, for people to read
 * @param construction how its people are made to come and go
 * @param people people who might come, 1 to 2 million; those who come at least once are fewer
 * @param days days of log, 1 to 1000
 * @param firstDay first day of log
 * @param burnIn days before the first day that are lived through without a log, 0 to 1000, so that cookies and sign-ins
 *     are as old as in a site that has been there for long. With 0 they are drawn
 * @param seed every byte follows from it and the other settings
 * @param zone the site's time zone: of log times, file days and truth's periods
 * @param form how the server writes its log
 * @param parameters everything else
 */
public record WorldSettings(
        String kind,
        Construction construction,
        int people,
        int days,
        LocalDate firstDay,
        int burnIn,
        long seed,
        ZoneId zone,
        LineForm form,
        Parameters parameters) {
    /** Most people of a world. */
    public static final int MOST_PEOPLE = 2_000_000;
    /** Most days of log, and before it. */
    public static final int MOST_DAYS = 1_000;

    /** Checks the ranges. */
    public WorldSettings {
        check(people >= 1 && people <= MOST_PEOPLE, "people", "1 to " + MOST_PEOPLE);
        check(days >= 1 && days <= MOST_DAYS, "days", "1 to " + MOST_DAYS);
        check(burnIn >= 0 && burnIn <= MOST_DAYS, "burnIn", "0 to " + MOST_DAYS);
    }

    private static void check(boolean fine, String name, String range) {
        if (!fine) {
            throw new IllegalArgumentException(name + " must be " + range);
        }
    }

    /**
     * 4,000 people over the five whole weeks from Monday 2026-09-28 to Sunday 2026-11-01, UTC: all of October and both of
     * its ends.
     */
    public static WorldSettings defaults() {
        return new WorldSettings(
                "consumer",
                Construction.AGENTS,
                4_000,
                35,
                LocalDate.of(2026, 9, 28),
                0,
                1,
                ZoneId.of("UTC"),
                LineForm.COMBINED_COOKIE,
                Worlds.usual());
    }

    /** The same with another number of people. */
    public WorldSettings withPeople(int value) {
        return new WorldSettings(kind, construction, value, days, firstDay, burnIn, seed, zone, form, parameters);
    }

    /** The same over other days. */
    public WorldSettings withDays(LocalDate first, int value) {
        return new WorldSettings(kind, construction, people, value, first, burnIn, seed, zone, form, parameters);
    }

    /** The same after so many days without a log. */
    public WorldSettings withBurnIn(int value) {
        return new WorldSettings(kind, construction, people, days, firstDay, value, seed, zone, form, parameters);
    }

    /** The same from another seed. */
    public WorldSettings withSeed(long value) {
        return new WorldSettings(kind, construction, people, days, firstDay, burnIn, value, zone, form, parameters);
    }

    /** The same site in another time zone. */
    public WorldSettings withZone(ZoneId value) {
        return new WorldSettings(kind, construction, people, days, firstDay, burnIn, seed, value, form, parameters);
    }

    /** The same in another form of log. */
    public WorldSettings withForm(LineForm value) {
        return new WorldSettings(kind, construction, people, days, firstDay, burnIn, seed, zone, value, parameters);
    }

    /** The same days and people of another kind. */
    public WorldSettings withKind(String name, Construction how, Parameters values) {
        return new WorldSettings(name, how, people, days, firstDay, burnIn, seed, zone, form, values);
    }

    /** The value of a parameter that is a number. */
    double get(Parameter parameter) {
        return parameters.get(parameter);
    }

    /** The value of a parameter that is a list of weights. */
    Weights weights(Parameter parameter) {
        return new Weights(parameters.list(parameter));
    }

    /** The day after the last one. */
    public LocalDate endDay() {
        return firstDay.plusDays(days);
    }
}
