package dev.footfall.privacy;

import java.util.Locale;

/** A constant with a name in the policy file. */
interface Labelled {
    /** The constant's name in Java. */
    String name();

    /** Its name in the policy file: lower case, words joined by {@code -}. */
    default String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
