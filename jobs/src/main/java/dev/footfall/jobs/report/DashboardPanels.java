package dev.footfall.jobs.report;

import dev.footfall.jobs.dashboard.Panel;
import dev.footfall.jobs.dashboard.Panel.Column;
import dev.footfall.jobs.dashboard.Panel.Section;
import dev.footfall.jobs.dashboard.Panel.Shape;
import dev.footfall.jobs.output.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns released rows into the dashboard's panels: which question each answers, in which shape. */
final class DashboardPanels {
    /** Rows of a panel; the page has to open fast, and nobody reads further. */
    static final int MOST_ROWS = 150;

    private static final String VISITS_METHOD = "Visits that touch it; no pause above 30 minutes within a visit.";
    private static final Map<String, String> STATUS_NAMES = Map.ofEntries(
            Map.entry("200", "OK"),
            Map.entry("201", "Created"),
            Map.entry("204", "No content"),
            Map.entry("206", "Part of a file"),
            Map.entry("301", "Moved for good"),
            Map.entry("302", "Found elsewhere"),
            Map.entry("303", "See other"),
            Map.entry("304", "Not modified"),
            Map.entry("307", "Moved for now"),
            Map.entry("308", "Moved for good"),
            Map.entry("400", "Bad request"),
            Map.entry("401", "Not signed in"),
            Map.entry("403", "Forbidden"),
            Map.entry("404", "Not found"),
            Map.entry("405", "Method not allowed"),
            Map.entry("408", "Request timed out"),
            Map.entry("410", "Gone"),
            Map.entry("429", "Too many requests"),
            Map.entry("499", "Client went away"),
            Map.entry("500", "Server error"),
            Map.entry("502", "Bad gateway"),
            Map.entry("503", "Unavailable"),
            Map.entry("504", "Gateway timed out"));

    /** A panel of one dimension. */
    record Counted(Dimension dimension, String id, Section section, String title, String question, String measure) {}

    /** What is asked of people's traffic, in the order of the page. */
    static final List<Counted> HUMAN = List.of(
            visits(Dimension.NETWORK, "networks", Section.PLACES, "Networks", "Which operators connect them?"),
            new Counted(Dimension.PAGE, "pages", Section.CONTENT, "Pages", "What is read most?", "pageviews"),
            visits(Dimension.SEARCH, "searches", Section.CONTENT, "Searches", "What do they look for on the site?"),
            visits(Dimension.HOST, "hosts", Section.CONTENT, "Hosts", "Under which name?"),
            visits(Dimension.MEDIUM, "media", Section.SOURCES, "Ways in", "By which way do visits come?"),
            visits(Dimension.REFERRER, "referrers", Section.SOURCES, "Referrers", "Which sites send them?"),
            visits(Dimension.CAMPAIGN, "campaigns", Section.SOURCES, "Campaigns", "Which campaign brought them?"),
            visits(Dimension.DEVICE, "devices", Section.TECHNOLOGY, "Devices", "Phone or desk?"),
            visits(Dimension.OS, "systems", Section.TECHNOLOGY, "Systems", "Which systems?"),
            visits(Dimension.AGENT, "agents", Section.TECHNOLOGY, "Browsers", "Which browsers?"),
            visits(
                    Dimension.LANGUAGE,
                    "languages",
                    Section.TECHNOLOGY,
                    "Languages",
                    "Which language do browsers ask for?"),
            hits(Dimension.STATUS, "status", "Status", "Does the server answer well?"),
            hits(Dimension.KIND, "kinds", "Kinds", "What was fetched?"),
            hits(Dimension.METHOD, "methods", "Methods", "How was it asked for?"),
            hits(Dimension.NOT_FOUND, "not-found", "Not found", "Which addresses lead nowhere?"));

    /** What is asked of everybody else's. */
    static final List<Counted> BOT = List.of(
            new Counted(
                    Dimension.AGENT_CLASS,
                    "agent-classes",
                    Section.TECHNOLOGY,
                    "Kinds of agents",
                    "Who are they?",
                    "hits"),
            new Counted(Dimension.AGENT, "agents", Section.TECHNOLOGY, "Agents", "Which come most?", "hits"),
            new Counted(Dimension.PAGE, "pages", Section.CONTENT, "Pages", "What do they fetch?", "hits"),
            new Counted(Dimension.COUNTRY, "countries", Section.PLACES, "Countries", "Where from?", "hits"),
            new Counted(Dimension.NETWORK, "networks", Section.PLACES, "Networks", "Through which operators?", "hits"),
            hits(Dimension.STATUS, "status", "Status", "What do they get?"),
            hits(Dimension.KIND, "kinds", "Kinds", "What was fetched?"),
            hits(Dimension.METHOD, "methods", "Methods", "How was it asked for?"),
            hits(Dimension.NOT_FOUND, "not-found", "Not found", "What do they look for in vain?"));

