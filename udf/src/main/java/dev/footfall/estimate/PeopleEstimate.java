package dev.footfall.estimate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many people and browsers stand behind a period's cookies and devices.
 *
 * <p>Both follow from the cookies that came back and the days of devices without one by {@link PeopleModel}: how often
 * cookies are renewed, how often browsers return and what account holders use tells how many units a browser and a
 * person leave. Nothing is taken for granted that the ratios do not show, but what all worlds of the fit share: that
 * people who sign in are more active than others, that signing in sticks to browsers, and that those without an account
 * use about as many browsers as published surveys say.
 *
 * <p><b>Bias.</b> Without accounts the browsers a person uses are the middle of what the worlds have; a site whose
 * visitors use more comes out too high. <b>Not valid</b> for traffic that is not from people. Without any cookie, spans over a
 * few days rest on accounts, and without these on little.
 *
 * @param people people with at least one pageview
 * @param browsers cookie jars with at least one pageview
 * @param rejectingShare part of the browsers that keep no cookie, 0 to 1
 * @param method the evidence used and the version of the method
 */
public record PeopleEstimate(Interval people, Interval browsers, double rejectingShare, String method) {
    /** Fewer account holders than this say too little; they are then not named as evidence. */
    static final int ENOUGH_PERSONS = 30;
    /** Exponent by which people grow with the days, when nothing is observed. */
    private static final double PRIOR_GROWTH = 0.8;

    private static final double LEAST_GROWTH = 0.3;
    private static final int ENOUGH_UNITS = 30;
    private static final int ENOUGH_DAYS = 3;
    /** How unsure the reduction is by which the parts of several epochs are joined: standard deviation of its logarithm. */
    private static final double JOINING_UNSURE = 0.05;

    /**
     * A step of how an estimate was found.
     *
     * @param name what it is
     * @param value its number, and the range it is known within
     * @param source where it comes from
     */
    public record Step(String name, Interval value, String source) {}

    /** The estimate for a period within one epoch; all zero when there is nothing. */
    public static PeopleEstimate of(PeriodStatistics s) {
        if (s.isEmpty()) {
            return new PeopleEstimate(Interval.exactly(0), Interval.exactly(0), 0, "none v1");
        }
        PeopleModel model = PeopleModel.bundled();
        Interval people = model.estimate(PeopleModel.Target.PEOPLE, s)
                .atMost((double) s.units())
                .atLeast((double) Math.max(1, s.persons()));
        Interval browsers = model.estimate(PeopleModel.Target.BROWSERS, s).atMost((double) s.units());
        return new PeopleEstimate(people, browsers.atLeast(1), rejectingShare(s), method(s, model));
    }

    /** Devices without cookie come back as often as those with one. */
    private static double rejectingShare(PeriodStatistics s) {
        double returning = s.cookies() == 0 ? 1 : (double) s.cookieDays() / s.cookies();
        double devices = s.deviceDays() / returning;
        return devices / (devices + s.cookies());
    }

    private static String method(PeriodStatistics s, PeopleModel model) {
        String base = s.cookies() == 0 ? "devices" : "cookies";
        String accounts = s.persons() >= ENOUGH_PERSONS ? "+sign-ins" : "";
        return base + accounts + " v1" + (model.isBeyond(s) ? ", unlike any world it was fitted on" : "");
    }

    /** How the estimate of a period within one epoch was found, from counts to people. */
    public static List<Step> chain(PeriodStatistics s) {
        PeopleEstimate e = of(s);
        List<Step> steps = new ArrayList<>();
        steps.add(counted("cookies that came back", s.cookies()));
        steps.add(counted("days of devices without one", s.deviceDays()));
        steps.add(counted("accounts signed in", s.persons()));
        if (s.cookies() > 0) {
            steps.add(ratio("days on which a cookie was seen", s.cookieDays(), s.cookies()));
            steps.add(ratio("part of the cookies issued in the period", s.newCookies(), s.cookies()));
        }
        if (s.personBrowsers() > 0) {
            steps.add(ratio("browsers of an account", s.personBrowsers(), s.persons()));
            steps.add(ratio("cookies of a browser of an account", s.personCookies(), s.personBrowsers()));
            steps.add(ratio("days on which an account's browsers were seen", s.personDays(), s.persons()));
        }
        if (!s.isEmpty()) {
            steps.add(new Step(
                    "units a browser leaves, a unit being a cookie or a day of a device",
                    e.browsers.under((double) s.units()),
                    "people-model.csv"));
            steps.add(new Step("browsers", e.browsers, "units by units a browser"));
            steps.add(new Step("units a person leaves", e.people.under((double) s.units()), "people-model.csv"));
        }
        steps.add(new Step("people", e.people, "units by units a person"));
        return steps;
    }

    private static Step counted(String name, long count) {
        return new Step(name, Interval.exactly((double) count), "counted");
    }

    private static Step ratio(String name, long part, long whole) {
        return new Step(name, Interval.exactly((double) part / whole), "counted");
    }

    /**
     * The estimate for a period that several epochs divide. Tokens of different epochs do not join, so the parts are
     * estimated singly and their sum is reduced by the growth of audience with time, {@code days^g}, whose exponent g is
     * observed inside the parts. The interval lies between everybody coming back (the greatest part) and nobody (the sum).
     */
    public static PeopleEstimate acrossEpochs(List<PeriodStatistics> parts) {
        List<PeriodStatistics> full = parts.stream().filter(p -> !p.isEmpty()).toList();
        if (full.size() < 2) {
            return full.isEmpty() ? of(parts.get(0)) : of(full.get(0));
        }
        List<PeopleEstimate> estimates = full.stream().map(PeopleEstimate::of).toList();
        double growth = growth(full, estimates);
        double days = full.stream().mapToLong(PeriodStatistics::days).sum();
        double separate = full.stream()
                .mapToDouble(p -> Math.pow((double) p.days(), growth))
                .sum();
        double reduction = Math.pow(days, growth) / separate;
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

    /** From a day's people to those of d days is a factor of d / days on which a person came, hence the exponent. */
    private static double growth(List<PeriodStatistics> parts, List<PeopleEstimate> estimates) {
        double weight = 0;
        double sum = 0;
        for (int i = 0; i < parts.size(); i++) {
            PeriodStatistics p = parts.get(i);
            if (p.days() >= ENOUGH_DAYS && p.units() >= ENOUGH_UNITS) {
                double people = estimates.get(i).people().point();
                double came = Math.max(1, (p.cookieDays() + p.deviceDays()) / people);
                double exponent = Math.log(p.days() / came) / Math.log((double) p.days());
                sum += people * Math.min(1, Math.max(LEAST_GROWTH, exponent));
                weight += people;
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
        // The parts are wrong in the same direction, so that the sum is as unsure as they are.
        double sigma =
                Math.hypot(parts.stream().mapToDouble(Interval::logSigma).max().orElseThrow(), JOINING_UNSURE);
        Interval about = Interval.logNormal(point, sigma);
        return new Interval(
                point, Math.min(point, Math.max(low, about.low())), Math.max(point, Math.min(high, about.high())));
    }
}
