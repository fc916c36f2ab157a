package dev.footfall.jobs.report;

import dev.footfall.jobs.output.Rows;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The order of a traffic report: times first and ascending, then most hits first, what was folded last. */
final class TrafficOrder {
    private TrafficOrder() {}

    static Rows sorted(Rows rows, List<Dimension> by) {
        List<Dimension> times = by.stream().filter(Dimension::isTime).toList();
        int hits = rows.index("hits");
        Comparator<List<@Nullable Object>> order = Comparator.comparing(row -> instant(rows, times, row));
        order = order.thenComparing(row -> row.contains(Suppression.OTHER))
                .thenComparing(row -> -(row.get(hits) instanceof Long n ? n : 0L))
                .thenComparing(row -> String.valueOf(row.subList(0, by.size())));
        List<List<@Nullable Object>> sorted = new ArrayList<>(rows.rows());
        sorted.sort(order);
        return new Rows(rows.columns(), sorted);
    }

    private static String instant(Rows rows, List<Dimension> times, List<@Nullable Object> row) {
        StringBuilder text = new StringBuilder();
        for (Dimension time : times) {
            text.append(rank(time, row.get(rows.index(time.label())))).append(' ');
        }
        return text.toString();
    }

    /** Days, weeks and months sort as their ISO text; hours and weekdays do not. */
    private static String rank(Dimension time, @Nullable Object shown) {
        String text = String.valueOf(shown);
        if (time == Dimension.WEEKDAY) {
            return String.valueOf(
                    DayOfWeek.valueOf(text.toUpperCase(Locale.ROOT)).getValue());
        }
        return time == Dimension.HOUR ? String.format(Locale.ROOT, "%2s", text) : text;
    }
}
