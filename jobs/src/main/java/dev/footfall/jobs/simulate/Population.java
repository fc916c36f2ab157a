package dev.footfall.jobs.simulate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Draws the people of a world: homes, habits, devices and how they treat cookies. */
final class Population implements People {
    private static final double MOST_VISITS = 4;
    /** Days that a line keeps its address: daily reconnection, a month, for ever. */
    private static final int[] LEASES = {1, 30, 10_000};

    private static final int SURGE_DAYS = 3;
    private static final double PRO = 0.3;
    private static final double OFTEN_HAZARD = 0.03;
    private static final double CONSTANT_HAZARD = 0.25;
    private static final double HARDLY_UPDATING = 0.03;
    // Keys of streams for what not every world has, so that it changes nothing in the others.
    private static final int SHARING = -7;
    private static final int MORE = -8;
    private static final int MONTH = 30;

    private final WorldSettings settings;
    private final AddressPlan plan;
    private final Agents agents = new Agents();
    private final Dice root;
    private final Weights households;
    private final Weights leases;
    private final Weights browserCounts;
    private final double often;
    private final double constantly;
    private final double rareHazard;
    private final List<Person> everyone;
    private int browsers;

    Population(WorldSettings settings, AddressPlan plan, Dice root) {
        this.settings = settings;
        this.plan = plan;
        this.root = root;
        this.households = settings.weights(Parameter.HOUSEHOLD);
        this.leases = settings.weights(Parameter.LEASES);
        this.browserCounts = settings.weights(Parameter.BROWSERS);
        this.often = settings.get(Parameter.OFTEN_CLEARING);
        this.constantly = settings.get(Parameter.CONSTANT_CLEARING);
        this.rareHazard = rareHazard(settings.get(Parameter.MONTHLY_CLEARING));
        this.everyone = draw();
    }

    /** The hazard of the rest, so that {@code share} of all lose their cookie within a month. */
    private double rareHazard(double share) {
        double tail = often * (1 - StrictMath.exp(-OFTEN_HAZARD * MONTH))
                + constantly * (1 - StrictMath.exp(-CONSTANT_HAZARD * MONTH));
        double rare = Math.max(0, (share - tail) / (1 - often - constantly));
        return -StrictMath.log(1 - Math.min(rare, 0.999)) / MONTH;
    }

    @Override
    public List<Person> all() {
        return everyone;
    }

    @Override
    public Life life(Site site, Catalogue catalogue, Dice dice) {
        return new Visitors(site, plan, everyone, catalogue, dice);
    }

    /** Everyone, household by household. */
    private List<Person> draw() {
        List<Person> people = new ArrayList<>(settings.people());
        List<Town> towns = plan.towns();
        Weights town = Weights.of(towns, Town::weight);
        for (int home = 0; people.size() < settings.people(); home++) {
            Dice dice = root.fork(home);
            Town place = towns.get(town.draw(dice));
            Person.Home shared = home(home, place, dice);
            int size = 1 + households.draw(dice);
            List<Person> members = new ArrayList<>();
            for (int i = 0; i < size && people.size() + i < settings.people(); i++) {
                members.add(person(people.size() + i, shared, dice.fork(i)));
            }
            people.addAll(sharing(members, dice.fork(SHARING)));
        }
        return people;
    }

    /** The members of a household, of which some use one computer, or one account. */
    private List<Person> sharing(List<Person> members, Dice dice) {
        boolean computer = dice.chance(settings.get(Parameter.SHARED_BROWSER));
        boolean account = dice.chance(settings.get(Parameter.SHARED_ACCOUNT));
        if (members.size() < 2 || !(computer || account)) {
            return members;
        }
        Browser shared = members.stream()
                .flatMap(person -> person.browsers().stream())
                .filter(browser -> browser.family.device() == Agents.Device.DESKTOP)
                .findFirst()
                .orElse(null);
        String name = members.stream()
                .map(Person::account)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        List<Person> sharing = new ArrayList<>();
        for (Person person : members) {
            Person next = computer && shared != null ? person.using(shared) : person;
            sharing.add(account && name != null && next.account() != null ? next.named(name) : next);
        }
        return sharing;
    }

