package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import dev.footfall.jobs.simulate.RenewalMember.Device;
import dev.footfall.jobs.simulate.RenewalMember.Keeping;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Visit after visit by waiting times: often soon after the last one, else by a Weibull law, and moved to hours when the
 * person is awake. A visit sticks to the browser of the last one, cookies go when their time is over.
 */
final class RenewalLife implements People.Life {
    private static final double DAY_MS = 86_400_000;
    private static final double HOUR_MS = 3_600_000;
    /** Share of visits that follow the last one within hours, and these hours' mean. */
    private static final double SOON = 0.25;

    private static final double SOON_HOURS = 3;
    private static final double LEAST_GAP_MS = 31 * 60_000;
    /** Shape of the other waiting times, and the gamma function at 1 + 1 / shape. */
    private static final double WAITING_SHAPE = 0.8;

    private static final double WAITING_MEAN = 1.1330;
    private static final double STAYING = 0.75;
    private static final double STAYING_SOON = 0.95;
    private static final double STRAY_SIGN_IN = 0.02;
    private static final double LIFE_SHAPE = 0.7;
    private static final double MONTH_DAYS = 30;
    private static final double SESSION_HOURS = 8;
    private static final double SAME_MOBILE = 0.5;
    private static final double SEASON_DAYS = 28;
    private static final int EXITS = 60;
    private static final int FIRST_EXIT = 120;
    private static final double PAGES_MEDIAN = 2.2;
    private static final int MOST_PAGES = 40;

    private final Site site;
    private final AddressPlan plan;
    private final List<RenewalMember> members;
    private final Catalogue catalogue;
    private final Cookies cookies = new Cookies();
    private final Dice root;
    private final double[] weekdays;
    private final double busiest;
    private final double lifeDays;
    private final double elsewhere;
    private final Weights towns;

    RenewalLife(Site site, AddressPlan plan, List<RenewalMember> members, Catalogue catalogue, Dice root) {
        this.site = site;
        this.plan = plan;
        this.members = members;
        this.catalogue = catalogue;
        this.root = root;
        WorldSettings settings = site.settings;
        this.weekdays = settings.parameters().list(Parameter.WEEKDAYS);
        double most = 0;
        for (double weekday : weekdays) {
            most = Math.max(most, weekday);
        }
        this.busiest = most * (1 + settings.get(Parameter.SEASON));
        this.lifeDays = lifeDays(settings);
        this.elsewhere = settings.get(Parameter.ASSETS_ELSEWHERE);
        this.towns = Weights.of(plan.towns(), Town::weight);
    }

    /** Scale of long lives, in days, so that the share of cookies gone within a month is the setting's. */
    private static double lifeDays(WorldSettings settings) {
        double soon = settings.get(Parameter.CONSTANT_CLEARING)
                + settings.get(Parameter.ALWAYS_PRIVATE)
                + settings.get(Parameter.OFTEN_CLEARING) / 2;
        double rest = Math.max(0.01, (settings.get(Parameter.MONTHLY_CLEARING) - soon) / (1 - soon));
        return MONTH_DAYS / StrictMath.pow(-StrictMath.log(1 - rest), 1 / LIFE_SHAPE);
    }

    @Override
    public void day(int day) {
        long end = site.dayStart(day + 1);
        for (RenewalMember member : members) {
            if (day < member.fromDay || day >= member.untilDay) {
                continue;
            }
            Dice dice = root.fork(member.number()).fork(day);
            if (Double.isNaN(member.next)) {
                // The first visit after a random part of a waiting time: the process is older than we look.
                member.next = site.dayStart(day) + dice.unit() * waiting(member, dice);
            }
            while (member.next < end) {
                double at = member.next;
                boolean soon = visit(member, day, (long) at, dice);
                member.next = at
                        + Math.max(LEAST_GAP_MS, soon ? dice.exponential(SOON_HOURS) * HOUR_MS : waiting(member, dice));
            }
        }
    }

    /** A waiting time in milliseconds, so that with the short ones the mean is that of the member's rate. */
    private double waiting(RenewalMember member, Dice dice) {
        // Some visits are left out by weekday, so that there are more to begin with.
        double meanDays = 1 / (member.rate * busiest);
        double longer = Math.max(0.2 * meanDays, (meanDays - SOON * SOON_HOURS / 24) / (1 - SOON));
        double weibull = StrictMath.pow(dice.exponential(1), 1 / WAITING_SHAPE) / WAITING_MEAN;
        return longer * weibull * DAY_MS;
    }

