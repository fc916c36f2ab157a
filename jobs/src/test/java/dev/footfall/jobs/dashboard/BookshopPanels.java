package dev.footfall.jobs.dashboard;

import dev.footfall.jobs.dashboard.Panel.Column;
import dev.footfall.jobs.dashboard.Panel.Section;
import dev.footfall.jobs.dashboard.Panel.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of {@link Bookshop}. */
final class BookshopPanels {
    private static final String VISITS_METHOD =
            "Hits of one browser with no pause above 30 minutes, by cookie, else by the day's device token. People's browsers only.";
    private static final Column PEOPLE = new Column("people", "People", Panel.Type.NUMBER);
    private static final Column LOW = new Column("people_low", "Low", Panel.Type.LOW);
    private static final Column HIGH = new Column("people_high", "High", Panel.Type.HIGH);
    private static final Column SHARE = new Column("share", "Share", Panel.Type.SHARE);
    private static final Column VISITS = number("visits", "Visits");
    private static final Column PAGEVIEWS = number("pageviews", "Pageviews");
    private static final Column HITS = number("hits", "Hits");

    private BookshopPanels() {}

    static List<Panel> human() {
        return List.of(
                hours(),
                countries(),
                cities(),
                counted(
                        "networks",
                        Section.PLACES,
                        "Networks",
                        "Which operators connect them?",
                        "Operator",
                        48_000,
                        "A1 Telekom Austria",
                        "Magenta Telekom",
                        "Deutsche Telekom",
                        "Hutchison Drei",
                        "Vodafone",
                        "Swisscom",
                        "1&1",
                        "Comcast",
                        "(other)"),
                counted(
                        "pages",
                        Section.CONTENT,
                        "Pages",
                        "What is read most?",
                        "Page",
                        90_412,
                        "/",
                        "/krimi",
                        "/kochbuecher",
                        "/en/events",
                        "/kinderbuch/neuheiten",
                        "/suche",
                        "/warenkorb",
                        "/reise/karten-und-atlanten",
                        "/konto",
                        "/krimi/skandinavien",
                        "/antiquariat",
                        "/en/gift-cards",
                        "/newsletter",
                        "/filialen/hafen",
                        "/impressum",
                        "/antiquariat/erstausgaben/oesterreich/zwischenkriegszeit/signierte-exemplare",
                        "(other)"),
                counted(
                        "entries",
                        Section.CONTENT,
                        "Entry pages",
                        "Where does a visit begin?",
                        "Page",
                        33_807,
                        "/",
                        "/en/events",
                        "/krimi",
                        "/kochbuecher",
                        "/newsletter",
                        "/antiquariat",
                        "(other)"),
                counted(
                        "exits",
                        Section.CONTENT,
                        "Exit pages",
                        "Where does it end?",
                        "Page",
                        28_441,
                        "/warenkorb",
                        "/",
                        "/bestellung/danke",
                        "/krimi",
                        "/suche",
                        "/filialen/hafen",
                        "(other)"),
                counted(
                        "hosts",
                        Section.CONTENT,
                        "Hosts",
                        "Which of the sites?",
                        "Host",
                        88_100,
                        "www.harbourbooks.example",
                        "shop.harbourbooks.example"),
                counted(
                                "media",
                                Section.SOURCES,
                                "Ways in",
                                "By which way do visits come?",
                                "Medium",
                                51_220,
                                "search",
                                "direct",
                                "newsletter",
                                "social",
                                "link",
                                "campaign")
                        .as(Shape.SHARES),
                counted(
                        "referrers",
                        Section.SOURCES,
                        "Referrers",
                        "Which sites send them?",
                        "Site",
                        39_300,
                        "google.com",
                        "bing.com",
                        "duckduckgo.com",
                        "ecosia.org",
                        "literaturhaus.example",
                        "stadtzeitung.example",
                        "(other)"),
                counted("campaigns", Section.SOURCES, "Campaigns", "Which campaign brought them?", "Campaign", 0)
                        .whenEmpty(
                                "No link with utm_campaign was followed in these days. Add one to your newsletter's links to see it here."),
                counted(
                        "languages",
                        Section.TECHNOLOGY,
                        "Languages",
                        "Which language do browsers ask for?",
                        "Language",
                        70_114,
                        "de-AT",
                        "de-DE",
                        "en-GB",
                        "en-US",
                        "it",
                        "hr",
                        "(other)"),
                counted(
                                "devices",
                                Section.TECHNOLOGY,
                                "Devices",
                                "Phone or desk?",
                                "Device",
                                60_900,
                                "desktop",
                                "phone",
                                "tablet")
                        .as(Shape.SHARES),
                counted(
                        "agents",
                        Section.TECHNOLOGY,
                        "Browsers",
                        "Which browsers?",
                        "Agent",
                        47_018,
                        "Chrome 145",
                        "Safari 19",
                        "Firefox 148",
                        "Edge 145",
                        "Samsung Internet 29",
                        "(other)"),
                counted(
                        "os",
                        Section.TECHNOLOGY,
                        "Systems",
                        "Which systems?",
                        "System",
                        43_550,
                        "Windows",
                        "Android",
                        "iOS",
                        "macOS",
                        "Linux"),
                status(),
                counted(
                        "not-found",
                        Section.RESPONSES,
                        "Not found",
                        "Which addresses lead nowhere?",
                        "Path",
                        1_288,
                        "/kochbuecher/ostern",
                        "/favicon.png",
                        "/en/event",
                        "/feed",
                        "(other)"));
    }

