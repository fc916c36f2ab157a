package dev.footfall.jobs.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weekdays by hours, shaded by the third column of the panel.
 *
 * @param days Monday to Sunday
 * @param legend one entry a class, from low to high
 */
record HourGrid(List<Day> days, List<Shades.Legend> legend) {
    private static final String[] NAMES = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
    };
    private static final int HOURS = 24;

    /** A weekday with its 24 cells. */
    record Day(String name, String letters, List<Cell> cells) {}

    /**
     * An hour.
     *
     * @param shade 0 for nothing, up to {@link Shades#CLASSES}
     * @param tip weekday, hour and value
     */
    record Cell(int shade, String value, String tip) {}

    static HourGrid of(Panel panel) {
        double[][] values = new double[NAMES.length][HOURS];
        Arrays.stream(values).forEach(day -> Arrays.fill(day, Double.NaN));
        for (List<@Nullable Object> row : panel.rows()) {
            if (row.get(0) instanceof Number day
                    && row.get(1) instanceof Number hour
                    && row.get(2) instanceof Number value) {
                values[day.intValue() - 1][hour.intValue()] = value.doubleValue();
            }
        }
        Shades shades = Shades.of(Arrays.stream(values).flatMapToDouble(Arrays::stream));
        String measure = panel.columns().get(2).label();
        List<Day> days = new ArrayList<>();
        for (int day = 0; day < NAMES.length; day++) {
            List<Cell> cells = new ArrayList<>();
            for (int hour = 0; hour < HOURS; hour++) {
                double value = values[day][hour];
                String tip = NAMES[day] + " " + hour + "–" + (hour + 1) + " h: " + Words.count(value) + " " + measure;
                cells.add(new Cell(shades.of(value), Words.count(value), tip));
            }
            days.add(new Day(NAMES[day], NAMES[day].substring(0, 3), List.copyOf(cells)));
        }
        return new HourGrid(List.copyOf(days), shades.legend(Words::count));
    }
}
