package dev.footfall.jobs.report;

import static org.apache.spark.sql.functions.col;

import dev.footfall.estimate.PeopleEstimate;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.dashboard.DashboardData;
import dev.footfall.jobs.dashboard.DashboardData.Fact;
import dev.footfall.jobs.dashboard.DashboardData.Gap;
import dev.footfall.jobs.dashboard.DashboardData.Period;
import dev.footfall.jobs.dashboard.DashboardData.Quality;
import dev.footfall.jobs.dashboard.Panel;
import dev.footfall.jobs.dashboard.Panel.Section;
import dev.footfall.jobs.dashboard.View;
import dev.footfall.jobs.dashboard.View.Figure;
import dev.footfall.jobs.dashboard.View.Headline;
import dev.footfall.jobs.dashboard.View.Point;
import dev.footfall.jobs.dashboard.View.Series;
import dev.footfall.jobs.dashboard.View.Unit;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.report.Scope.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a dashboard shows. Everything in it is fit for release: cells below k are folded or left out.
 *
 * <p>Hits get their visits once and stay in memory while all questions about them are answered; queries run side by side,
 * for on small data most of their time is planning.
 */
public final class DashboardQueries {
    /** Days shown when none are asked for and there are twice as many, so that there is something to compare with. */
    static final int USUAL_DAYS = 35;

    private static final int SIDE_BY_SIDE = 4;
    /** More rows than this are read again for each question rather than held in memory. */
    private static final long MOST_HELD = 20_000_000;

    /**
     * The tables that a dashboard reads.
     *
     * @param hits {@code audience.hits}
     * @param files {@code ingest.files}
     * @param batches {@code ingest.batches}
     */
    public record Source(Dataset<Row> hits, Dataset<Row> files, Dataset<Row> batches) {}

    /**
     * What to show.
     *
     * @param scope days and sites; its visitors and conditions do not matter
     * @param k least number of browsers or devices behind a released cell, at least 1
     */
    public record Wish(String title, Scope scope, int k) {}

    private final Source source;
    private final Wish wish;
    private final Dataset<Row> hits;
    private final ZoneId zone;

    private DashboardQueries(Source source, Wish wish) {
        this.source = source;
        this.wish = wish;
        List<String> sites = wish.scope().sites();
        this.hits = sites.isEmpty()
                ? source.hits()
                : source.hits().where(col("site").isin(sites.toArray()));
        this.zone = wish.scope().zones().apply(sites.isEmpty() ? null : sites.get(0));
    }

    /**
     * Reads it all.
     *
     * @throws UserException when there are no hits of these sites in these days
     */
    public static DashboardData read(Source source, Wish wish) {
        return new DashboardQueries(source, wish).data();
    }

