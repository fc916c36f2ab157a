package dev.footfall.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws the people of a world: homes, habits, devices and how they treat cookies. */
final class Population {
    /** Mean visits a person and day. Three in four come less often: the gamma's shape gives most people few visits. */
    private static final double MEAN_VISITS = 0.13;

    private static final double VISITS_SHAPE = 0.55;
    /** People by size of household, one to five (Eurostat: 2.2 on average, of households rather than people). */
    private static final Weights HOUSEHOLD = new Weights(38, 31, 15, 12, 4);
    /** People by number of browsers, one to three. */
    private static final Weights BROWSERS = new Weights(36, 44, 20);
    /** Days that a line keeps its address: daily reconnection, a month, for ever. */
    private static final int[] LEASES = {1, 30, 10_000};

    private static final Weights LEASE = new Weights(20, 35, 45);
    private static final double V6_HOMES = 0.5;
    private static final double JOINING = 0.08;
    private static final double LEAVING = 0.05;
    private static final double OFFICE_STAFF = 0.18;
    private static final double PRO = 0.3;
    private static final double ALWAYS_PRIVATE = 0.015;
    /** Shares of browsers that clear rarely, often, constantly: a heavy tail, as comScore found. */
    private static final double OFTEN = 0.18;

    private static final double CONSTANTLY = 0.07;
    private static final double OFTEN_HAZARD = 0.03;
    private static final double CONSTANT_HAZARD = 0.25;
    private static final int MONTH = 30;

    private final WorldSettings settings;
    private final AddressPlan plan;
    private final Agents agents = new Agents();
    private final Dice root;
    private final double rareHazard;
    private int browsers;

    Population(WorldSettings settings, AddressPlan plan, Dice root) {
        this.settings = settings;
        this.plan = plan;
        this.root = root;
        this.rareHazard = rareHazard(settings.monthlyClearing());
    }

    /** The hazard of the rest, so that {@code share} of all lose their cookie within a month. */
    private static double rareHazard(double share) {
        double tail = OFTEN * (1 - StrictMath.exp(-OFTEN_HAZARD * MONTH))
                + CONSTANTLY * (1 - StrictMath.exp(-CONSTANT_HAZARD * MONTH));
        double rare = Math.max(0, (share - tail) / (1 - OFTEN - CONSTANTLY));
        return -StrictMath.log(1 - Math.min(rare, 0.999)) / MONTH;
    }

    /** Everyone, household by household. */
    List<Person> draw() {
        List<Person> people = new ArrayList<>(settings.people());
        List<Town> towns = plan.towns();
        Weights town = Weights.of(towns, Town::weight);
        for (int home = 0; people.size() < settings.people(); home++) {
            Dice dice = root.fork(home);
            Town place = towns.get(town.draw(dice));
            Person.Home shared = home(home, place, dice);
            int size = 1 + HOUSEHOLD.draw(dice);
            for (int i = 0; i < size && people.size() < settings.people(); i++) {
                people.add(person(people.size(), shared, dice.fork(i)));
            }
        }
        return people;
    }

    private Person.Home home(int number, Town town, Dice dice) {
        Network line = plan.drawFixed(town.country(), dice);
        boolean v6 = line.v6() != null && dice.chance(V6_HOMES);
        return new Person.Home(number, town, line, v6, LEASES[LEASE.draw(dice)], dice.next());
    }

    private Person person(int number, Person.Home home, Dice dice) {
        double visits = Math.min(4, dice.gamma(VISITS_SHAPE, MEAN_VISITS));
        // Those who come often have an account more often; the mean is the setting's share.
        double withAccount = settings.accountShare() * (0.5 + 0.5 * Math.min(4, visits / MEAN_VISITS));
        boolean account = dice.chance(Math.min(0.97, withAccount));
        int from = dice.chance(JOINING) ? dice.below(settings.days()) : 0;
        int until = dice.chance(LEAVING) ? 1 + dice.below(settings.days()) : settings.days();
        return new Person(
                number,
                home,
                visits,
                from,
                until,
                Person.Habit.draw(dice),
                account ? String.format(Locale.ROOT, "reader%05d@example.net", number) : null,
                dice.chance(PRO),
                office(home.town(), dice),
                plan.drawMobile(home.town().country(), dice),
                dice.chance(V6_HOMES),
                browsers(visits, dice));
    }

    private int office(Town town, Dice dice) {
        for (int i = 0; i < plan.offices(); i++) {
            if (plan.officeTown(i).equals(town) && dice.chance(OFFICE_STAFF)) {
                return i;
            }
        }
        return -1;
    }

    private List<Browser> browsers(double visits, Dice dice) {
        int count = 1 + BROWSERS.draw(dice);
        boolean phoneFirst = dice.chance(0.6);
        List<Browser> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean phone = i == 0 ? phoneFirst : i == 1 && !phoneFirst;
            Agents.Device device = phone
                    ? Agents.Device.PHONE
                    : i == 2 && dice.chance(0.4) ? Agents.Device.TABLET : Agents.Device.DESKTOP;
            list.add(browser(device, i, visits, dice));
        }
        return list;
    }

    private Browser browser(Agents.Device device, int rank, double visits, Dice dice) {
        // A few hardly ever update.
        int lag = (int) (dice.chance(0.03) ? dice.between(100, 400) : 2 + dice.exponential(7));
        double draw = dice.unit();
        double hazard = draw < CONSTANTLY ? CONSTANT_HAZARD : draw < CONSTANTLY + OFTEN ? OFTEN_HAZARD : rareHazard;
        // Signing in sticks to the first device, and to people who come often.
        double signingIn = Math.min(0.9, (rank == 0 ? 0.4 : 0.12) * (0.6 + visits / MEAN_VISITS / 4));
        Browser browser = new Browser(
                browsers++,
                agents.draw(device, dice),
                lag,
                dice.chance(settings.rejectingShare()),
                dice.chance(ALWAYS_PRIVATE),
                hazard,
                signingIn);
        // The site is older than the log: a cookie of an earlier visit may have survived.
        double visitsHere = visits / (rank + 1);
        if (!browser.rejects && !browser.alwaysPrivate && dice.chance(visitsHere / (visitsHere + hazard + 0.002))) {
            browser.jar.id = dice.hex(32);
            browser.assetsUntil = dice.chance(0.5) ? dice.below(14) : -1;
        }
        return browser;
    }

    /** Number of browsers drawn so far. */
    int browsers() {
        return browsers;
    }
}
