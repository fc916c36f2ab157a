package dev.footfall.jobs.simulate;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One person with one browser on the site: pages, what belongs to them, and what becomes of the cookies. */
final class Visit {
    /** Pages of a visit beyond the first; half of visits see one page only. */
    private static final double MORE_PAGES = 3.0;

    private static final double DWELL_MS = 28_000;
    private static final double SHORTEST_DWELL_MS = 1_500;
    /** Below the 30 minutes that part two visits. */
    private static final long LONGEST_DWELL_MS = 25 * 60_000L;

    private static final long SESSION_MS = 6 * 3_600_000L;
    private static final double DAY_MS = 86_400_000;
    private static final double WRONG_PASSWORD = 0.12;
    /** Chance a page that someone without preferences sets some. */
    private static final double PREFERENCES = 0.04;

    private static final Catalogue.Section[] SECTIONS = Catalogue.Section.values();
    /** By section, the next one: home, products, blog, docs, pro docs, company. */
    private static final Weights[] NEXT = {
        new Weights(2, 40, 22, 8, 0.3, 14),
        new Weights(6, 70, 6, 6, 0.3, 6),
        new Weights(8, 18, 60, 3, 0.2, 4),
        new Weights(4, 14, 3, 66, 2, 4),
        new Weights(2, 5, 2, 40, 30, 2),
        new Weights(14, 34, 12, 8, 0.3, 24)
    };

    private static final List<String> SHARED = List.of("css", "js");
    private static final String[] LANGUAGES = {"de", "en", "fr", "es"};

    private final Site site;
    private final Catalogue catalogue;
    private final Person person;
    private final Browser browser;
    private final Network network;
    private final String address;
    private final String agent;
    private final String protocol;
    private final Dice dice;
    private final Browser.Jar jar;
    private final boolean privately;
    private final double elsewhere;
    private final Cookies cookies;
    private long now;
    private long lastSent;
    private @Nullable String referrer;
    private boolean sharedLoaded;
    private boolean started;
    // What the response being written sets; the request does not carry it yet.
    private @Nullable String newId;
    private @Nullable String newSession;

    /** Where and with what a visit happens. */
    record Setting(Person person, Browser browser, Network network, String address, long start, boolean privately) {}

    Visit(Site site, Catalogue catalogue, Cookies cookies, Setting setting, Dice dice) {
        this.site = site;
        this.catalogue = catalogue;
        this.cookies = cookies;
        this.person = setting.person;
        this.browser = setting.browser;
        this.network = setting.network;
        this.address = setting.address;
        this.now = setting.start;
        this.lastSent = setting.start;
        this.privately = setting.privately;
        this.elsewhere = site.settings.get(Parameter.ASSETS_ELSEWHERE);
        this.dice = dice;
        this.jar = privately ? new Browser.Jar() : browser.jar;
        this.agent = Agents.text(browser.family, site.settings.firstDay().plusDays(site.day(now)), browser.lagDays);
        this.protocol = (browser.number & 7) == 0 ? " HTTP/1.1" : " HTTP/2.0";
        if (now - browser.lastHit > SESSION_MS && !(jar.signedIn && now < jar.signedInUntil)) {
            jar.session = null;
            jar.signedIn = false;
        }
    }

    /** Lets it happen. */
    void walk() {
        Entrance entrance = Entrance.draw(catalogue, dice);
        referrer = entrance.referrer();
        Catalogue.Page page = entrance.page();
        boolean goesOn = show(page, entrance.query());
        int left = dice.chance(0.45) ? 0 : 1 + dice.geometric(MORE_PAGES);
        boolean maySignIn = person.account() != null && !privately && dice.chance(browser.signingIn);
        while (goesOn && !site.over(now)) {
            if (maySignIn && !signedIn()) {
                maySignIn = false;
                dwell();
                signIn();
                left--;
            }
            if (left-- <= 0) {
                break;
            }
            dwell();
            goesOn = detour(page);
            if (goesOn) {
                page = catalogue.draw(SECTIONS[NEXT[page.section().ordinal()].draw(dice)], dice);
                dwell();
                goesOn = show(page, "");
            }
        }
        browser.lastHit = lastSent;
    }

    /** Whether this person is; not another who left the browser signed in. */
    private boolean signedIn() {
        return jar.signedIn && Objects.equals(jar.account, person.account());
    }

    private void dwell() {
        long until = now + (long) Math.max(SHORTEST_DWELL_MS, dice.logNormal(DWELL_MS, 1.1));
        now = Math.max(now, Math.min(until, lastSent + LONGEST_DWELL_MS));
    }