    private DashboardPanels() {}

    private static Counted visits(Dimension dimension, String id, Section section, String title, String question) {
        return new Counted(dimension, id, section, title, question, "visits");
    }

    private static Counted hits(Dimension dimension, String id, String title, String question) {
        return new Counted(dimension, id, Section.RESPONSES, title, question, "hits");
    }

    /** The panel of one dimension. */
    static Panel counted(Counted what, DashboardCells cells) {
        Rows rows = cells.released(what.dimension(), what.measure());
        if (rows.rows().size() == 1
                && Browsers.UNKNOWN.equals(rows.rows().get(0).get(0))) {
            return without(what.id(), what.section(), what.title(), what.question(), "The log does not say.");
        }
        DashboardCells.Sums total = cells.total(false);
        long whole =
                switch (what.measure()) {
                    case "hits" -> total == null ? 0 : total.hits();
                    case "pageviews" -> total == null ? 0 : total.pageviews();
                    default -> total == null ? 0 : total.visits();
                };
        return panel(
                what.id(),
                what.section(),
                what.title(),
                what.question(),
                rows,
                what.dimension(),
                what.measure(),
                whole,
                cells.folded(what.dimension(), rows));
    }

    /** Entry and exit pages, from the rows of a traffic report. */
    static Panel ofVisits(String id, String title, String question, Rows rows, Dimension dimension, int k) {
        long whole = 0;
        List<List<@Nullable Object>> known = new ArrayList<>();
        for (List<@Nullable Object> row : rows.rows()) {
            if (row.get(0) != null && row.get(rows.index("visits")) instanceof Long n) {
                whole += n;
                if (row.get(rows.index("browsers")) instanceof Long browsers && browsers >= k) {
                    known.add(row);
                }
            }
        }
        known.sort((a, b) -> Long.compare(number(b, rows), number(a, rows)));
        Rows sorted = new Rows(rows.columns(), known);
        return panel(id, Section.CONTENT, title, question, sorted, dimension, "visits", whole, 0);
    }

    private static long number(List<@Nullable Object> row, Rows rows) {
        boolean other = Suppression.OTHER.equals(row.get(0));
        return !other && row.get(rows.index("visits")) instanceof Long n ? n : -1;
    }

    private static Panel panel(
            String id,
            Section section,
            String title,
            String question,
            Rows rows,
            Dimension dimension,
            String measure,
            long whole,
            int folded) {
        boolean status = dimension == Dimension.STATUS;
        List<Column> columns = new ArrayList<>();
        Panel.Type type = dimension == Dimension.COUNTRY ? Panel.Type.COUNTRY : Panel.Type.TEXT;
        columns.add(new Column(dimension.label(), label(dimension.label()), type));
        if (status) {
            columns.add(new Column("meaning", "Meaning", Panel.Type.TEXT));
        }
        columns.add(new Column(measure, label(measure), Panel.Type.NUMBER));
        columns.add(new Column("share", "Share", Panel.Type.SHARE));
        List<String> more =
                new ArrayList<>(measure.equals("hits") ? List.of("bytes") : List.of("visits", "pageviews", "browsers"));
        more.remove(measure);
        more.forEach(name -> columns.add(
                new Column(name, label(name), name.equals("bytes") ? Panel.Type.BYTES : Panel.Type.NUMBER)));
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (List<@Nullable Object> row : rows.first(MOST_ROWS).rows()) {
            List<@Nullable Object> cell = new ArrayList<>();
            String value = String.valueOf(row.get(0));
            cell.add(value);
            if (status) {
                cell.add(STATUS_NAMES.getOrDefault(value, ""));
            }
            Object main = row.get(rows.index(measure));
            cell.add(main);
            cell.add(main instanceof Long n && whole > 0 ? Math.min(1, (double) n / whole) : null);
            more.forEach(name -> cell.add(row.get(rows.index(name))));
            cells.add(cell);
        }
        Panel panel =
                Panel.table(id, section, title, question, method(rows, dimension, measure), columns, cells, folded);
        return Shape.SHARES == shape(dimension, cells.size()) ? panel.as(Shape.SHARES) : panel;
    }

