package dev.footfall.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Someone who visits the site now and then.
 *
 * @param number from 0
 * @param visitsPerDay mean
 * @param fromDay first day in the world, from 0
 * @param untilDay day on which they leave it
 * @param account name; null without one
 * @param hidden whether they always come through a data centre abroad
 * @param office number of their employer's office, -1 for none
 */
record Person(
        int number,
        Home home,
        double visitsPerDay,
        int fromDay,
        int untilDay,
        Habit habit,
        @Nullable String account,
        boolean entitledToPro,
        int office,
        Network carrier,
        boolean carrierV6,
        boolean hidden,
        List<Browser> browsers)
        implements Resident {
    /** When people come, by hour of their local time. */
    enum Habit {
        COMMUTER,
        OFFICE_HOURS,
        EVENING,
        ANY_TIME;

        private static final Habit[] ALL = values();
        private static final Weights SHARES = new Weights(2, 3, 4, 3);
        /** By habit, the weight of each hour from midnight. */
        private static final Weights[] HOURS = {
            new Weights(1, 1, 0, 0, 1, 4, 14, 22, 14, 5, 4, 4, 7, 6, 4, 4, 7, 14, 14, 10, 11, 11, 7, 3),
            new Weights(0, 0, 0, 0, 0, 1, 2, 5, 14, 18, 17, 15, 12, 14, 16, 14, 11, 7, 4, 4, 5, 5, 3, 1),
            new Weights(3, 1, 1, 0, 0, 0, 1, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 8, 13, 19, 25, 25, 17, 8),
            new Weights(2, 1, 1, 1, 1, 1, 3, 5, 7, 8, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 8, 6, 4)
        };

        static Habit draw(Dice dice) {
            return ALL[SHARES.draw(dice)];
        }

        int hour(Dice dice) {
            return HOURS[ordinal()].draw(dice);
        }
    }

    /** The same with an account of that name. */
    Person named(String name) {
        return new Person(
                number,
                home,
                visitsPerDay,
                fromDay,
                untilDay,
                habit,
                name,
                entitledToPro,
                office,
                carrier,
                carrierV6,
                hidden,
                browsers);
    }

    /** The same with that desktop browser in the place of their own; as it is without one. */
    Person using(Browser desktop) {
        List<Browser> used = new ArrayList<>(browsers);
        for (int i = 0; i < used.size(); i++) {
            if (used.get(i).family.device() == Agents.Device.DESKTOP) {
                used.set(i, desktop);
                break;
            }
        }
        return new Person(
                number,
                home,
                visitsPerDay,
                fromDay,
                untilDay,
                habit,
                account,
                entitledToPro,
                office,
                carrier,
                carrierV6,
                hidden,
                used);
    }

    /**
     * A household: its members share a line.
     *
     * @param number from 0
     * @param leaseDays days after which the line's address changes
     */
    record Home(int number, Town town, Network line, boolean v6, int leaseDays, long key) {}
}
