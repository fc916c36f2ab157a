package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the people of a world come and go, day by day. */
final class Visitors implements People.Life {
    private static final int DAY_SECONDS = 86_400;
    private static final double DAY_MS = 86_400_000;
    /** Use of the first browser and the others, by their number; ours. */
    private static final Weights[] USE = {
        new Weights(1),
        new Weights(66, 34),
        new Weights(58, 30, 12),
        new Weights(54, 28, 11, 7),
        new Weights(52, 27, 11, 6, 4)
    };

    private static final double AT_WORK = 0.8;
    private static final double SEASON_DAYS = 28;
    /** Share of exchanges over IPv6 where line and device have both. */
    private static final double USES_V6 = 0.85;

    private static final long VISIT_GAP_MS = 31 * 60_000L;
    private static final int OFFICE_OPENS = 8;
    private static final int OFFICE_CLOSES = 18;
    // Keys of streams, so that a draw more in one changes nothing in the others.
    private static final int LINES = 1;
    private static final int CARRIERS = 2;
    private static final int JOURNEYS = 3;
    private static final int TUNNELS = 4;
    /** Exits of the data centre that hidden people come through. */
    private static final int EXITS = 24;

    private static final int FIRST_EXIT = 120;

    private final Site site;
    private final AddressPlan plan;
    private final List<Person> people;
    private final Catalogue catalogue;
    private final Cookies cookies = new Cookies();
    private final Dice root;
    private final Dice addresses;
    private final double[] weekdays;
    private final double homeWifi;
    private final Weights towns;

    Visitors(Site site, AddressPlan plan, List<Person> people, Catalogue catalogue, Dice root) {
        this.site = site;
        this.plan = plan;
        this.people = people;
        this.catalogue = catalogue;
        this.root = root;
        this.addresses = root.fork(-1);
        this.weekdays = site.settings.parameters().list(Parameter.WEEKDAYS);
        this.homeWifi = site.settings.get(Parameter.HOME_WIFI);
        this.towns = Weights.of(plan.towns(), Town::weight);
    }

    /** Everyone's visits that begin on the day, from 0. */
    @Override
    public void day(int day) {
        ZonedDateTime midnight = Instant.ofEpochMilli(site.dayStart(day)).atZone(site.settings.zone());
        double wave = 1 + site.settings.get(Parameter.SEASON) * StrictMath.sin(2 * StrictMath.PI * day / SEASON_DAYS);
        double weekday = weekdays[midnight.getDayOfWeek().getValue() - 1] * wave;
        for (Person person : people) {
            if (day >= person.fromDay() && day < person.untilDay()) {
                Dice dice = root.fork(person.number()).fork(day);
                int visits = dice.poisson(person.visitsPerDay() * weekday);
                if (visits > 0) {
                    visits(person, day, visits, dice);
                }
            }
        }
    }

    private void visits(Person person, int day, int count, Dice dice) {
        long[] starts = new long[count];
        for (int i = 0; i < count; i++) {
            starts[i] = start(person, day, dice);
        }
        Arrays.sort(starts);
        for (long start : starts) {
            visit(person, day, start, dice);
        }
    }

    /** A time of the site's day at which the person's clock shows one of their hours. */
    private long start(Person person, int day, Dice dice) {
        int local = person.habit().hour(dice) * 3_600 + dice.below(3_600);
        long midnight = site.dayStart(day);
        Instant instant = Instant.ofEpochMilli(midnight);
        int theirs = person.home().town().zone().getRules().getOffset(instant).getTotalSeconds();
        int sites = site.settings.zone().getRules().getOffset(instant).getTotalSeconds();
        int second = Math.floorMod(local - theirs + sites, DAY_SECONDS);
        // On the short day of spring the last hour would be the next day's.
        long length = site.dayStart(day + 1) - midnight;
        return midnight + Math.min(length - 1, second * 1_000L + dice.below(1_000));
    }

