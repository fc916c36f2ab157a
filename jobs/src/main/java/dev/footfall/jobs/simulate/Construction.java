package dev.footfall.jobs.simulate;

import java.util.Locale;

/** How a world's people are made to come and go: two ways that share no law, so that what fits one can be tried on the other. */
public enum Construction {
    /** Person by person and day by day: a Poisson number of visits, a browser drawn for each. */
    AGENTS {
        @Override
        People draw(WorldSettings settings, AddressPlan plan, Dice dice) {
            return new Population(settings, plan, dice);
        }
    },
    /** Visit after visit: waiting times of a renewal process, browsers that people stick to, cookies with a term of life. */
    RENEWAL {
        @Override
        People draw(WorldSettings settings, AddressPlan plan, Dice dice) {
            return new RenewalPeople(settings, plan, dice);
        }
    };

    /** The people of such a world. */
    abstract People draw(WorldSettings settings, AddressPlan plan, Dice dice);

    /** Its name on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
