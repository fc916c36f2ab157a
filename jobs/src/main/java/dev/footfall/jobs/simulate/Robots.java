package dev.footfall.jobs.simulate;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What comes without a person: crawlers that say so, feed readers, monitors, scripts, and a scraper that does not say so. */
final class Robots {
    private static final int MONITOR_MS = 5 * 60_000;
    private static final int FEED_MS = 60 * 60_000;
    private static final int DAY_MS = 86_400_000;
    private static final int FEWEST_SCRAPED = 150;
    private static final double SCRAPER_PAUSE_MS = 1_900;
    private static final int CRAWLER_HOSTS = 6;
    private static final int HIDDEN = -9;

    private record Crawler(String agent, int network, double share, boolean images) {}

    private static final String KIT = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ";
    private static final List<Crawler> CRAWLERS = List.of(
            new Crawler(
                    KIT + "Googlebot/2.1; +http://www.google.com/bot.html) Chrome/141.0.0.0 Safari/537.36",
                    0,
                    0.36,
                    true),
            new Crawler(
                    KIT + "bingbot/2.0; +http://www.bing.com/bingbot.htm) Chrome/136.0.0.0 Safari/537.36",
                    1,
                    0.24,
                    true),
            new Crawler(KIT + "GPTBot/1.2; +https://openai.com/gptbot)", 2, 0.18, false),
            new Crawler("CCBot/2.0 (https://commoncrawl.org/faq/)", 2, 0.08, false),
            new Crawler("Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", 1, 0.14, false));

    private final Site site;
    private final AddressPlan plan;
    private final Catalogue catalogue;
    private final Dice root;
    private final List<Network> crawling;
    private final List<Network> hosting;

    Robots(Site site, AddressPlan plan, Catalogue catalogue, Dice root) {
        this.site = site;
        this.plan = plan;
        this.catalogue = catalogue;
        this.root = root;
        this.crawling = plan.networks(Network.Kind.CRAWLER);
        this.hosting = plan.networks(Network.Kind.HOSTING);
    }

    /** Their requests of the day, from 0. */
    void day(int day) {
        Dice dice = root.fork(day);
        for (Crawler crawler : CRAWLERS) {
            crawl(crawler, day, dice);
        }
        monitor(day, dice);
        feeds(day, dice);
        scripts(day, dice);
        for (int bot = 0; bot < Math.round(site.settings.people() * site.settings.get(Parameter.HIDDEN_BOTS)); bot++) {
            hide(bot, day, root.fork(HIDDEN).fork(bot).fork(day));
        }
        int days = site.settings.days();
        if (day == days / 4 || day == days / 2 || day == days * 3 / 4) {
            scrape(day, dice);
        }
    }

    private void crawl(Crawler crawler, int day, Dice dice) {
        Network network = crawling.get(crawler.network);
        int requests = dice.poisson(site.settings.people() * site.settings.get(Parameter.CRAWLED) * crawler.share);
        send(site.dayStart(day) + dice.below(DAY_MS), network, 0, crawler.agent, "/robots.txt", 200, 410, dice);
        for (int i = 0; i < requests; i++) {
            long at = site.dayStart(day) + dice.below(DAY_MS);
            Catalogue.Page page = dice.pick(catalogue.pages());
            boolean image = crawler.images && page.images() > 0 && dice.chance(0.2);
            boolean gone = dice.chance(0.03);
            String target = gone ? "/old" + page.path() : image ? page.image(0) : page.path();
            int status = gone ? 404 : dice.chance(0.2) ? 304 : pageStatus(page);
            send(at, network, 1 + dice.below(CRAWLER_HOSTS), crawler.agent, target, status, page.bytes(), dice);
        }
    }

    private static int pageStatus(Catalogue.Page page) {
        return page.section() == Catalogue.Section.PRO_DOCS ? 302 : 200;
    }

    private void send(
            long at, Network network, int host, String agent, String target, int status, int bytes, Dice dice) {
        Site.Answer answer = site.page(network, at, status, bytes, dice);
        String set = target.endsWith(".txt") || target.endsWith(".jpg") || answer.failed() ? null : firstCookies(dice);
        Hit hit = hit(at, plan.host(network, host), "GET " + target + " HTTP/1.1", answer, agent, set);
        site.send(hit, AgentClass.DECLARED_BOT);
    }

    private static Hit hit(
            long at, String address, String request, Site.Answer answer, @Nullable String agent, @Nullable String set) {
        return new Hit(
                at, address, null, request, answer.status(), answer.bytes(), null, agent, null, set, answer.micros());
    }

