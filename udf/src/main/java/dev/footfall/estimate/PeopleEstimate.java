package dev.footfall.estimate;

import java.util.Comparator;
import java.util.List;

/**
 * How many people and browsers stand behind a period's cookies and devices: the first, simple estimate.
 *
 * <p><b>Browsers</b> are the cookies that came back, divided by the cookies a browser goes through when its owner clears
 * them, plus those that keep no cookie, counted by daily device and divided by the days on which such a browser comes.
 * <b>People</b> are browsers divided by the browsers a person uses here. Both ratios come from signed-in visitors,
 * shrunk towards a published prior as far as these are few.
 *
 * <p><b>Bias.</b> Signed-in visitors are more active than others and so use more browsers (people come out too low);
 * a browser on which an account holder did not sign in looks like another person (too high). Two equal devices of one
 * person count as one browser whose cookie was cleared, and people behind one address with the same agent and no
 * cookie count as one. The interval allows for these by constants, not by measurement. <b>Not valid</b> for traffic
 * that is not from people, and without any cookie hardly better than an order of magnitude for spans over a day.
 *
 * @param people people with at least one pageview
 * @param browsers cookie jars with at least one pageview
 * @param rejectingShare part of the browsers that keep no cookie, 0 to 1
 * @param method the evidence used and the version of the method
 */
public record PeopleEstimate(Interval people, Interval browsers, double rejectingShare, String method) {
    /** Fewer account holders than this say too little; the prior is then named as the evidence. */
    static final int ENOUGH_PERSONS = 30;
    /** Account holders that weigh as much as the prior of browsers a person. */
    private static final double PRIOR_PERSONS = 100;
    /** Account holders' browsers that weigh as much as the prior of clearing. */
    private static final double PRIOR_BROWSERS = 50;
    /**
     * Browsers that a person uses; published counts go from 2 to 3 over all sites, of which one site sees the lower end.
     */
    static final double PRIOR_BROWSERS_PER_PERSON = 2.0;
    /**
     * Times a browser's cookies are cleared in 30 days: 28 to 31 % of browsers do so in a month (comScore 2007, 2011),
     * which alone is a rate of 0.36; a heavy tail clears constantly.
     */
    static final double PRIOR_CLEARINGS_PER_MONTH = 0.5;
    /** How unsure the browsers a person are, as standard deviation of the logarithm: with sign-ins (13–35 % in trials). */
    private static final double SIGMA_SIGN_INS = 0.20;
    /** With the prior alone: 20–30 % in trials. */
    private static final double SIGMA_PRIOR = 0.30;
    /** Without cookies: carrier NAT and changing addresses on top. */
    private static final double SIGMA_DEVICES = 0.40;
    /** How unsure the part of cookies that clearing added is: known within a factor, from the log or from papers. */
    private static final double CLEARING_UNSURE = 0.6;
    /** Exponent by which browsers grow with the days, when nothing is observed. */
    private static final double PRIOR_GROWTH = 0.8;

    private static final double LEAST_GROWTH = 0.3;
    private static final int ENOUGH_COOKIES = 30;
    private static final int ENOUGH_DAYS = 3;
    private static final int MONTH_DAYS = 30;

    /** The estimate for a period within one epoch; all zero when there is nothing. */
    public static PeopleEstimate of(PeriodStatistics s) {
        if (s.isEmpty()) {
            return new PeopleEstimate(Interval.exactly(0), Interval.exactly(0), 0, "none v0");
        }
        Interval keeping = cookieBrowsers(s);
        Interval rejecting = cookielessBrowsers(s);
        Interval browsers = keeping.plus(rejecting);
        double signInWeight = s.persons() / (s.persons() + PRIOR_PERSONS);
        double perPerson = browsersPerPerson(s, browsers.point(), signInWeight);
        double sigma = Math.hypot(ratioSigma(s, signInWeight), browsers.logSigma());
        Interval people =
                Interval.logNormal(browsers.point() / perPerson, sigma).atLeast((double) Math.max(1, s.persons()));
        return new PeopleEstimate(people, browsers, rejecting.point() / browsers.point(), method(s));
    }

    /**
     * The estimate for a period that several epochs divide. Tokens of different epochs do not join, so the parts are
     * estimated singly and their sum is reduced by the growth of audience with time, {@code days^g}, whose exponent g is
     * observed inside the parts. The interval reaches from everybody coming back (the greatest part) to nobody (the sum).
     */
    public static PeopleEstimate acrossEpochs(List<PeriodStatistics> parts) {
        List<PeriodStatistics> full = parts.stream().filter(p -> !p.isEmpty()).toList();
        if (full.size() < 2) {
            return full.isEmpty() ? of(parts.get(0)) : of(full.get(0));
        }
        double growth = growth(full);
        double days = full.stream().mapToLong(PeriodStatistics::days).sum();
        double separate = full.stream()
                .mapToDouble(p -> Math.pow((double) p.days(), growth))
                .sum();
        double reduction = Math.pow(days, growth) / separate;
        List<PeopleEstimate> estimates = full.stream().map(PeopleEstimate::of).toList();
        Interval people = joined(estimates.stream().map(PeopleEstimate::people).toList(), reduction);
        Interval browsers =
                joined(estimates.stream().map(PeopleEstimate::browsers).toList(), reduction);
        double all = estimates.stream().mapToDouble(e -> e.browsers().point()).sum();
        double rejecting = estimates.stream()
                .mapToDouble(e -> e.browsers().point() * e.rejectingShare())
                .sum();
        String method = estimates.stream()
                .max(Comparator.comparingDouble(e -> e.people().point()))
                .orElseThrow()
                .method();
        return new PeopleEstimate(
                people, browsers, rejecting / all, method + ", " + full.size() + " epochs joined by return rate");
    }