    static List<Panel> bots() {
        return List.of(
                counted(
                                "agent-classes",
                                Section.TECHNOLOGY,
                                "Kinds of agents",
                                "Who are they?",
                                "Class",
                                1_400_000,
                                "declared-bot",
                                "tool",
                                "suspected-bot")
                        .as(Shape.SHARES),
                counted(
                        "bots",
                        Section.TECHNOLOGY,
                        "Agents",
                        "Which bots come most?",
                        "Agent",
                        610_000,
                        "Googlebot",
                        "bingbot",
                        "GPTBot",
                        "AhrefsBot",
                        "curl",
                        "(other)"),
                counted(
                        "bot-pages",
                        Section.CONTENT,
                        "Pages",
                        "What do they fetch?",
                        "Page",
                        88_000,
                        "/robots.txt",
                        "/",
                        "/sitemap.xml",
                        "/krimi"));
    }

    static List<Panel> quality() {
        List<Column> files = List.of(
                text("path", "File"),
                number("lines", "Lines"),
                HITS,
                number("quarantined", "Quarantined"),
                number("duplicates", "Duplicates"),
                number("ignored", "Ignored"));
        return List.of(
                Panel.table(
                        "files",
                        Section.QUALITY,
                        "Files",
                        "What was read?",
                        "Counted while reading, one row a file, and stored with the batch.",
                        files,
                        List.of(
                                row("logs/access-2026-03-02.log.gz", 231_004, 230_911, 93, 0, 14),
                                row("logs/access-2026-03-03.log.gz", 228_117, 228_020, 97, 0, 14),
                                row("logs/access-2026-03-18.log.gz", 104_310, 104_260, 50, 0, 12),
                                row("logs/access-2026-03-19.log.gz", 246_218, 230_118, 100, 16_000, 14)),
                        0),
                Panel.table(
                        "reasons",
                        Section.QUALITY,
                        "Quarantine",
                        "Why did lines not parse?",
                        "The first reason that a line gave; the line is kept encrypted for 14 days and can be read again.",
                        List.of(text("reason", "Reason"), number("lines", "Lines"), SHARE),
                        List.of(
                                row("no time", 1_402, 0.517),
                                row("truncated", 811, 0.299),
                                row("not UTF-8", 322, 0.119),
                                row("bad request line", 178, 0.066)),
                        0));
    }

