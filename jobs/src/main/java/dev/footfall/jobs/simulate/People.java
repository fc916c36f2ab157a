package dev.footfall.jobs.simulate;

import java.util.List;

/** The people of a world and how they live. */
interface People {
    /** Everyone, by number from 0. */
    List<? extends Resident> all();

    /** Their life on a site. */
    Life life(Site site, Catalogue catalogue, Dice dice);

    /** Lets people come and go. */
    interface Life {
        /** Lets them visit on a day, from 0, negative before the log; days come one after the other. */
        void day(int day);
    }
}
