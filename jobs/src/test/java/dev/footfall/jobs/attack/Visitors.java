package dev.footfall.jobs.attack;

import java.util.List;
import java.util.stream.IntStream;

/** People who come in two months, with one address, cookie, session and account each; and the log of their hits. */
final class Visitors {
    static final int PEOPLE = 60;
    /** September and October lie in two months and in two quarters. */
    static final List<String> DAYS = List.of("14/Sep/2025", "14/Oct/2025");

    private Visitors() {}

    static String address(int person) {
        return "198.51." + (person % 4) + "." + (10 + person);
    }

    static String cookie(int person) {
        return "c00kie" + Integer.toHexString(0x5eed0000 + person * 7919);
    }

    static String account(int person) {
        return "user" + (1000 + person * 13);
    }

    static List<String> addresses() {
        return IntStream.range(0, PEOPLE).mapToObj(Visitors::address).toList();
    }

    static List<String> cookies() {
        return IntStream.range(0, PEOPLE).mapToObj(Visitors::cookie).toList();
    }

    static List<String> accounts() {
        return IntStream.range(0, PEOPLE).mapToObj(Visitors::account).toList();
    }

    /** One hit a person and day, each in a second of its own, in the format combined_cookie. */
    static String log() {
        StringBuilder log = new StringBuilder();
        for (String day : DAYS) {
            for (int person = 0; person < PEOPLE; person++) {
                log.append(line(person, day, address(person), account(person), cookie(person)));
            }
        }
        return log.toString();
    }

    static String line(int second, String day, String address, String account, String cookie) {
        return "%s - %s [%s:08:%02d:%02d +0000] \"GET /page HTTP/1.1\" 200 512 \"-\" \"%s\" \"ff_id=%s; sid=s%s\" \"-\" 1500\n"
                .formatted(
                        address,
                        account,
                        day,
                        second / 60,
                        second % 60,
                        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                        cookie,
                        cookie);
    }
}
