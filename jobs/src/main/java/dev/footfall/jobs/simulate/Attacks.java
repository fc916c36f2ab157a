package dev.footfall.jobs.simulate;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Attacks on the site, and lines that no server should have written. */
final class Attacks {
    private static final int PASSWORD_TRIES = 600;
    private static final int PASSWORD_HOSTS = 3;
    private static final int SCANNER_HOST = 66;
    private static final int SCAN_ROUNDS = 4;
    private static final int FAKE_CRAWLS = 80;
    private static final double MALFORMED_PER_DAY = 0.4;
    /** What every site's log shows: files that should not be served, other programs' entrances, ways out of the root. */
    private static final List<String> PROBES = List.of(
            "GET /.env",
            "GET /.git/config",
            "GET /.aws/credentials",
            "GET /wp-login.php",
            "POST /wp-login.php",
            "GET /wp-admin/setup-config.php",
            "POST /xmlrpc.php",
            "GET /phpmyadmin/index.php",
            "GET /admin.php",
            "GET /administrator/",
            "GET /server-status",
            "GET /actuator/env",
            "GET /backup.zip",
            "GET /db.sql",
            "GET /config.php.bak",
            "GET /id_rsa",
            "GET /../../../../etc/passwd",
            "GET /docs/..%2f..%2f..%2fetc%2fpasswd",
            "GET /docs/%252e%252e%252fetc%252fpasswd",
            "GET /cgi-bin/.%2e/.%2e/.%2e/bin/sh",
            "GET /search?q=1%27%20OR%20%271%27=%271",
            "GET /search?q=1+UNION+SELECT+null,null--",
            "GET /search?q=%3Cscript%3Ealert(1)%3C/script%3E",
            "GET /products/?id=1;sleep(5)",
            "GET /?x=${jndi:ldap://127.0.0.1/a}",
            "GET /vendor/phpunit/phpunit/src/Util/PHP/eval-stdin.php",
            "GET /cgi-bin/luci/;stok=/locale",
            "GET /boaform/admin/formLogin");
    /** Requests in another protocol: the server logs what it got, escaped. */
    private static final List<String> GARBAGE =
            List.of("\u0016\u0003\u0001\u0002\u0000\u0001", "\u0003\u0000\u0000/*\u00e0", "SSH-2.0-Go", "-");

    private final Site site;
    private final AddressPlan plan;
    private final Dice root;
    private final List<Network> hosting;

    Attacks(Site site, AddressPlan plan, Dice root) {
        this.site = site;
        this.plan = plan;
        this.root = root;
        this.hosting = plan.networks(Network.Kind.HOSTING);
    }

    /** What happens on the day, from 0. */
    void day(int day) {
        Dice dice = root.fork(day);
        int days = site.settings.days();
        if (day == days / 2) {
            guessPasswords(day, dice);
        }
        if (day == days / 3) {
            scan(day, dice);
        }
        if (day == days * 2 / 3) {
            fakeCrawl(day, dice);
        }
        malform(day, dice);
    }

    private void guessPasswords(int day, Dice dice) {
        long from = site.at(day, LocalTime.of(3, 10));
        long at = from;
        for (int i = 0; i < PASSWORD_TRIES; i++) {
            send(at, 10 + i % PASSWORD_HOSTS, "POST /signin", 401, "python-requests/2.32.3", AgentClass.TOOL, dice);
            at += 1_500 + dice.below(1_500);
        }
        record("brute-force", from, at, 10, PASSWORD_HOSTS, PASSWORD_TRIES);
    }

    private void scan(int day, Dice dice) {
        long from = site.at(day, LocalTime.of(22, 40));
        long at = from;
        String agent = "Mozilla/5.0 (Windows NT 6.1; WOW64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/68.0.3440.106"
                + " Safari/537.36";
        int lines = 0;
        for (int round = 0; round < SCAN_ROUNDS; round++) {
            for (String probe : PROBES) {
                int status = probe.contains("%2e") || probe.contains("/..") ? 400 : dice.chance(0.1) ? 403 : 404;
                String named = round == 1 ? agent + "\"><script>alert(\"x\")</script>" : agent;
                send(at, SCANNER_HOST, probe, status, named, AgentClass.SUSPECTED_BOT, dice);
                at += 200 + dice.below(1_800);
                lines++;
            }
            String garbage = GARBAGE.get(round % GARBAGE.size());
            String address = plan.host(hosting.get(0), SCANNER_HOST);
            Hit hit = new Hit(at, address, null, garbage, 400, 226, null, null, null, null, 190);
            site.send(hit, AgentClass.SUSPECTED_BOT);
            lines++;
        }
        record("vulnerability-scan", from, at, SCANNER_HOST, 1, lines);
    }

    /** Says that it is a search engine, from a network that is not the engine's. */
    private void fakeCrawl(int day, Dice dice) {
        long from = site.at(day, LocalTime.of(5, 0));
        long at = from;
        String agent = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
        for (int i = 0; i < FAKE_CRAWLS; i++) {
            String target = i % 4 == 0 ? "GET /search?q=" + dice.hex(4) : "GET /docs/?page=" + i;
            send(at, 90, target, 200, agent, AgentClass.SUSPECTED_BOT, dice);
            at += 3_000 + dice.below(9_000);
        }
        record("fake-crawler", from, at, 90, 1, FAKE_CRAWLS);
    }

    private void send(long at, int host, String request, int status, String agent, AgentClass kind, Dice dice) {
        Network network = hosting.get(0);
        Site.Answer answer = site.page(network, at, status, status == 200 ? 9_100 : 1_240, dice);
        String set = answer.status() == 200 ? Robots.firstCookies(dice) : null;
        Hit hit = new Hit(
                at,
                plan.host(network, host),
                null,
                request + " HTTP/1.1",
                answer.status(),
                answer.bytes(),
                null,
                agent,
                null,
                set,
                answer.micros());
        site.send(hit, kind);
    }

    private void record(String kind, long from, long to, int host, int hosts, long lines) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < hosts; i++) {
            addresses.add(plan.host(hosting.get(0), host + i));
        }
        site.truth.attack(kind, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), addresses, lines);
    }

    private void malform(int day, Dice dice) {
        // The first day has one of each kind, so that every world shows them.
        int lines = day == 0 ? 5 : dice.poisson(MALFORMED_PER_DAY);
        for (int i = 0; i < lines; i++) {
            long at = site.dayStart(day) + dice.below(80_000_000);
            String address = plan.host(hosting.get(1), 1 + dice.below(60));
            site.log.addRaw(at, malformed(day == 0 ? i : dice.below(5), address));
            site.truth.malformed();
        }
    }

    private static String malformed(int kind, String address) {
        String start = address + " - - ";
        return switch (kind) {
            case 0 -> start + "[12/Oct/2026:10:15:32 +0000] \"GET /products/oak-la";
            case 1 -> start + "[31/Feb/2026:10:15:32 +0000] \"GET / HTTP/1.1\" 200 5120 \"-\" \"-\" \"-\" \"-\" 812";
            case 2 -> "[Mon Oct 12 10:15:32.118 2026] [core:error] [pid 2140] AH00126: Invalid URI in request";
            case 3 -> start + "[12/Oct/2026:10:15:32 +0000] \"GET / HTTP/1.1\" OK many \"-\" \"-\" \"-\" \"-\" soon";
            default -> String.format(Locale.ROOT, "%s[12/Oct/2026:10:15:32 +0000] GET / HTTP/1.1 200 5120", start);
        };
    }
}
