package dev.footfall.jobs.simulate;

import dev.footfall.jobs.simulate.RenewalMember.Device;
import dev.footfall.jobs.simulate.RenewalMember.Keeping;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * People whose visits are a renewal process. Every law differs from that of {@link Population}: log-normal instead of gamma
 * rates, accounts by a logistic curve, browsers that either stay signed in or hardly ever are, households as runs of
 * neighbours, cookies with a term of life instead of a chance a day.
 */
final class RenewalPeople implements People {
    private static final double MOST_VISITS = 5;
    private static final double PRO = 0.3;
    private static final double LONG_LEASE = 10_000;
    private static final double[] LEASE_DAYS = {1, 21, LONG_LEASE};
    private static final int SURGE_DAYS = 3;

    private final WorldSettings settings;
    private final AddressPlan plan;
    private final Agents agents = new Agents();
    private final List<RenewalMember> everyone;
    private int browsers;

    RenewalPeople(WorldSettings settings, AddressPlan plan, Dice dice) {
        this.settings = settings;
        this.plan = plan;
        this.everyone = draw(dice);
    }

    @Override
    public List<RenewalMember> all() {
        return everyone;
    }

    @Override
    public Life life(Site site, Catalogue catalogue, Dice dice) {
        return new RenewalLife(site, plan, everyone, catalogue, dice);
    }

    private List<RenewalMember> draw(Dice root) {
        Weights towns = Weights.of(plan.towns(), Town::weight);
        Weights leases = settings.weights(Parameter.LEASES);
        double alone = alone(settings.parameters().list(Parameter.HOUSEHOLD));
        List<RenewalMember> members = new ArrayList<>(settings.people());
        Person.Home home = null;
        RenewalMember neighbour = null;
        for (int i = 0; i < settings.people(); i++) {
            Dice dice = root.fork(i);
            boolean starts = home == null || dice.chance(alone);
            if (starts) {
                Town town = plan.towns().get(towns.draw(dice));
                Network line = plan.drawFixed(town.country(), dice);
                boolean v6 = line.v6() != null && dice.chance(settings.get(Parameter.V6));
                home = new Person.Home(i, town, line, v6, (int) LEASE_DAYS[leases.draw(dice)], dice.next());
                neighbour = null;
            }
            neighbour = member(i, home, neighbour, dice);
            members.add(neighbour);
        }
        return members;
    }

    /** Chance that the next person starts a household, so that these have the mean size of the weights. */
    private static double alone(double[] peopleBySize) {
        double people = 0;
        double households = 0;
        for (int i = 0; i < peopleBySize.length; i++) {
            people += peopleBySize[i];
            households += peopleBySize[i] / (i + 1);
        }
        return households / people;
    }

    private RenewalMember member(int number, Person.Home home, @Nullable RenewalMember neighbour, Dice dice) {
        double mean = settings.get(Parameter.VISITS_PER_DAY);
        // The same coefficient of variation as a gamma of that shape.
        double sigma = StrictMath.sqrt(StrictMath.log(1 + 1 / settings.get(Parameter.VISITS_SHAPE)));
        double rate = Math.min(MOST_VISITS, dice.logNormal(mean * StrictMath.exp(-sigma * sigma / 2), sigma));
        String account = account(number, rate / mean, neighbour, dice);
        int from = -settings.burnIn();
        int until = settings.days();
        if (dice.chance(settings.get(Parameter.JOINING))) {
            from = dice.below(settings.days());
        } else if (dice.chance(settings.get(Parameter.LEAVING))) {
            until = 1 + dice.below(settings.days());
        }
        if (dice.chance(settings.get(Parameter.SURGE))) {
            from = settings.days() * 3 / 5 + dice.below(SURGE_DAYS);
            until = settings.days();
        }
        return new RenewalMember(
                number,
                home,
                account,
                dice.chance(PRO),
                rate,
                dice.chance(0.5) ? 20 + 1.5 * dice.normal() : 12 + 3 * dice.normal(),
                1.5 + 3 * dice.unit(),
                dice.chance(settings.get(Parameter.VPN)),
                dice.chance(settings.get(Parameter.OFFICE_STAFF)),
                plan.drawMobile(home.town().country(), dice),
                devices(rate / mean, neighbour, dice),
                from,
                until);
    }

    /** By a logistic curve of activity: half as many among those who hardly come, twice as many among the most active. */
    private @Nullable String account(int number, double activity, @Nullable RenewalMember neighbour, Dice dice) {
        double slope = 4 * settings.get(Parameter.ACCOUNT_ACTIVITY);
        double odds = settings.get(Parameter.ACCOUNT_SHARE)
                * 2
                / (1 + StrictMath.exp(-slope * StrictMath.log(Math.max(activity, 1e-3)) / 2));
        boolean has = dice.chance(Math.min(0.98, odds));
        boolean theSame = neighbour != null && dice.chance(settings.get(Parameter.SHARED_ACCOUNT));
        if (!has) {
            return null;
        }
        return theSame && neighbour.account() != null
                ? neighbour.account()
                : String.format(Locale.ROOT, "member-%05d", number);
    }

    private List<Device> devices(double activity, @Nullable RenewalMember neighbour, Dice dice) {
        int count = 1 + settings.weights(Parameter.BROWSERS).draw(dice);
        List<Device> devices = new ArrayList<>();
        boolean phoneFirst = dice.chance(settings.get(Parameter.PHONE_FIRST));
        for (int i = 0; i < count; i++) {
            boolean phone = phoneFirst == (i % 2 == 0);
            Agents.Device kind =
                    phone ? Agents.Device.PHONE : dice.chance(0.15) ? Agents.Device.TABLET : Agents.Device.DESKTOP;
            if (neighbour != null && !phone && dice.chance(settings.get(Parameter.SHARED_BROWSER))) {
                Device theirs = neighbour.devices.get(neighbour.devices.size() - 1);
                if (theirs.family.device() != Agents.Device.PHONE) {
                    devices.add(theirs);
                    continue;
                }
            }
            devices.add(device(kind, i, activity, dice));
        }
        return devices;
    }

    private Device device(Agents.Device kind, int rank, double activity, Dice dice) {
        boolean common = dice.chance(settings.get(Parameter.ONE_AGENT));
        double draw = dice.unit();
        double session = settings.get(Parameter.CONSTANT_CLEARING) + settings.get(Parameter.ALWAYS_PRIVATE);
        double week = settings.get(Parameter.OFTEN_CLEARING) / 2;
        Keeping keeping = draw < session ? Keeping.SESSION : draw < session + week ? Keeping.WEEK : Keeping.LONG;
        double signs = settings.get(rank == 0 ? Parameter.SIGNING_IN_FIRST : Parameter.SIGNING_IN_OTHER)
                * 1.6
                * StrictMath.pow(Math.max(activity, 0.05), 0.3);
        return new Device(
                browsers++,
                common ? Agents.commonest(kind) : agents.draw(kind, dice),
                (int) (1 + dice.exponential(settings.get(Parameter.AGENT_LAG_DAYS))),
                dice.chance(settings.get(Parameter.REJECTING_SHARE)),
                keeping,
                dice.chance(Math.min(0.95, signs)),
                // Preferences as of a Dirichlet distribution: exponential, the first one doubled.
                dice.exponential(rank == 0 ? 2 : 1) + 0.05);
    }
}