    /** A visit planned at a time; false when the next one is not soon. */
    private boolean visit(RenewalMember member, int day, long planned, Dice dice) {
        ZonedDateTime midnight = Instant.ofEpochMilli(site.dayStart(day)).atZone(site.settings.zone());
        double weekday = weekdays[midnight.getDayOfWeek().getValue() - 1]
                * (1 + site.settings.get(Parameter.SEASON) * StrictMath.sin(2 * StrictMath.PI * day / SEASON_DAYS));
        if (!dice.chance(weekday / busiest)) {
            return false;
        }
        long start = awake(member, day, planned, dice);
        boolean soon = dice.chance(SOON);
        double staying = start - member.devices.get(member.device).lastHit < DAY_MS / 2 ? STAYING_SOON : STAYING;
        if (member.devices.size() > 1 && !dice.chance(staying)) {
            member.device = Weights.of(member.devices, device -> device.liking).draw(dice);
        }
        Device device = member.devices.get(member.device);
        start = Math.max(start, device.lastHit + (long) LEAST_GAP_MS);
        new Walk(member, device, day, start, dice).go();
        return soon;
    }

    /** The time of the day, moved towards the member's hour. */
    private long awake(RenewalMember member, int day, long planned, Dice dice) {
        double theirs = member.home()
                        .town()
                        .zone()
                        .getRules()
                        .getOffset(Instant.ofEpochMilli(planned))
                        .getTotalSeconds()
                / 3_600.0;
        double sites = site.settings
                        .zone()
                        .getRules()
                        .getOffset(Instant.ofEpochMilli(planned))
                        .getTotalSeconds()
                / 3_600.0;
        double hour = member.hour + member.spread * dice.normal() - theirs + sites;
        double within = (hour % 24 + 24) % 24;
        long length = site.dayStart(day + 1) - site.dayStart(day);
        return site.dayStart(day) + Math.min(length - 1, (long) (within * HOUR_MS));
    }

    /** One visit. */
    private final class Walk {
        private final RenewalMember member;
        private final Device device;
        private final Dice dice;
        private final boolean privately;
        private final Network network;
        private final String address;
        private final String agent;
        private long now;
        private @Nullable String id;
        private @Nullable String session;
        /** Account that is signed in; may be that of another who uses the browser. */
        private @Nullable String account;

        private int ordinal = -1;
        private boolean started;
        private @Nullable String referrer;

        Walk(RenewalMember member, Device device, int day, long start, Dice dice) {
            this.member = member;
            this.device = device;
            this.dice = dice;
            this.now = start;
            this.privately = dice.chance(site.settings.get(Parameter.PRIVATE_SHARE));
            this.network = network();
            this.address = address(day);
            this.agent = Agents.text(device.family, site.settings.firstDay().plusDays(day), device.lagDays);
            if (device.id != null && start > device.lives) {
                device.id = null;
                device.session = null;
                device.signedInUntil = 0;
                device.filesOfDay = Integer.MIN_VALUE;
            }
            if (start - device.lastHit > SESSION_HOURS * HOUR_MS) {
                device.session = null;
            }
            boolean keeps = !privately && !device.rejects;
            id = keeps ? device.id : null;
            session = keeps ? device.session : null;
            ordinal = keeps && id != null ? device.ordinal : -1;
            account = keeps && id != null && start < device.signedInUntil ? device.account : null;
        }

        private boolean signedIn() {
            return account != null && account.equals(member.account());
        }

        private Network network() {
            ZonedDateTime local =
                    Instant.ofEpochMilli(now).atZone(member.home().town().zone());
            boolean office = member.works
                    && local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
                    && local.getHour() >= 9
                    && local.getHour() < 17;
            boolean phone = device.family.device() == Agents.Device.PHONE;
            if (member.hidden) {
                return plan.networks(Network.Kind.HOSTING).get(1);
            }
            if (office && !phone) {
                List<Network> offices = plan.networks(Network.Kind.OFFICE);
                return offices.get(
                        Math.floorMod(plan.towns().indexOf(member.home().town()), offices.size()));
            }
            boolean outside = phone && !dice.chance(site.settings.get(Parameter.HOME_WIFI));
            return outside ? member.carrier : member.home().line();
        }

        private String address(int day) {
            return switch (network.kind()) {
                case HOSTING, CRAWLER -> plan.host(network, FIRST_EXIT + dice.below(EXITS));
                case OFFICE -> plan.host(network, 0);
                case MOBILE -> mobile();
                case FIXED -> line(day);
            };
        }

        private String mobile() {
            String last = member.mobile;
            if (last == null || !dice.chance(SAME_MOBILE)) {
                last = plan.mobile(network, dice.chance(site.settings.get(Parameter.V6)), dice);
                member.mobile = last;
            }
            return last;
        }

        private String line(int day) {
            Person.Home home = member.home();
            if (dice.chance(site.settings.get(Parameter.TRAVEL))) {
                Town away = plan.towns().get(towns.draw(dice));
                return plan.homeV4(plan.drawFixed(away.country(), dice), away, dice);
            }
            Cidr v6 = home.v6() ? plan.townV6(network, home.town()) : null;
            if (v6 != null && device.family != Agents.Family.FIREFOX_WINDOWS) {
                return plan.homeV6(v6, home.number(), root.fork(device.number).fork(Math.floorDiv(day, 2)));
            }
            // A line's address holds for a random time, the same for all who live there.
            Dice lease = root.fork(home.key());
            long number = 0;
            double at = -site.settings.burnIn() - home.leaseDays() * lease.unit();
            while (at < day && home.leaseDays() < 1_000) {
                at += home.leaseDays() * (0.3 + lease.exponential(0.7));
                number++;
            }
            return plan.homeV4(network, home.town(), root.fork(home.key()).fork(number));
        }