    private static Shape shape(Dimension dimension, int rows) {
        boolean whole = dimension == Dimension.MEDIUM
                || dimension == Dimension.DEVICE
                || dimension == Dimension.AGENT_CLASS
                || dimension == Dimension.KIND;
        return whole && rows > 1 && rows <= 8 ? Shape.SHARES : Shape.TABLE;
    }

    private static String method(Rows rows, Dimension dimension, String measure) {
        String counted =
                switch (measure) {
                    case "hits" -> "Hits, which are lines of the log.";
                    case "pageviews" -> "Pages that the server showed, without images, scripts and the like.";
                    default -> VISITS_METHOD;
                };
        String cut = rows.rows().size() > MOST_ROWS ? " The first " + MOST_ROWS + " rows." : "";
        String same = " As `footfall report traffic --by " + dimension.label() + "`.";
        return counted + cut + same;
    }

    private static String label(String name) {
        String words = name.replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The hours of the week in which visits begin; hours of fewer than k browsers stay empty. */
    static Panel hours(List<DashboardCells.WeekHour> hours, int k) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int small = 0;
        for (DashboardCells.WeekHour hour : hours) {
            if (hour.browsers() < k) {
                small++;
            } else {
                rows.add(Arrays.asList(hour.weekday(), hour.hour(), hour.visits()));
            }
        }
        return Panel.table(
                        "hours",
                        Section.TIMES,
                        "Hours of the week",
                        "When do they come?",
                        "Visits by the hour in which they began, in the site's time zone. Hours of fewer than " + k
                                + " browsers stay empty.",
                        List.of(
                                new Column("weekday", "Weekday", Panel.Type.NUMBER),
                                new Column("hour", "Hour", Panel.Type.NUMBER),
                                new Column("visits", "Visits", Panel.Type.NUMBER)),
                        rows,
                        small)
                .as(Shape.HOURS);
    }

    /** Countries, regions or cities with people, from the rows of a report of places. */
    static Panel places(Dimension level, Rows rows) {
        List<Column> columns = new ArrayList<>();
        if (level != Dimension.COUNTRY) {
            columns.add(new Column(level.label(), label(level.label()), Panel.Type.TEXT));
        }
        if (level == Dimension.CITY) {
            columns.add(new Column("region", "Region", Panel.Type.TEXT));
        }
        columns.add(new Column("country", "Country", Panel.Type.COUNTRY));
        columns.add(new Column("people", "People", Panel.Type.NUMBER));
        columns.add(new Column("people_low", "Low", Panel.Type.LOW));
        columns.add(new Column("people_high", "High", Panel.Type.HIGH));
        columns.add(new Column("share", "Share", Panel.Type.SHARE));
        columns.add(new Column("visits", "Visits", Panel.Type.NUMBER));
        columns.add(new Column("pageviews", "Pageviews", Panel.Type.NUMBER));
        List<List<@Nullable Object>> cells = new ArrayList<>();
        int folded = 0;
        for (List<@Nullable Object> row : rows.rows()) {
            folded += row.get(rows.index(Suppression.SUPPRESSED)) instanceof Long n ? n.intValue() : 0;
            if (row.get(rows.index("people")) != null && cells.size() < MOST_ROWS) {
                List<@Nullable Object> cell = new ArrayList<>();
                columns.forEach(column -> cell.add(row.get(rows.index(column.name()))));
                cells.add(cell);
            }
        }
        String what =
                switch (level) {
                    case REGION -> "In which parts of a country?";
                    case CITY -> "In which towns?";
                    default -> "Where in the world are they?";
                };
        String care = level == Dimension.CITY
                ? " City databases know fixed lines to some 10 km, mobile networks to some 190 km: read small cities as regions."
                : "";
        String title =
                switch (level) {
                    case REGION -> "Regions";
                    case CITY -> "Cities";
                    default -> "Countries";
                };
        Panel panel = Panel.table(
                title.toLowerCase(Locale.ROOT),
                Section.PLACES,
                title,
                what,
                "A browser counts where it is on most days; the estimate of all people is divided in proportion, so that"
                        + " places add up to it. As `footfall report geo --by " + level.label() + "`." + care,
                columns,
                cells,
                folded);
        return level == Dimension.COUNTRY && !cells.isEmpty() ? panel.as(Shape.MAP) : panel;
    }

    /** A panel that has nothing to show, with the reason. */
    static Panel without(String id, Section section, String title, String question, String reason) {
        List<Column> columns = List.of(
                new Column("value", "Value", Panel.Type.TEXT), new Column("visits", "Visits", Panel.Type.NUMBER));
        return Panel.table(id, section, title, question, "Nothing was counted.", columns, List.of(), 0)
                .whenEmpty(reason);
    }
}