    private DashboardData data() {
        Scope asked = wish.scope();
        DashboardTraffic traffic = DashboardTraffic.of(hits, VisitedHits.localTime(hits, asked, col("ts")));
        if (traffic.isEmpty()) {
            throw Nothing.found(source.hits(), asked);
        }
        Period period = period(traffic);
        NavigableMap<LocalDateTime, DashboardTraffic.Hour> hours = traffic.between(period.from(), period.to());
        if (hours.isEmpty()) {
            throw Nothing.found(source.hits(), asked);
        }
        LocalDate previous = period.previousFrom();
        Span span = previous == null ? null : new Span(period.from(), period.to());
        Scope scope = asked.between(period.from(), period.to());
        boolean held = traffic.between(previous == null ? period.from() : previous, period.to()).values().stream()
                        .mapToLong(DashboardTraffic.Hour::hits)
                        .sum()
                <= MOST_HELD;
        ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE);
        try {
            CompletableFuture<DashboardQuality> quality =
                    ask(pool, () -> DashboardQuality.read(source.files(), source.batches(), period, asked.sites()));
            People people = new People(scope.of(Who.human), span, held, pool);
            Bots bots = new Bots(scope.of(Who.bot), span, pool);
            DashboardData data = assembled(period, hours, quality.join(), people, bots);
            people.release();
            return data;
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        } finally {
            pool.shutdown();
        }
    }

    private static <T> CompletableFuture<T> ask(ExecutorService pool, Supplier<T> question) {
        return CompletableFuture.supplyAsync(question, pool);
    }

    private Period period(DashboardTraffic traffic) {
        Scope asked = wish.scope();
        LocalDate to = asked.to() != null ? asked.to() : traffic.lastDay().plusDays(1);
        LocalDate from = asked.from();
        if (from == null) {
            LocalDate usual = to.minusDays(USUAL_DAYS);
            from = traffic.firstDay().isAfter(usual.minusDays(USUAL_DAYS)) ? traffic.firstDay() : usual;
        }
        if (!from.isBefore(to)) {
            throw Nothing.found(source.hits(), asked);
        }
        Span before = new Span(from, to).preceding();
        boolean compared = !traffic.firstDay().isAfter(before.from());
        return new Period(from, to, zone.getId(), compared ? before.from() : null, compared ? before.to() : null);
    }

    /** Hits of the scope's visitors with their visits, held in memory while they are asked about. */
    private Dataset<Row> visited(Scope scope, @Nullable Span span, boolean held) {
        Set<String> columns = new LinkedHashSet<>(List.of("bytes", "status", "person", "site", "region", "city", "ms"));
        DashboardPanels.HUMAN.forEach(p -> columns.add(p.dimension().column()));
        DashboardPanels.BOT.forEach(p -> columns.add(p.dimension().column()));
        Dataset<Row> visited = VisitedHits.of(hits, wide(scope, span), columns, true);
        return held ? visited.persist(StorageLevel.MEMORY_ONLY()) : visited;
    }

    private static Scope wide(Scope scope, @Nullable Span span) {
        return span == null ? scope : scope.between(span.preceding().from(), span.to());
    }

    private DashboardCells cells(
            Dataset<Row> visited, Scope scope, @Nullable Span span, List<DashboardPanels.Counted> panels) {
        Column localVisit = VisitedHits.localTime(hits, scope, col(VisitedHits.VISIT));
        List<Dimension> dimensions =
                panels.stream().map(DashboardPanels.Counted::dimension).toList();
        return DashboardCells.of(visited, wide(scope, span), span, dimensions, localVisit, wish.k());
    }

    /** Questions about people. A question without an answer gives the reason instead. */
    private final class People {
        private final Dataset<Row> visited;
        final CompletableFuture<DashboardCells> cells;
        final CompletableFuture<Answer> whole;
        final CompletableFuture<Answer> days;
        final CompletableFuture<Answer> weeks;
        final CompletableFuture<Answer> countries;
        final CompletableFuture<Answer> regions;
        final CompletableFuture<Answer> cities;
        final CompletableFuture<Answer> entries;
        final CompletableFuture<Answer> exits;

        People(Scope scope, @Nullable Span span, boolean held, ExecutorService pool) {
            Dataset<Row> visited = visited(scope, span, held);
            cells = ask(pool, () -> cells(visited, scope, span, DashboardPanels.HUMAN));
            // Before those that wait for it, so that it has a thread.
            CompletableFuture<Map<Boolean, PeopleEstimate>> total =
                    ask(pool, () -> AudienceReport.whole(visited, scope, null));
            days = answer(pool, () -> audience(visited, scope, Granularity.day, false));
            countries = answer(pool, () -> geo(visited, scope, Dimension.COUNTRY, total));
            entries = answer(pool, () -> traffic(visited, scope, Dimension.ENTRY));
            exits = answer(pool, () -> traffic(visited, scope, Dimension.EXIT));
            weeks = answer(pool, () -> audience(visited, scope, Granularity.week, false));
            whole = answer(pool, () -> audience(visited, scope, Granularity.all, span != null));
            regions = answer(pool, () -> geo(visited, scope, Dimension.REGION, total));
            cities = answer(pool, () -> geo(visited, scope, Dimension.CITY, total));
            this.visited = visited;
        }

        /** Lets go of the hits in memory. */
        void release() {
            visited.unpersist();
        }

        private Rows audience(Dataset<Row> visited, Scope scope, Granularity by, boolean compare) {
            return AudienceReport.run(visited, new AudienceQuery(scope, by, null, compare, wish.k()));
        }

        private Rows geo(
                Dataset<Row> visited,
                Scope scope,
                Dimension level,
                CompletableFuture<Map<Boolean, PeopleEstimate>> total) {
            return GeoReport.run(visited, new GeoQuery(scope, level, false, wish.k()), total::join);
        }

        private Rows traffic(Dataset<Row> visited, Scope scope, Dimension by) {
            return TrafficReport.run(visited, new TrafficQuery(scope, List.of(by), false, wish.k()));
        }
    }

    /** Questions about everybody else. */
    private final class Bots {
        final CompletableFuture<DashboardCells> cells;

        Bots(Scope scope, @Nullable Span span, ExecutorService pool) {
            Dataset<Row> visited = visited(scope, span, false);
            cells = ask(pool, () -> cells(visited, scope, span, DashboardPanels.BOT));
        }
    }

    /** Rows, or why there are none. */
    private record Answer(Rows rows, String reason) {
        boolean isEmpty() {
            return rows.rows().isEmpty();
        }
    }

    private static CompletableFuture<Answer> answer(ExecutorService pool, Supplier<Rows> question) {
        return ask(pool, () -> {
            try {
                return new Answer(question.get(), "");
            } catch (UserException nothing) {
                return new Answer(new Rows(List.of(), List.of()), String.valueOf(nothing.getMessage()));
            }
        });
    }

    private DashboardData assembled(
            Period period,
            NavigableMap<LocalDateTime, DashboardTraffic.Hour> hours,
            DashboardQuality quality,
            People people,
            Bots bots) {
        DashboardCells humanCells = people.cells.join();
        DashboardCells botCells = bots.cells.join();
        List<Point> days = points(people.days.join(), period, Granularity.day);
        List<Point> weeks = points(people.weeks.join(), period, Granularity.week);
        List<Series> series = new ArrayList<>();
        if (!days.isEmpty()) {
            series.add(new Series("day", "Days", days));
        }
        if (weeks.size() > 1) {
            series.add(new Series("week", "Weeks", weeks));
        }
        Answer whole = people.whole.join();
        View human =
                new View("human", "People", humanHeadlines(whole, humanCells), series, humanPanels(people, humanCells));
        View bot = new View("bot", "Bots and tools", botHeadlines(botCells), List.of(), botPanels(botCells));
        List<Gap> gaps = DashboardQuality.gaps(hours, period, zone);
        DashboardFindings findings = new DashboardFindings();
        findings.errors(hours);
        findings.gaps(gaps);
        findings.quarantine(quality.accounting());
        findings.change(humanCells, Dimension.MEDIUM, "by way of %s");
        findings.change(humanCells, Dimension.PAGE, "that open %s");
        findings.weeks(weeks);
        Answer countries = people.countries.join();
        if (!countries.isEmpty() && estimate(whole, "browsers", "") != null) {
            Rows rows = countries.rows();
            findings.topCountry(rows.rows(), rows.index("country"), rows.index("people"), rows.index("share"));
        }
        findings.weekends(days);
        findings.bots(humanCells.total(false), botCells);
        findings.phones(humanCells);
        return new DashboardData(
                wish.title(),
                wish.scope().sites().isEmpty()
                        ? "all sites"
                        : String.join(", ", wish.scope().sites()),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                period,
                wish.k(),
                List.of(human, bot),
                findings.all(),
                new Quality(quality.accounting(), facts(quality, whole, List.of(human, bot)), gaps, quality.panels()));
    }

    private List<Panel> humanPanels(People people, DashboardCells cells) {
        List<Panel> panels = new ArrayList<>();
        Answer whole = people.whole.join();
        panels.add(DashboardPanels.hours(cells.weekHours(), wish.k()));
        panels.add(places(Dimension.COUNTRY, people.countries.join(), whole));
        panels.add(places(Dimension.REGION, people.regions.join(), whole));
        panels.add(places(Dimension.CITY, people.cities.join(), whole));
        for (DashboardPanels.Counted counted : DashboardPanels.HUMAN) {
            panels.add(DashboardPanels.counted(counted, cells));
            if (counted.dimension() == Dimension.PAGE) {
                panels.add(ofVisits(
                        "entries", "Entry pages", "Where do visits begin?", people.entries.join(), Dimension.ENTRY));
                panels.add(ofVisits("exits", "Exit pages", "Where do they end?", people.exits.join(), Dimension.EXIT));
            }
        }
        return panels;
    }

    private Panel places(Dimension level, Answer answer, Answer whole) {
        boolean few = estimate(whole, "browsers", "") == null;
        if (!answer.isEmpty() && !few) {
            return DashboardPanels.places(level, answer.rows());
        }
        String id = level == Dimension.COUNTRY ? "countries" : level == Dimension.REGION ? "regions" : "cities";
        String title = id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
        return DashboardPanels.without(
                id,
                Section.PLACES,
                title,
                "Where are they?",
                answer.isEmpty() ? answer.reason() : "Fewer than " + wish.k() + " browsers came.");
    }

    private Panel ofVisits(String id, String title, String question, Answer answer, Dimension dimension) {
        return answer.isEmpty()
                ? DashboardPanels.without(id, Section.CONTENT, title, question, answer.reason())
                : DashboardPanels.ofVisits(id, title, question, answer.rows(), dimension, wish.k());
    }

    private static List<Panel> botPanels(DashboardCells cells) {
        return DashboardPanels.BOT.stream()
                .map(counted -> DashboardPanels.counted(counted, cells))
                .toList();
    }

    private List<Headline> humanHeadlines(Answer whole, DashboardCells cells) {
        List<Headline> headlines = new ArrayList<>();
        headlines.add(new Headline(
                "people",
                "People",
                "who opened at least one page",
                Unit.COUNT,
                estimate(whole, "people", ""),
                estimate(whole, "people", Comparison.BEFORE)));
        headlines.add(new Headline(
                "browsers",
                "Browsers",
                "cookie jars on devices",
                Unit.COUNT,
                estimate(whole, "browsers", ""),
                estimate(whole, "browsers", Comparison.BEFORE)));
        DashboardCells.Sums now = cells.total(false);
        DashboardCells.Sums before = cells.total(true);
        headlines.add(count("visits", "Visits", "no pause above 30 minutes", visits(now), visits(before)));
        headlines.add(count(
                "pageviews",
                "Pageviews",
                "pages shown to people",
                now == null ? null : now.pageviews(),
                before == null ? null : before.pageviews()));
        headlines.addAll(volume(now, before, "people's browsers"));
        return headlines;
    }

    private static @Nullable Long visits(DashboardCells.@Nullable Sums sums) {
        return sums == null ? null : sums.visits();
    }

    private static List<Headline> botHeadlines(DashboardCells cells) {
        return volume(cells.total(false), cells.total(true), "bots and tools");
    }

    private static List<Headline> volume(
            DashboardCells.@Nullable Sums now, DashboardCells.@Nullable Sums before, String whose) {
        return List.of(
                count(
                        "hits",
                        "Hits",
                        "lines of " + whose,
                        now == null ? null : now.hits(),
                        before == null ? null : before.hits()),
                new Headline(
                        "bytes",
                        "Sent",
                        "to " + whose,
                        Unit.BYTES,
                        now == null ? null : Figure.count((double) now.bytes()),
                        before == null ? null : Figure.count((double) before.bytes())));
    }

    private static Headline count(String id, String label, String explain, @Nullable Long now, @Nullable Long before) {
        return new Headline(
                id,
                label,
                explain,
                Unit.COUNT,
                now == null ? null : Figure.count(now),
                before == null ? null : Figure.count(before));
    }

    /** An estimate of the whole span, unless it rests on fewer than k browsers. The earlier one comes without interval. */
    private @Nullable Figure estimate(Answer whole, String measure, String side) {
        Rows rows = whole.rows();
        if (whole.isEmpty() || !rows.columns().contains(measure + side)) {
            return null;
        }
        List<@Nullable Object> row = rows.rows().get(0);
        if (!(row.get(rows.index(measure + side)) instanceof Number value)
                || !(row.get(rows.index("browsers" + side)) instanceof Number browsers)
                || browsers.longValue() < wish.k()) {
            return null;
        }
        boolean interval = rows.columns().contains(measure + "_low" + side);
        return interval
                        && row.get(rows.index(measure + "_low" + side)) instanceof Number low
                        && row.get(rows.index(measure + "_high" + side)) instanceof Number high
                ? Figure.estimate(value.doubleValue(), low.doubleValue(), high.doubleValue())
                : Figure.count(value.doubleValue());
    }

    /** The periods that lie wholly in the span; people only where at least k browsers came. */
    private List<Point> points(Answer answer, Period period, Granularity by) {
        List<Point> points = new ArrayList<>();
        Rows rows = answer.rows();
        for (List<@Nullable Object> row : rows.rows()) {
            Dimension time = by == Granularity.week ? Dimension.WEEK : Dimension.DAY;
            LocalDate first = (LocalDate) time.parsed(String.valueOf(row.get(0)));
            LocalDate last = by == Granularity.week ? first.plusDays(6) : first;
            if (first.isBefore(period.from()) || !last.isBefore(period.to())) {
                continue;
            }
            Long browsers = number(rows, row, "browsers");
            boolean small = browsers == null || browsers < wish.k();
            points.add(new Point(
                    first,
                    small ? null : number(rows, row, "people"),
                    small ? null : number(rows, row, "people_low"),
                    small ? null : number(rows, row, "people_high"),
                    small ? null : browsers,
                    small ? null : number(rows, row, "visits"),
                    small ? null : number(rows, row, "pageviews")));
        }
        return points;
    }

    private static @Nullable Long number(Rows rows, List<@Nullable Object> row, String column) {
        return row.get(rows.index(column)) instanceof Long n ? n : null;
    }

    private List<Fact> facts(DashboardQuality quality, Answer whole, List<View> views) {
        int folded = views.stream()
                .flatMap(view -> view.panels().stream())
                .mapToInt(Panel::suppressed)
                .sum();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Policy", quality.versions("policy", "none recorded")));
        facts.add(new Fact("City database", quality.versions("city_database", "none: places are unknown")));
        facts.add(new Fact("Network database", quality.versions("asn_database", "none: networks have no name")));
        if (!whole.isEmpty()) {
            Object method = whole.rows().rows().get(0).get(whole.rows().index("method"));
            facts.add(new Fact("People", "estimated by " + method));
        }
        facts.add(new Fact("Visits", "30 minutes without a hit end a visit"));
        facts.add(new Fact(
                "Smallest group",
                wish.k() + " browsers or devices; " + folded + " smaller cells are folded or left out"));
        facts.add(new Fact("Batches", String.valueOf(quality.batches())));
        facts.add(new Fact("Footfall", quality.versions("code", "unknown version")));
        return facts;
    }
}