    /** Jars that keep cookies: each shows one cookie, and one more for each time it was cleared and came again. */
    private static Interval cookieBrowsers(PeriodStatistics s) {
        if (s.cookies() == 0) {
            return Interval.exactly(0);
        }
        double comesAgain = 1 - 1 / s.activeDays();
        double prior = 1 + PRIOR_CLEARINGS_PER_MONTH * s.days() / MONTH_DAYS * comesAgain;
        double cookiesPerBrowser = (s.personCookies() + PRIOR_BROWSERS * prior) / (s.personBrowsers() + PRIOR_BROWSERS);
        double sigma = CLEARING_UNSURE * (cookiesPerBrowser - 1) / cookiesPerBrowser;
        return Interval.logNormal(s.cookies() / cookiesPerBrowser, sigma).atMost((double) s.cookies());
    }

    /**
     * Jars that keep none, from daily devices. Without any cookie in the log: between one that came every day and one a
     * device-day. With cookies, such jars come back as often as those that keep them; but a single hit may be theirs, a
     * passer-by's, or the first of a jar whose cookie the log shows from the second hit on and counts already.
     */
    private static Interval cookielessBrowsers(PeriodStatistics s) {
        double deviceDays = (double) s.deviceDays();
        if (s.cookies() == 0) {
            return new Interval(deviceDays / Math.sqrt((double) s.days()), deviceDays / s.days(), deviceDays);
        }
        double returning = s.activeDays();
        double single = (double) s.singleHitDeviceDays();
        double repeated = deviceDays - single;
        double point = repeated / returning + single * (1 / returning + 1 + 0) / 3;
        return new Interval(
                point, repeated / Math.max(returning, Math.min(2 * returning, (double) s.days())), deviceDays);
    }

    private static double browsersPerPerson(PeriodStatistics s, double browsers, double signInWeight) {
        double prior = priorBrowsersPerPerson(s.visits() / browsers);
        if (s.persons() == 0) {
            return prior;
        }
        double observed = (double) s.personBrowsers() / (s.persons() + s.sharedCookies());
        return signInWeight * observed + (1 - signInWeight) * prior;
    }

    /**
     * Browsers of a person that a period gets to see when the person picks one of {@link #PRIOR_BROWSERS_PER_PERSON} at
     * each visit: n(1 − (1 − 1/n)^v) after v visits, and v itself is visits a browser times browsers a person.
     */
    static double priorBrowsersPerPerson(double visitsPerBrowser) {
        double n = PRIOR_BROWSERS_PER_PERSON;
        double seen = n;
        for (int i = 0; i < 50; i++) {
            seen = Math.max(1, n * (1 - Math.pow(1 - 1 / n, visitsPerBrowser * seen)));
        }
        return seen;
    }

    private static double ratioSigma(PeriodStatistics s, double signInWeight) {
        double prior = s.cookies() == 0 ? SIGMA_DEVICES : SIGMA_PRIOR;
        if (s.persons() == 0) {
            return prior;
        }
        double observed = Math.hypot(SIGMA_SIGN_INS, 1 / Math.sqrt((double) s.persons()));
        return signInWeight * observed + (1 - signInWeight) * prior;
    }

    private static String method(PeriodStatistics s) {
        String base = s.cookies() == 0 ? "devices" : "cookies";
        return base + (s.persons() >= ENOUGH_PERSONS ? "+sign-ins v0" : "+prior v0");
    }

    /** From a day's audience to that of d days is a factor of d / activeDays, hence the exponent. */
    private static double growth(List<PeriodStatistics> parts) {
        double weight = 0;
        double sum = 0;
        for (PeriodStatistics p : parts) {
            if (p.days() >= ENOUGH_DAYS && p.cookies() >= ENOUGH_COOKIES) {
                double exponent = Math.log(p.days() / p.activeDays()) / Math.log((double) p.days());
                sum += p.cookies() * Math.min(1, Math.max(LEAST_GROWTH, exponent));
                weight += p.cookies();
            }
        }
        return weight == 0 ? PRIOR_GROWTH : sum / weight;
    }

    private static Interval joined(List<Interval> parts, double reduction) {
        double sum = parts.stream().mapToDouble(Interval::point).sum();
        double greatest = parts.stream().mapToDouble(Interval::point).max().orElseThrow();
        double low = parts.stream().mapToDouble(Interval::low).max().orElseThrow();
        double high = parts.stream().mapToDouble(Interval::high).sum();
        double point = Math.max(greatest, Math.min(sum, sum * reduction));
        return new Interval(point, Math.min(low, point), high);
    }
}
