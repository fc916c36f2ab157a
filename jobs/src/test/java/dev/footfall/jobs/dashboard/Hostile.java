package dev.footfall.jobs.dashboard;

import dev.footfall.jobs.dashboard.DashboardData.Accounting;
import dev.footfall.jobs.dashboard.DashboardData.Fact;
import dev.footfall.jobs.dashboard.DashboardData.Finding;
import dev.footfall.jobs.dashboard.DashboardData.Gap;
import dev.footfall.jobs.dashboard.DashboardData.Period;
import dev.footfall.jobs.dashboard.DashboardData.Quality;
import dev.footfall.jobs.dashboard.DashboardData.Tone;
import dev.footfall.jobs.dashboard.Panel.Column;
import dev.footfall.jobs.dashboard.Panel.Section;
import dev.footfall.jobs.dashboard.Panel.Shape;
import dev.footfall.jobs.dashboard.View.Headline;
import dev.footfall.jobs.dashboard.View.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page full of names as an attacker would choose them, and one with nothing at all. */
final class Hostile {
    static final List<String> NAMES = List.of(
            "</script><img src=x onerror=owned=1>",
            "<!--<script>",
            "<svg/onload=owned=1>",
            "\"><script>owned=1</script>",
            "' onmouseover='owned=1",
            "javascript:owned=1",
            "{{7*7}}${7*7}",
            "]]>\u2028owned=1\u2029",
            "/\u202egpj.exe",
            "nul\u0000bell\u0007",
            "=HYPERLINK(\"https://evil.example\",\"x\")",
            "+1-1",
            "@SUM(A1)",
            "-2+3",
            " =1+1",
            "a,b",
            "two\r\nlines",
            "\ud800 alone",
            "x".repeat(3000),
            "\ud83d\ude00".repeat(200));

    private static final String ALL = String.join(" ", NAMES);
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    private Hostile() {}

    static DashboardData data() {
        List<Column> columns = List.of(BookshopPanels.text("page", ALL), BookshopPanels.number("visits", ALL));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        NAMES.forEach(name -> rows.add(BookshopPanels.row(name, 5)));
        rows.add(BookshopPanels.row(null, -5));
        Panel pages = new Panel("pages", Section.CONTENT, Shape.SHARES, ALL, ALL, ALL, ALL, columns, rows, 1);
        List<Column> places = List.of(new Column("country", ALL, Panel.Type.COUNTRY), columns.get(1));
        Panel countries = new Panel("countries", Section.PLACES, Shape.MAP, ALL, ALL, ALL, ALL, places, rows, 0);
        View view = new View(
                "human",
                ALL,
                List.of(new Headline("hits", ALL, ALL, Unit.COUNT, null, null)),
                List.of(),
                List.of(pages, countries));
        return new DashboardData(
                ALL,
                ALL,
                Instant.EPOCH,
                Period.of(DAY, DAY.plusDays(1), ALL),
                10,
                List.of(view, new View("other", ALL, List.of(), List.of(), List.of())),
                List.of(new Finding(Tone.NOTE, ALL)),
                new Quality(
                        new Accounting(1, 3, 1, 1, 0, 0),
                        List.of(new Fact(ALL, ALL)),
                        List.of(new Gap(DAY.atStartOfDay(), DAY.atTime(1, 0), ALL)),
                        List.of()));
    }

    static DashboardData nothing() {
        Panel pages = Panel.table(
                "pages",
                Section.CONTENT,
                "Pages",
                "What is read?",
                "Counted.",
                List.of(BookshopPanels.text("page", "Page")),
                List.of(),
                0);
        Headline people = new Headline("people", "People", "", Unit.COUNT, null, null);
        View view = new View(
                "human", "People", List.of(people), List.of(new View.Series("day", "Days", List.of())), List.of(pages));
        return new DashboardData(
                "Nothing",
                "no site",
                Instant.EPOCH,
                Period.of(DAY, DAY.plusDays(1), "UTC"),
                0,
                List.of(view),
                List.of(),
                new Quality(new Accounting(0, 0, 0, 0, 0, 0), List.of(), List.of(), List.of()));
    }
}