    /** What the server sets when a request has no cookie. */
    static String firstCookies(Dice dice) {
        return "ff_id=" + dice.hex(32) + "; Path=/; Max-Age=34128000; Secure; SameSite=Lax, sid=" + dice.hex(32)
                + "; Path=/; Secure; HttpOnly; SameSite=Lax";
    }

    private void monitor(int day, Dice dice) {
        Network network = hosting.get(2);
        for (long at = site.dayStart(day) + 37_000; at < site.dayStart(day + 1); at += MONITOR_MS) {
            Site.Answer answer = site.page(network, at, 200, 15, dice);
            Hit hit = hit(at, plan.host(network, 0), "GET /health HTTP/1.1", answer, "curl/8.14.1", null);
            site.send(hit, AgentClass.TOOL);
        }
    }

    private void feeds(int day, Dice dice) {
        String agent = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)";
        for (long at = site.dayStart(day) + 611_000; at < site.dayStart(day + 1); at += FEED_MS) {
            int status = dice.chance(0.8) ? 304 : 200;
            send(at + dice.below(30_000), crawling.get(1), 20, agent, "/feed.xml", status, 22_410, dice);
        }
    }

    private void scripts(int day, Dice dice) {
        int calls = dice.poisson(25);
        for (int i = 0; i < calls; i++) {
            long at = site.dayStart(day) + dice.below(DAY_MS);
            Catalogue.Page page = catalogue.draw(Catalogue.Section.PRODUCTS, dice);
            String item = page.path().substring(page.path().lastIndexOf('/') + 1);
            Site.Answer answer = site.page(hosting.get(1), at, 200, 212, dice);
            String request = "GET /api/stock?item=" + item + " HTTP/1.1";
            site.send(
                    hit(at, plan.host(hosting.get(1), 40), request, answer, "python-requests/2.32.3", null),
                    AgentClass.TOOL);
        }
    }

    /** Keeps its cookie, loads pictures, comes from a home's network; even steps, too many pages and no night give it away. */
    private void hide(int bot, int day, Dice dice) {
        Dice own = root.fork(HIDDEN).fork(bot);
        String id = own.hex(32);
        Town town = plan.towns().get(own.below(plan.towns().size()));
        String address = plan.homeV4(plan.drawFixed(town.country(), own), town, own);
        String agent = Agents.text(
                Agents.Family.CHROME_WINDOWS, site.settings.firstDay().plusDays(day), 10);
        long step = 40_000L + own.below(200_000);
        int pages = own.between(60, 250);
        long at = site.dayStart(day) + dice.below(DAY_MS / 4);
        for (int i = 0; i < pages && at < site.dayStart(day + 1); i++) {
            Catalogue.Page page = dice.pick(catalogue.pages());
            keep(id, at, address, "GET " + page.path(), pageStatus(page), page.bytes(), agent, dice);
            if (page.images() > 0) {
                keep(id, at + 300, address, "GET " + page.image(0), 200, 21_000, agent, dice);
            }
            at += step + dice.below(4_000);
        }
    }

    private void keep(
            String id, long at, String address, String request, int status, int bytes, String agent, Dice dice) {
        Site.Answer answer = site.page(null, at, status, bytes, dice);
        Hit hit = new Hit(
                at,
                address,
                null,
                request + " HTTP/1.1",
                answer.status(),
                answer.bytes(),
                null,
                agent,
                "ff_id=" + id,
                null,
                answer.micros());
        site.send(hit, AgentClass.SUSPECTED_BOT);
    }

    /** A browser's agent, no browser: one page after the other, in even steps, nothing of what belongs to them. */
    private void scrape(int day, Dice dice) {
        Network network = hosting.get(1);
        String agent = Agents.text(
                Agents.Family.CHROME_WINDOWS, site.settings.firstDay().plusDays(day), 60);
        String address = plan.host(network, 7 + (day & 1));
        long from = site.at(day, LocalTime.of(1, 12));
        long at = from;
        int requests = (int) Math.max(
                FEWEST_SCRAPED,
                site.settings.people() * (double) site.settings.days() * site.settings.get(Parameter.SCRAPED));
        for (int i = 0; i < requests && !site.over(at); i++) {
            Catalogue.Page page = catalogue.pages().get(i % catalogue.pages().size());
            Site.Answer answer = site.page(network, at, pageStatus(page), page.bytes(), dice);
            String set = answer.failed() ? null : firstCookies(dice);
            site.send(
                    hit(at, address, "GET " + page.path() + " HTTP/1.1", answer, agent, set), AgentClass.SUSPECTED_BOT);
            at += (long) (SCRAPER_PAUSE_MS + 120 * dice.unit());
        }
        site.truth.attack("scraping", instant(from), instant(at), List.of(address), requests);
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
