package dev.footfall.jobs.simulate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Someone whose visits follow one another by waiting times, with what changes about them from visit to visit. */
final class RenewalMember implements Resident {
    /** A browser, and the cookies that it holds at the moment. */
    static final class Device {
        final int number;
        final Agents.Family family;
        final int lagDays;
        final boolean rejects;
        /** Law of its cookies' lives. */
        final Keeping keeping;
        /** Whether its owner stays signed in on it. */
        final boolean signing;
        /** How much its owner likes it, in no unit. */
        final double liking;

        @Nullable
        String id;

        int ordinal = -1;

        @Nullable
        String session;

        /** When the cookie goes, in milliseconds since the epoch. */
        double lives;

        /** Who is signed in, or was last. */
        @Nullable
        String account;

        double signedInUntil;
        long lastHit;
        int filesOfDay = Integer.MIN_VALUE;

        Device(
                int number,
                Agents.Family family,
                int lagDays,
                boolean rejects,
                Keeping keeping,
                boolean signing,
                double liking) {
            this.number = number;
            this.family = family;
            this.lagDays = lagDays;
            this.rejects = rejects;
            this.keeping = keeping;
            this.signing = signing;
            this.liking = liking;
        }
    }

    /** How long a browser keeps a cookie. */
    enum Keeping {
        /** Until the browser is closed. */
        SESSION,
        /** A week from its issue, as browsers do that cap a tracker's cookies. */
        WEEK,
        /** As long as a Weibull distribution says, with a shape below one: the longer, the longer still. */
        LONG
    }

    private final int number;
    private final Person.Home home;
    private final @Nullable String account;
    private final boolean pro;
    /** Visits a day, mean. */
    final double rate;
    /** The hour around which they come, local, and how far from it. */
    final double hour;

    final double spread;
    final boolean hidden;
    final boolean works;
    final Network carrier;
    final List<Device> devices;
    /** First and last day, from 0. */
    final int fromDay;

    final int untilDay;

    /** When the next visit is, in milliseconds since the epoch; NaN before the first. */
    double next = Double.NaN;

    int device;

    @Nullable
    String line;

    double lineUntil;

    @Nullable
    String mobile;

    RenewalMember(
            int number,
            Person.Home home,
            @Nullable String account,
            boolean pro,
            double rate,
            double hour,
            double spread,
            boolean hidden,
            boolean works,
            Network carrier,
            List<Device> devices,
            int fromDay,
            int untilDay) {
        this.number = number;
        this.home = home;
        this.account = account;
        this.pro = pro;
        this.rate = rate;
        this.hour = hour;
        this.spread = spread;
        this.hidden = hidden;
        this.works = works;
        this.carrier = carrier;
        this.devices = devices;
        this.fromDay = fromDay;
        this.untilDay = untilDay;
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public Person.Home home() {
        return home;
    }

    @Override
    public @Nullable String account() {
        return account;
    }

    @Override
    public boolean entitledToPro() {
        return pro;
    }
}
