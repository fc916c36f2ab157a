package dev.footfall.jobs.dashboard;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one kind of traffic, complete in itself; a reader switches from one view to another.
 *
 * @param id short name of lower-case letters, digits and dashes
 * @param label what the switch says, such as {@code People}
 * @param headlines the figures in large type, the most important first
 * @param series figures over time, one per length of step
 * @param panels tables and maps, in the order shown within their section
 */
public record View(String id, String label, List<Headline> headlines, List<Series> series, List<Panel> panels) {

    /** The name that is taken by the page's own section. */
    static final String QUALITY = "quality";

    /**
     * Copies its lists.
     *
     * @throws IllegalArgumentException if the id is malformed or taken
     */
    public View {
        Panel.requireId(id);
        if (id.equals(QUALITY)) {
            throw new IllegalArgumentException("the id '" + QUALITY + "' is taken");
        }
        headlines = List.copyOf(headlines);
        series = List.copyOf(series);
        panels = List.copyOf(panels);
    }

    /** What a headline counts. */
    public enum Unit {
        COUNT,
        BYTES
    }

    /**
     * A number, with its interval when it is an estimate.
     *
     * @param low lower end of the 95 % interval; null for a plain count
     * @param high upper end; null for a plain count
     */
    public record Figure(
            double value, @Nullable Double low, @Nullable Double high) {
        /** A count, which has no interval. */
        public static Figure count(double value) {
            return new Figure(value, null, null);
        }

        /** An estimate with its interval. */
        public static Figure estimate(double value, double low, double high) {
            return new Figure(value, low, high);
        }
    }

    /**
     * A figure in large type.
     *
     * @param explain what is counted, in half a sentence
     * @param now null when it is not known
     * @param before the figure of the span compared with; null when there is none
     */
    public record Headline(
            String id,
            String label,
            String explain,
            Unit unit,
            @Nullable Figure now,
            @Nullable Figure before) {}

    /**
     * Figures over time in steps of one length.
     *
     * @param id {@code day}, {@code week} or {@code month}
     * @param label such as {@code Days}
     * @param points in order of time; steps without lines may be left out or hold nulls
     */
    public record Series(String id, String label, List<Point> points) {
        /** Copies its list. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /**
     * The figures of one day, week or month; null where unknown.
     *
     * @param date first day of the step
     * @param people estimate of people, {@code low} to {@code high} its 95 % interval
     */
    public record Point(
            LocalDate date,
            @Nullable Long people,
            @Nullable Long low,
            @Nullable Long high,
            @Nullable Long browsers,
            @Nullable Long visits,
            @Nullable Long pageviews) {}
}
