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
 * @param detail the figure before, in words
 */
record Comparison(String trend, String text, String detail) {
    static @Nullable Comparison of(Headline headline) {
        Figure now = headline.now();
        Figure before = headline.before();
        if (now == null || before == null) {
            return null;
        }
        String detail = "before: " + shown(headline.unit(), before.value());
        if (before.value() == 0) {
            return new Comparison(now.value() > 0 ? "up" : "level", "from nothing", detail);
        }
        String text = Words.change(now.value() / before.value());
        if (overlap(now, before)) {
            return new Comparison("level", text, detail + ", the intervals overlap");
        }
        return new Comparison(now.value() > before.value() ? "up" : "down", text, detail);
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
