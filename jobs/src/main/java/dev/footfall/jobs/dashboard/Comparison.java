package dev.footfall.jobs.dashboard;

import dev.footfall.jobs.dashboard.View.Figure;
import dev.footfall.jobs.dashboard.View.Headline;
import dev.footfall.jobs.dashboard.View.Unit;
import org.jspecify.annotations.Nullable;

/**
 * How a headline stands against the span before.
 *
 * @param trend {@code up}, {@code down} or {@code level}; level as well when the two intervals overlap, for then the data do not tell
 * @param text the change, such as {@code +4.2 %}
 * @param detail the figure before
 * @param note what must be said besides; may be empty
 */
record Comparison(String trend, String text, String detail, String note) {
    /** Changes below this share are called none: they would read as 0.0 %. */
    private static final double LEAST_CHANGE = 0.0005;

    static @Nullable Comparison of(Headline headline) {
        Figure now = headline.now();
        Figure before = headline.before();
        if (now == null || before == null) {
            return null;
        }
        String detail = "from " + shown(headline.unit(), before.value());
        if (before.value() == 0) {
            return now.value() == 0
                    ? new Comparison("level", "unchanged", detail, "")
                    : new Comparison("up", "new", detail, "");
        }
        String text = Words.change(now.value() / before.value());
        if (Math.abs(now.value() / before.value() - 1) < LEAST_CHANGE) {
            return new Comparison("level", "unchanged", detail, "");
        }
        if (overlap(now, before)) {
            return new Comparison("level", text, detail, "– within the intervals");
        }
        return new Comparison(now.value() > before.value() ? "up" : "down", text, detail, "");
    }

    static String shown(Unit unit, @Nullable Number value) {
        return switch (unit) {
            case COUNT -> Words.count(value);
            case BYTES -> Words.bytes(value);
        };
    }

    private static boolean overlap(Figure one, Figure other) {
        return low(one) <= high(other) && low(other) <= high(one);
    }

    private static double low(Figure figure) {
        return figure.low() == null ? figure.value() : figure.low();
    }

    private static double high(Figure figure) {
        return figure.high() == null ? figure.value() : figure.high();
    }
}