    private Person.Home home(int number, Town town, Dice dice) {
        Network line = plan.drawFixed(town.country(), dice);
        boolean v6 = line.v6() != null && dice.chance(settings.get(Parameter.V6));
        return new Person.Home(number, town, line, v6, LEASES[leases.draw(dice)], dice.next());
    }

    private Person person(int number, Person.Home home, Dice dice) {
        double mean = settings.get(Parameter.VISITS_PER_DAY);
        double visits = Math.min(MOST_VISITS, dice.gamma(settings.get(Parameter.VISITS_SHAPE), mean));
        // Those who come often have an account more often; the mean is the setting's share.
        double following = settings.get(Parameter.ACCOUNT_ACTIVITY);
        double withAccount =
                settings.get(Parameter.ACCOUNT_SHARE) * (1 - following + following * Math.min(4, visits / mean));
        boolean account = dice.chance(Math.min(0.97, withAccount));
        int from = dice.chance(settings.get(Parameter.JOINING)) ? dice.below(settings.days()) : -settings.burnIn();
        int until = dice.chance(settings.get(Parameter.LEAVING)) ? 1 + dice.below(settings.days()) : settings.days();
        Dice more = dice.fork(MORE);
        if (more.chance(settings.get(Parameter.SURGE))) {
            from = settings.days() * 3 / 5 + more.below(SURGE_DAYS);
            until = settings.days();
        }
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
                dice.chance(settings.get(Parameter.V6)),
                more.chance(settings.get(Parameter.VPN)),
                browsers(visits, dice));
    }

    private int office(Town town, Dice dice) {
        for (int i = 0; i < plan.offices(); i++) {
            if (plan.officeTown(i).equals(town) && dice.chance(settings.get(Parameter.OFFICE_STAFF))) {
                return i;
            }
        }
        return -1;
    }

    private List<Browser> browsers(double visits, Dice dice) {
        int count = 1 + browserCounts.draw(dice);
        boolean phoneFirst = dice.chance(settings.get(Parameter.PHONE_FIRST));
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
        int lag = (int)
                (dice.chance(HARDLY_UPDATING)
                        ? dice.between(100, 400)
                        : 2 + dice.exponential(settings.get(Parameter.AGENT_LAG_DAYS)));
        double draw = dice.unit();
        double hazard = draw < constantly ? CONSTANT_HAZARD : draw < constantly + often ? OFTEN_HAZARD : rareHazard;
        // Signing in sticks to the first device, and to people who come often.
        double signs = settings.get(rank == 0 ? Parameter.SIGNING_IN_FIRST : Parameter.SIGNING_IN_OTHER);
        double signingIn = Math.min(0.9, signs * (0.6 + visits / settings.get(Parameter.VISITS_PER_DAY) / 4));
        Browser browser = new Browser(
                browsers++,
                family(device, dice),
                lag,
                dice.chance(settings.get(Parameter.REJECTING_SHARE)),
                dice.chance(settings.get(Parameter.ALWAYS_PRIVATE)),
                hazard,
                signingIn);
        // The site is older than the log: a cookie of an earlier visit may have survived.
        double visitsHere = visits / (rank + 1);
        if (settings.burnIn() == 0
                && !browser.rejects
                && !browser.alwaysPrivate
                && dice.chance(visitsHere / (visitsHere + hazard + 0.002))) {
            browser.jar.id = dice.hex(32);
            browser.assetsUntil = dice.chance(0.5) ? dice.below(14) : -1;
        }
        return browser;
    }

    private Agents.Family family(Agents.Device device, Dice dice) {
        Agents.Family drawn = agents.draw(device, dice);
        return dice.fork(MORE).chance(settings.get(Parameter.ONE_AGENT)) ? Agents.commonest(device) : drawn;
    }
}