    private void visit(Person person, int day, long planned, Dice dice) {
        ZonedDateTime local =
                Instant.ofEpochMilli(planned).atZone(person.home().town().zone());
        boolean atWork = person.office() >= 0
                && local.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0
                && local.getHour() >= OFFICE_OPENS
                && local.getHour() < OFFICE_CLOSES
                && dice.chance(AT_WORK);
        Browser browser = browser(person, atWork, dice);
        long start = Math.max(planned, browser.lastHit + VISIT_GAP_MS + dice.below((int) VISIT_GAP_MS));
        if (browser.lastHit == 0) {
            start = planned;
        }
        boolean cleared = browser.lastHit > 0
                && dice.chance(-StrictMath.expm1(-browser.clearing * (start - browser.lastHit) / DAY_MS));
        if (cleared) {
            browser.clear();
        }
        boolean privately = browser.alwaysPrivate || dice.chance(site.settings.get(Parameter.PRIVATE_SHARE));
        Visit.Setting setting = setting(person, browser, day, start, atWork, privately, dice);
        new Visit(site, catalogue, cookies, setting, dice).walk();
    }

    private static Browser browser(Person person, boolean atWork, Dice dice) {
        List<Browser> browsers = person.browsers();
        if (atWork) {
            for (Browser browser : browsers) {
                if (browser.family.device() == Agents.Device.DESKTOP) {
                    return browser;
                }
            }
        }
        return browsers.get(USE[browsers.size() - 1].draw(dice));
    }

    private Visit.Setting setting(
            Person person, Browser browser, int day, long start, boolean atWork, boolean privately, Dice dice) {
        boolean phone = browser.family.device() == Agents.Device.PHONE;
        if (person.hidden()) {
            Network centre = plan.networks(Network.Kind.HOSTING).get(0);
            int exit = FIRST_EXIT
                    + addresses.fork(TUNNELS).fork(person.number()).fork(day).below(EXITS);
            return new Visit.Setting(person, browser, centre, plan.host(centre, exit), start, privately);
        }
        Town away = away(person, day);
        if (away != null && !atWork) {
            Dice daily = addresses.fork(JOURNEYS).fork(person.number()).fork(day);
            Network hotel = plan.drawFixed(away.country(), daily);
            return new Visit.Setting(person, browser, hotel, plan.homeV4(hotel, away, daily), start, privately);
        }
        if (atWork && !phone) {
            Network office = plan.networks(Network.Kind.OFFICE).get(person.office());
            return new Visit.Setting(person, browser, office, plan.host(office, 0), start, privately);
        }
        if (phone && !dice.chance(homeWifi)) {
            Network carrier = person.carrier();
            Dice daily = addresses.fork(CARRIERS).fork(person.number()).fork(day);
            String address = plan.mobile(carrier, person.carrierV6(), daily);
            return new Visit.Setting(person, browser, carrier, address, start, privately);
        }
        Person.Home home = person.home();
        return new Visit.Setting(person, browser, home.line(), homeAddress(home, browser, day, dice), start, privately);
    }

    /** The town where the person spends the day; null at home. */
    private @Nullable Town away(Person person, int day) {
        double travel = site.settings.get(Parameter.TRAVEL);
        if (travel == 0) {
            return null;
        }
        // Journeys are of four days.
        Dice journey = addresses.fork(JOURNEYS).fork(person.number()).fork(Math.floorDiv(day + person.number(), 4));
        return journey.chance(travel) ? plan.towns().get(towns.draw(journey)) : null;
    }

    private String homeAddress(Person.Home home, Browser browser, int day, Dice dice) {
        Cidr v6 = home.v6() ? plan.townV6(home.line(), home.town()) : null;
        if (v6 != null && dice.chance(USES_V6)) {
            Dice daily = addresses.fork(LINES).fork(browser.number).fork(day);
            return plan.homeV6(v6, home.number(), daily);
        }
        long lease = Math.floorDiv(day + Math.floorMod(home.key(), home.leaseDays()), home.leaseDays());
        return plan.homeV4(home.line(), home.town(), addresses.fork(home.key()).fork(lease));
    }
}