    private static Panel hours() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int day = 1; day <= 7; day++) {
            for (int hour = 0; hour < 24; hour++) {
                double morning = Math.exp(-Math.pow(hour - 11, 2) / 18.0);
                double evening = Math.exp(-Math.pow(hour - 20, 2) / 9.0) * (day >= 6 ? 0.7 : 1.15);
                rows.add(row(day, hour, Math.round(1600 * (0.04 + morning * (day >= 6 ? 0.6 : 1) + evening))));
            }
        }
        List<Column> columns = List.of(number("weekday", "Weekday"), number("hour", "Hour"), VISITS);
        return Panel.table(
                        "hours",
                        Section.TIMES,
                        "Hours of the week",
                        "When should nobody restart the server?",
                        "Visits by the hour in which they began, in the site's time zone.",
                        columns,
                        rows,
                        0)
                .as(Shape.HOURS);
    }

    private static Panel countries() {
        List<Column> columns =
                List.of(new Column("country", "Country", Panel.Type.COUNTRY), PEOPLE, LOW, HIGH, SHARE, VISITS);
        String[] codes = {
            "AT", "DE", "CH", "IT", "CA", "US", "GB", "HR", "NL", "FR", "SI", "JP", "AU", "BR", "SG", "ZA", "MT", "IN",
            "(other)"
        };
        double[] people = {
            21_450, 9_870, 2_910, 1_540, 1_120, 980, 760, 610, 430, 410, 305, 190, 150, 120, 88, 61, 44, 41, 201
        };
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < codes.length; i++) {
            rows.add(row(
                    codes[i],
                    people[i],
                    Math.rint(people[i] * 0.92),
                    Math.rint(people[i] * 1.09),
                    people[i] / 41_280,
                    Math.rint(people[i] * 2.9)));
        }
        return Panel.table(
                        "countries",
                        Section.PLACES,
                        "Countries",
                        "Where in the world are they?",
                        "Each browser counts in the country of most of its addresses; people are scaled so that countries add up to the total.",
                        columns,
                        rows,
                        11)
                .as(Shape.MAP);
    }

    private static Panel cities() {
        List<Column> columns = List.of(
                text("city", "City"), new Column("country", "Country", Panel.Type.COUNTRY), PEOPLE, LOW, HIGH, SHARE);
        String[] cities = {
            "Wien",
            "Graz",
            "München",
            "Linz",
            "Berlin",
            "Zürich",
            "Salzburg",
            "Innsbruck",
            "Hamburg",
            "Bolzano",
            "Ljubljana",
            "Toronto"
        };
        String[] codes = {"AT", "AT", "DE", "AT", "DE", "CH", "AT", "AT", "DE", "IT", "SI", "CA"};
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < cities.length; i++) {
            double people = Math.rint(9_410 / Math.pow(i + 1, 0.85));
            rows.add(row(
                    cities[i], codes[i], people, Math.rint(people * 0.85), Math.rint(people * 1.17), people / 41_280));
        }
        return Panel.table(
                "cities",
                Section.PLACES,
                "Cities",
                "In which towns?",
                "The city database knows fixed lines to some 10 km, mobile networks to some 190 km: read small cities as regions.",
                columns,
                rows,
                162);
    }

    private static Panel status() {
        List<Column> columns = List.of(text("status", "Status"), text("meaning", "Meaning"), HITS, SHARE);
        List<List<@Nullable Object>> rows = List.of(
                row("200", "OK", 3_701_200, 0.8586),
                row("304", "Not modified", 402_118, 0.0933),
                row("301", "Moved", 110_222, 0.0256),
                row("404", "Not found", 71_404, 0.0166),
                row("503", "Unavailable", 21_002, 0.0049),
                row("500", "Error", 4_711, 0.0011));
        return Panel.table(
                "status",
                Section.RESPONSES,
                "Status",
                "Does the server answer well?",
                "Every hit, by the status of its response. Never suppressed.",
                columns,
                rows,
                0);
    }

    private static Panel counted(
            String id, Section section, String title, String question, String label, double most, String... names) {
        List<Column> columns = List.of(text(id.replace('-', '_'), label), VISITS, SHARE, PAGEVIEWS);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        double[] visits = new double[names.length];
        Arrays.setAll(visits, i -> Math.rint(most / Math.pow(i + 1, 1.1)));
        double whole = Arrays.stream(visits).sum();
        for (int i = 0; i < names.length; i++) {
            rows.add(row(names[i], visits[i], visits[i] / whole, Math.rint(visits[i] * 4.1)));
        }
        boolean folded = names.length > 0 && names[names.length - 1].equals("(other)");
        return Panel.table(id, section, title, question, VISITS_METHOD, columns, rows, folded ? 23 : 0);
    }

    static List<@Nullable Object> row(@Nullable Object... cells) {
        return Arrays.asList(cells);
    }

    static Column text(String name, String label) {
        return new Column(name, label, Panel.Type.TEXT);
    }

    static Column number(String name, String label) {
        return new Column(name, label, Panel.Type.NUMBER);
    }
}
