package dev.footfall.jobs.simulate;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A browser on a device: what changes about it from visit to visit. One cookie jar at a time, and another for each
 * private window.
 */
final class Browser {
    /** Cookies of the site in one jar. */
    static final class Jar {
        @Nullable
        String id;

        int ordinal = -1;

        @Nullable
        String session;

        @Nullable
        String preferences;

        /** Account that is signed in, or was last. */
        @Nullable
        String account;

        boolean signedIn;
        long signedInUntil;
    }

    final int number;
    final Agents.Family family;
    final int lagDays;
    final boolean rejects;
    final boolean alwaysPrivate;
    /** Chance a day that the cookies are lost. */
    final double clearing;
    /** Chance a visit that its owner signs in, when not signed in. */
    final double signingIn;

    Jar jar = new Jar();
    /** End of the last exchange, in milliseconds since the epoch. */
    long lastHit;
    /** Day on which shared assets leave the cache, from 0; -1 when they are not in it. */
    int assetsUntil = -1;
    /** Pages whose pictures are in the cache, one bit a page. */
    final long[] seen = new long[8];

    Browser(
            int number,
            Agents.Family family,
            int lagDays,
            boolean rejects,
            boolean alwaysPrivate,
            double clearing,
            double signingIn) {
        this.number = number;
        this.family = family;
        this.lagDays = lagDays;
        this.rejects = rejects;
        this.alwaysPrivate = alwaysPrivate;
        this.clearing = clearing;
        this.signingIn = signingIn;
    }

    /** Whether the page was seen before; it is from now on. */
    boolean see(int page) {
        int word = (page >> 6) & 7;
        long bit = 1L << (page & 63);
        boolean before = (seen[word] & bit) != 0;
        seen[word] |= bit;
        return before;
    }

    /** Forgets cookies and cache. */
    void clear() {
        jar = new Jar();
        assetsUntil = -1;
        Arrays.fill(seen, 0);
    }
}
