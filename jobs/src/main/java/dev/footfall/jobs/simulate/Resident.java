package dev.footfall.jobs.simulate;

import org.jspecify.annotations.Nullable;

/** A person as truth and entitlements know them, however they are made to come and go. */
interface Resident {
    /** Number, from 0. */
    int number();

    /** Where they live. */
    Person.Home home();

    /** Name of their account; null without one. */
    @Nullable
    String account();

    /** Whether they may read the pro documents. */
    boolean entitledToPro();
}
