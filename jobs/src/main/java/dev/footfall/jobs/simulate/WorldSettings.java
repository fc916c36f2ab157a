package dev.footfall.jobs.simulate;

import java.time.LocalDate;
import java.time.ZoneId;

/**
 * What a consumer site's world is like. The rest (habits, shares of agents, latencies) are constants beside their use.
 *
 * @param people people who might come, 1 to 2 million; those who come at least once are fewer
 * @param days days of log, 1 to 1000
 * @param firstDay first day of log
 * @param seed every byte follows from it and the other settings
 * @param zone the site's time zone: of log times, file days and truth's periods
 * @param accountShare share of people with an account, 0 to 1. People who come often have one more often
 * @param rejectingShare share of browsers that never keep a cookie; Wikimedia found 6 to 15 % of devices without
 *     (Wikitech, "Analytics/Data Lake/Traffic/Unique Devices/Last access solution")
 * @param monthlyClearing share of browsers that lose their first-party cookie within 30 days. comScore: 31 % of
 *     computers in a month, 7 % account for 35 % of all cookies ("The impact of cookie deletion", 2007); 28 % in 2011
 * @param privateShare share of visits in a private window
 * @param databaseError share of fixed-line /24 blocks that the city database puts in another city of the country
 */
public record WorldSettings(
        int people,
        int days,
        LocalDate firstDay,
        long seed,
        ZoneId zone,
        double accountShare,
        double rejectingShare,
        double monthlyClearing,
        double privateShare,
        double databaseError) {
    private static final int MOST_PEOPLE = 2_000_000;
    private static final int MOST_DAYS = 1_000;

    /** Checks the ranges. */
    public WorldSettings {
        check(people >= 1 && people <= MOST_PEOPLE, "people", "1 to " + MOST_PEOPLE);
        check(days >= 1 && days <= MOST_DAYS, "days", "1 to " + MOST_DAYS);
        check(accountShare >= 0 && accountShare <= 1, "accountShare", "0 to 1");
        check(rejectingShare >= 0 && rejectingShare <= 1, "rejectingShare", "0 to 1");
        check(monthlyClearing >= 0 && monthlyClearing <= 0.9, "monthlyClearing", "0 to 0.9");
        check(privateShare >= 0 && privateShare <= 1, "privateShare", "0 to 1");
        check(databaseError >= 0 && databaseError <= 1, "databaseError", "0 to 1");
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
                4_000, 35, LocalDate.of(2026, 9, 28), 1, ZoneId.of("UTC"), 0.35, 0.08, 0.30, 0.04, 0.03);
    }

    /** The same with another number of people. */
    public WorldSettings withPeople(int value) {
        return new WorldSettings(
                value,
                days,
                firstDay,
                seed,
                zone,
                accountShare,
                rejectingShare,
                monthlyClearing,
                privateShare,
                databaseError);
    }

    /** The same over other days. */
    public WorldSettings withDays(LocalDate first, int value) {
        return new WorldSettings(
                people,
                value,
                first,
                seed,
                zone,
                accountShare,
                rejectingShare,
                monthlyClearing,
                privateShare,
                databaseError);
    }

    /** The same from another seed. */
    public WorldSettings withSeed(long value) {
        return new WorldSettings(
                people,
                days,
                firstDay,
                value,
                zone,
                accountShare,
                rejectingShare,
                monthlyClearing,
                privateShare,
                databaseError);
    }

    /** The same site in another time zone. */
    public WorldSettings withZone(ZoneId value) {
        return new WorldSettings(
                people,
                days,
                firstDay,
                seed,
                value,
                accountShare,
                rejectingShare,
                monthlyClearing,
                privateShare,
                databaseError);
    }

    /** The day after the last one. */
    public LocalDate endDay() {
        return firstDay.plusDays(days);
    }
}