    /** A page of the catalogue with what belongs to it; false when the visitor gives up. */
    private boolean show(Catalogue.Page page, String query) {
        String target = page.path() + query;
        if (page.section() == Catalogue.Section.PRO_DOCS && !mayReadPro()) {
            exchange("GET", target, jar.signedIn ? 403 : 302, 310);
            return true;
        }
        boolean unchanged = page.section() == Catalogue.Section.BLOG && seenBefore(page) && dice.chance(0.1);
        Site.Answer answer = exchange("GET", target, unchanged ? 304 : 200, page.bytes());
        referrer = Site.ORIGIN + target;
        if (answer.shown()) {
            belongings(page);
        }
        return !answer.failed() || dice.chance(0.4);
    }

    private boolean seenBefore(Catalogue.Page page) {
        return !privately && (browser.seen[page.number() >> 6] & 1L << (page.number() & 63)) != 0;
    }

    /** One account in a thousand reads what it should not: a fault of the site's, for the access report to find. */
    private boolean mayReadPro() {
        if (!signedIn()) {
            return false;
        }
        if (!person.entitledToPro() && person.number() % 97 == 0) {
            if (site.recorded(now)) {
                site.truth.servedUnentitled(person.account());
            }
            return true;
        }
        return person.entitledToPro();
    }

    private void belongings(Catalogue.Page page) {
        int day = site.day(now);
        if (privately ? !sharedLoaded : browser.assetsUntil < day) {
            for (String type : SHARED) {
                asset("/assets/app." + (day / 9 + 3) + "f2c." + type, 200, type.equals("js") ? 182_440 : 38_112);
            }
            asset("/img/logo.svg", 200, 4_120);
            asset("/fonts/text.woff2", 200, 48_256);
            if (dice.chance(0.5)) {
                asset("/favicon.ico", 200, 15_086);
            }
            browser.assetsUntil = day + dice.between(5, 25);
        } else if (dice.chance(0.12)) {
            asset("/img/logo.svg", 304, 0);
        }
        boolean cached = !privately && browser.see(page.number());
        for (int i = 0; i < page.images(); i++) {
            if (!cached) {
                asset(page.image(i), 200, 24_000 + page.number() * 97);
            } else if (dice.chance(0.25)) {
                asset(page.image(i), 304, 0);
            }
        }
        if (page.section() == Catalogue.Section.PRODUCTS && !page.index() && dice.chance(0.5)) {
            asset("/api/stock?item=" + page.path().substring("/products/".length()), 200, 212);
        }
        sharedLoaded = true;
        preferences();
    }

    private void preferences() {
        if (jar.preferences == null && !privately && dice.chance(PREFERENCES)) {
            String theme = dice.chance(0.6) ? "dark" : "light";
            String language = LANGUAGES[dice.below(LANGUAGES.length)];
            now += dice.between(900, 4_000);
            String set = "lang=" + language + "; Path=/; Max-Age=31536000; SameSite=Lax, theme=" + theme
                    + "; Path=/; Max-Age=31536000; SameSite=Lax";
            send("POST /preferences", site.page(network, now, 204, 0, dice), set, true);
            jar.preferences = browser.rejects ? "" : "lang=" + language + "; theme=" + theme;
        }
    }

    /** Something else than a page of the catalogue, now and then; false when the visitor gives up. */
    private boolean detour(Catalogue.Page page) {
        double draw = dice.unit();
        if (draw < 0.05) {
            return visit("/search?q=" + Entrance.searchTerm(dice), 200, 9_200);
        } else if (draw < 0.062) {
            return visit("/old" + page.path(), 404, 3_120);
        } else if (draw < 0.064) {
            return careless();
        } else if (draw < 0.10 && page.section() == Catalogue.Section.PRODUCTS && !page.index()) {
            return buy(page);
        } else if (draw < 0.2 && jar.signedIn) {
            return visit(dice.chance(0.6) ? "/account" : "/account/orders", 200, 7_300);
        } else if (draw < 0.204 && jar.signedIn) {
            exchange("GET", "/signout", 302, 240);
            jar.signedIn = false;
        }
        return true;
    }

    private boolean visit(String target, int status, int bytes) {
        Site.Answer answer = exchange("GET", target, status, bytes);
        referrer = Site.ORIGIN + target;
        dwell();
        return !answer.failed() || dice.chance(0.4);
    }

    /** Personal data in addresses of pages, as careless sites send them. The numbers are the card brands' test numbers. */
    private boolean careless() {
        int which = dice.below(5);
        String mail = String.format(Locale.ROOT, "reader%05d%%40example.net", person.number());
        if (site.recorded(now)) {
            site.truth.planted(which < 2 ? "email" : which == 2 ? "card" : which == 3 ? "reset-link" : "access-token");
        }
        return switch (which) {
            case 0 -> visit("/newsletter/confirm?email=" + mail, 200, 3_400);
            case 1 -> visit("/search?q=" + mail, 200, 2_900);
            case 2 ->
                visit(
                        "/checkout/done?card=" + (dice.chance(0.5) ? "4111111111111111" : "5555555555554444"),
                        200,
                        5_100);
            case 3 -> visit("/reset/" + dice.hex(32), 200, 3_050);
            default -> visit("/account?access_token=" + dice.hex(40), jar.signedIn ? 200 : 401, 7_300);
        };
    }