        void go() {
            int pages = (int) Math.min(MOST_PAGES, Math.max(1, Math.round(dice.logNormal(PAGES_MEDIAN, 0.9))));
            referrer = dice.chance(0.45) ? "https://www.google.com/" : null;
            boolean signs = member.account() != null
                    && !privately
                    && !device.rejects
                    && (device.signing || dice.chance(STRAY_SIGN_IN));
            for (int i = 0; i < pages && !site.over(now); i++) {
                if (signs && !signedIn() && i == Math.min(1, pages - 1)) {
                    signIn();
                }
                Catalogue.Page page =
                        catalogue.draw(dice.chance(0.6) ? Catalogue.Section.PRODUCTS : Catalogue.Section.BLOG, dice);
                get(page.path(), 200, page.bytes());
                files(page);
                now += (long) Math.min(20 * 60_000, 2_000 + 30_000 * StrictMath.pow(dice.exponential(1), 1.4));
            }
            device.lastHit = now;
            if (!privately && !device.rejects) {
                device.session = session;
            }
        }

        private void signIn() {
            exchange("POST /signin", 302, 290);
            now += 300;
            if (id != null) {
                account = member.account();
                device.account = account;
                device.signedInUntil = now + DAY_MS * site.settings.get(Parameter.REMEMBERED_DAYS);
            }
        }

        private void get(String target, int status, int bytes) {
            Site.Answer answer = exchange("GET " + target, status, bytes);
            referrer = Site.ORIGIN + target;
            if (answer.shown() && site.recorded(now)) {
                site.truth.pageview(site.day(now), member, device.number, signedIn(), !started);
                started = true;
            }
        }

        private void files(Catalogue.Page page) {
            int day = site.day(now);
            if (device.filesOfDay < day || privately) {
                file("/assets/app.js");
                file("/assets/app.css");
                device.filesOfDay = day + dice.below(6);
            }
            for (int i = 0; i < page.images(); i++) {
                if (dice.chance(0.6)) {
                    file(page.image(i));
                }
            }
        }

        private void file(String target) {
            now += 40 + dice.below(200);
            if (!dice.chance(elsewhere)) {
                Site.Answer answer = site.asset(network, now, 200, 21_400, dice);
                send("GET " + target, answer, null, null);
            }
        }

        private Site.Answer exchange(String request, int status, int bytes) {
            Site.Answer answer = site.page(network, now, status, bytes, dice);
            String newId = null;
            String newSession = null;
            StringBuilder set = new StringBuilder();
            if (!answer.failed() && id == null) {
                newId = dice.hex(32);
                set.append("ff_id=").append(newId).append("; Path=/; Max-Age=34128000; Secure; SameSite=Lax");
            }
            if (!answer.failed() && session == null) {
                newSession = dice.hex(32);
                set.append(set.isEmpty() ? "" : ", ").append("sid=").append(newSession);
                set.append("; Path=/; Secure; HttpOnly; SameSite=Lax");
            }
            send(request, answer, set.isEmpty() ? null : set.toString(), account);
            if (newId != null) {
                issued(newId);
            }
            session = newSession == null || device.rejects ? session : newSession;
            return answer;
        }

        private void issued(String newId) {
            if (site.recorded(now)) {
                site.truth.issued(site.day(now));
            }
            if (device.rejects) {
                return;
            }
            id = newId;
            ordinal = -1;
            if (!privately) {
                device.id = newId;
                device.lives = now + lifeMs();
            }
        }

        private double lifeMs() {
            if (device.keeping == Keeping.SESSION) {
                return SESSION_HOURS * HOUR_MS * dice.unit();
            }
            return device.keeping == Keeping.WEEK
                    ? 7 * DAY_MS
                    : DAY_MS * lifeDays * StrictMath.pow(dice.exponential(1), 1 / LIFE_SHAPE);
        }

        private void send(String request, Site.Answer answer, @Nullable String set, @Nullable String user) {
            String cookie = null;
            if (!device.rejects && id != null) {
                cookie = "ff_id=" + id + (session == null ? "" : "; sid=" + session);
            }
            site.send(
                    new Hit(
                            now,
                            address,
                            user,
                            request + " HTTP/2.0",
                            answer.status(),
                            answer.bytes(),
                            referrer,
                            agent,
                            cookie,
                            set,
                            answer.micros()),
                    AgentClass.HUMAN);
            if (cookie != null && site.recorded(now)) {
                ordinal = ordinal < 0 ? cookies.next() : ordinal;
                if (!privately) {
                    device.ordinal = ordinal;
                }
                site.truth.returned(site.day(now), ordinal);
            }
        }
    }
}
