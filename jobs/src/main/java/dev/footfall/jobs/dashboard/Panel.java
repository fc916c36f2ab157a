package dev.footfall.jobs.dashboard;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One answer: a question, a table and how its numbers were made. A new panel is new data, never new code.
 *
 * @param id short name of lower-case letters, digits and dashes; names the CSV file as well
 * @param section the chapter it stands in
 * @param shape what is drawn beside the table
 * @param title heading
 * @param question the question it answers, in the words of who asks
 * @param method how its numbers were made, in one or two sentences
 * @param empty what a reader is told when there are no rows, and what to do about it
 * @param columns the table's columns; the first of type {@link Type#measures} is the one drawn
 * @param rows cells in the order of columns, best first
 * @param suppressed cells that were folded into others because too few browsers stand behind them
 */
public record Panel(
        String id,
        Section section,
        Shape shape,
        String title,
        String question,
        String method,
        String empty,
        List<Column> columns,
        List<List<@Nullable Object>> rows,
        int suppressed) {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int DAYS_A_WEEK = 7;
    private static final int HOURS_A_DAY = 24;

    /**
     * Checks that every row fits the columns, and copies.
     *
     * @throws IllegalArgumentException if the id is malformed, a row has too few or too many cells, a cell is not of its column's
     *     type, or the columns do not suit the shape
     */
    public Panel {
        requireId(id);
        columns = List.copyOf(columns);
        List<List<@Nullable Object>> copy = new ArrayList<>(rows.size());
        for (List<@Nullable Object> row : rows) {
            requireFit(id, columns, row);
            copy.add(Collections.unmodifiableList(new ArrayList<>(row)));
        }
        rows = Collections.unmodifiableList(copy);
        requireSuited(id, shape, columns, rows);
    }

    /** A plain table with a general word for emptiness. */
    public static Panel table(
            String id,
            Section section,
            String title,
            String question,
            String method,
            List<Column> columns,
            List<List<@Nullable Object>> rows,
            int suppressed) {
        return new Panel(
                id,
                section,
                Shape.TABLE,
                title,
                question,
                method,
                "Nothing was seen in these days.",
                columns,
                rows,
                suppressed);
    }

    /** The same rows drawn in another way. */
    public Panel as(Shape other) {
        return new Panel(id, section, other, title, question, method, empty, columns, rows, suppressed);
    }

    /** The same panel with other words for when it has no rows. */
    public Panel whenEmpty(String words) {
        return new Panel(id, section, shape, title, question, method, words, columns, rows, suppressed);
    }

    /** Index of the column that is drawn, or -1 if none measures anything. */
    @JsonIgnore
    int mainColumn() {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).type().measures()) {
                return i;
            }
        }
        return -1;
    }

    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("not an id of lower-case letters, digits and dashes: " + id);
        }
    }

    private static void requireFit(String id, List<Column> columns, List<@Nullable Object> row) {
        if (row.size() != columns.size()) {
            throw new IllegalArgumentException(
                    "panel " + id + ": a row has " + row.size() + " cells for " + columns.size() + " columns");
        }
        for (int i = 0; i < columns.size(); i++) {
            Object cell = row.get(i);
            Column column = columns.get(i);
            if (cell != null && !column.type().holds.isInstance(cell)) {
                // The value stays out of the message: it may be text of a log.
                throw new IllegalArgumentException("panel " + id + ", column " + column.name() + ": a cell is a "
                        + cell.getClass().getSimpleName() + ", not a "
                        + column.type().holds.getSimpleName());
            }
        }
    }

    private static void requireSuited(String id, Shape shape, List<Column> columns, List<List<@Nullable Object>> rows) {
        switch (shape) {
            case TABLE, SHARES -> {}
            case MAP -> {
                if (columns.stream().noneMatch(column -> column.type() == Type.COUNTRY)) {
                    throw new IllegalArgumentException("panel " + id + ": a map needs a column of countries");
                }
            }
            case HOURS -> {
                if (columns.size() < 3 || !rows.stream().allMatch(Panel::isHour)) {
                    throw new IllegalArgumentException(
                            "panel " + id + ": hours need weekday (1-7), hour (0-23) and a measure as first columns");
                }
            }
        }
    }

    private static boolean isHour(List<@Nullable Object> row) {
        return row.get(0) instanceof Number day
                && row.get(1) instanceof Number hour
                && (row.get(2) == null || row.get(2) instanceof Number)
                && day.intValue() >= 1
                && day.intValue() <= DAYS_A_WEEK
                && hour.intValue() >= 0
                && hour.intValue() < HOURS_A_DAY;
    }

    /** A chapter of the page, in the order shown. */
    public enum Section {
        TIMES("When they come"),
        PLACES("Where they are"),
        CONTENT("What they look at"),
        SOURCES("How they arrive"),
        TECHNOLOGY("What they use"),
        RESPONSES("What the server answered"),
        /** The data behind the figures; panels of {@link DashboardData.Quality} only. */
        QUALITY("How far to trust this");

        private final String heading;

        Section(String heading) {
            this.heading = heading;
        }

        /** What stands above the chapter. */
        public String heading() {
            return heading;
        }
    }

    /** What is drawn beside the table. */
    public enum Shape {
        /** Nothing but a bar behind each row. */
        TABLE,
        /** A world map, shaded by the main column; needs a column of type {@link Type#COUNTRY}. */
        MAP,
        /**
         * Weekdays by hours. The first three columns are weekday (1 Monday to 7 Sunday), hour (0 to 23) and the measure.
         */
        HOURS,
        /** One bar cut into parts; for few rows that add up to a whole. */
        SHARES
    }

    /** What the cells of a column are. */
    public enum Type {
        TEXT(CharSequence.class),
        /** ISO 3166-1 alpha-2 code, shown as the country's English name; any other text is shown as it is. */
        COUNTRY(CharSequence.class),
        NUMBER(Number.class),
        /** A part of the whole, from 0 to 1. */
        SHARE(Number.class),
        BYTES(Number.class),
        /** Lower end of the 95 % interval of the number in the column before. */
        LOW(Number.class),
        /** Upper end of the 95 % interval of the number two columns before. */
        HIGH(Number.class),
        DATE(LocalDate.class);

        private final Class<?> holds;

        Type(Class<?> holds) {
            this.holds = holds;
        }

        /** Whether the column can be drawn as the size of its row. */
        boolean measures() {
            return this == NUMBER || this == SHARE || this == BYTES;
        }

        /** Whether its cells stand to the right. */
        boolean numeric() {
            return holds == Number.class;
        }
    }

    /**
     * A column.
     *
     * @param name snake_case name, as in reports and CSV
     * @param label heading of the table
     */
    public record Column(String name, String label, Type type) {}
}