    private boolean buy(Catalogue.Page page) {
        exchange("POST", "/cart?item=" + page.path().substring("/products/".length()), 303, 180);
        if (!visit("/cart", 200, 6_100) || !dice.chance(0.45)) {
            return true;
        }
        if (!visit("/checkout", 200, 8_800) || !dice.chance(0.7)) {
            return true;
        }
        boolean declined = dice.chance(0.06);
        exchange("POST", "/checkout", declined ? 402 : 303, 410);
        return declined || visit("/checkout/done?order=" + dice.between(100_000, 999_999), 200, 5_100);
    }

    private void signIn() {
        visit("/signin", 200, 4_400);
        while (dice.chance(WRONG_PASSWORD)) {
            if (exchange("POST", "/signin", 401, 4_600).failed()) {
                return;
            }
            now += dice.between(4_000, 15_000);
        }
        if (exchange("POST", "/signin", 302, 290).status() == 302 && !browser.rejects) {
            jar.signedIn = true;
            jar.account = person.account();
            jar.signedInUntil = now + (long) (DAY_MS * site.settings.get(Parameter.REMEMBERED_DAYS));
            now += 120;
            visit("/account", 200, 7_300);
        }
    }

    /** An exchange with the application, which gives cookies to whoever sends none. */
    private Site.Answer exchange(String method, String target, int status, int bytes) {
        Site.Answer answer = site.page(network, now, status, bytes, dice);
        String set = answer.failed() ? null : issue();
        send(method + " " + target, answer, set, true);
        if (answer.shown() && method.equals("GET") && site.recorded(now)) {
            site.truth.pageview(site.day(now), person, browser.number, signedIn(), !started);
            started = true;
        }
        return answer;
    }

    private @Nullable String issue() {
        StringBuilder set = new StringBuilder();
        if (jar.id == null) {
            String id = dice.hex(32);
            set.append("ff_id=").append(id).append("; Path=/; Max-Age=34128000; Secure; SameSite=Lax");
            newId = id;
        }
        if (jar.session == null) {
            String session = dice.hex(32);
            set.append(set.isEmpty() ? "" : ", ").append("sid=").append(session);
            set.append("; Path=/; Secure; HttpOnly; SameSite=Lax");
            newSession = session;
        }
        return set.isEmpty() ? null : set.toString();
    }

    private void asset(String target, int status, int bytes) {
        now += dice.between(15, 160);
        if (elsewhere > 0 && !target.startsWith("/api/") && dice.chance(elsewhere)) {
            return;
        }
        Site.Answer answer = target.startsWith("/api/")
                ? site.page(network, now, status, bytes, dice)
                : site.asset(network, now, status, bytes, dice);
        send("GET " + target, answer, null, false);
    }

    private void send(String request, Site.Answer answer, @Nullable String set, boolean application) {
        // Files are served without looking who asks, and a response that refuses a sign-in has no user.
        boolean known = application && jar.signedIn && answer.status() != 401;
        Hit hit = new Hit(
                now,
                address,
                known ? jar.account : null,
                request + protocol,
                answer.status(),
                answer.bytes(),
                referrer,
                agent,
                browser.rejects ? null : header(),
                set,
                answer.micros());
        site.send(hit, AgentClass.HUMAN);
        if (site.recorded(now)) {
            count(site.day(now));
        }
        lastSent = now;
        accept();
    }

    private void count(int day) {
        if (newId != null) {
            site.truth.issued(day);
        }
        if (jar.id != null && !browser.rejects) {
            if (jar.ordinal < 0) {
                jar.ordinal = cookies.next();
            }
            site.truth.returned(day, jar.ordinal);
        }
    }

    /** What the response set, the browser keeps; one that rejects cookies does not. */
    private void accept() {
        if (!browser.rejects) {
            jar.id = newId == null ? jar.id : newId;
            jar.session = newSession == null ? jar.session : newSession;
        }
        newId = null;
        newSession = null;
    }

    private @Nullable String header() {
        StringBuilder text = new StringBuilder(96);
        append(text, "ff_id=", jar.id);
        append(text, "sid=", jar.session);
        append(text, "", jar.preferences);
        return text.isEmpty() ? null : text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            text.append(text.isEmpty() ? "" : "; ").append(name).append(value);
        }
    }
}
