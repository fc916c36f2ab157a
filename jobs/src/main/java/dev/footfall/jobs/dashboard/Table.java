package dev.footfall.jobs.dashboard;

import dev.footfall.jobs.dashboard.Panel.Column;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A panel's table as the template writes it. Bounds of an interval join the cell of their estimate.
 *
 * @param rows in the order of the panel
 */
record Table(List<Head> heads, List<Row> rows) {
    /**
     * A heading.
     *
     * @param column index of the panel's column
     * @param bounded whether its cells carry intervals
     */
    record Head(int column, String label, boolean numeric, boolean bounded, boolean main) {
        /** The heading's style classes; null for none. */
        @Nullable
        String kind() {
            return !numeric ? null : bounded ? "number bounded" : "number";
        }
    }

    /**
     * A row.
     *
     * @param number index of the panel's row
     * @param bar length of its bar in percent, such as {@code 37.5}
     */
    record Row(int number, String bar, List<Cell> cells) {}

    /**
     * A cell.
     *
     * @param interval the 95 % interval in small type; empty when there is none
     */
    record Cell(String text, String interval, boolean numeric) {}

    static Table of(Panel panel) {
        List<Head> heads = new ArrayList<>();
        List<Column> columns = panel.columns();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            if (!isBound(column)) {
                boolean bounded = i + 2 < columns.size() && isBound(columns.get(i + 1)) && isBound(columns.get(i + 2));
                heads.add(new Head(i, column.label(), column.type().numeric(), bounded, i == panel.mainColumn()));
            }
        }
        double longest = largest(panel);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < panel.rows().size(); i++) {
            rows.add(row(panel, heads, i, longest));
        }
        return new Table(List.copyOf(heads), List.copyOf(rows));
    }

    private static Row row(Panel panel, List<Head> heads, int number, double longest) {
        List<@Nullable Object> values = panel.rows().get(number);
        List<Cell> cells = new ArrayList<>();
        for (Head head : heads) {
            String interval = interval(panel, values, head.column());
            cells.add(new Cell(text(panel, values, head.column()), interval, head.numeric()));
        }
        return new Row(number, bar(panel, values, longest), List.copyOf(cells));
    }

    private static String text(Panel panel, List<@Nullable Object> values, int column) {
        Object value = values.get(column);
        if (value == null) {
            return Words.UNKNOWN;
        }
        return switch (panel.columns().get(column).type()) {
            case TEXT -> value.toString().isEmpty() ? "(empty)" : Words.visible(value.toString());
            case COUNTRY -> Words.country(value.toString());
            case NUMBER, LOW, HIGH -> Words.count((Number) value);
            case SHARE -> Words.share((Number) value);
            case BYTES -> Words.bytes((Number) value);
            case DATE -> Words.weekday((LocalDate) value);
        };
    }

    private static String interval(Panel panel, List<@Nullable Object> values, int column) {
        List<Column> columns = panel.columns();
        boolean bounded = column + 2 < columns.size()
                && columns.get(column + 1).type() == Panel.Type.LOW
                && columns.get(column + 2).type() == Panel.Type.HIGH
                && values.get(column + 1) != null
                && values.get(column + 2) != null;
        return bounded ? text(panel, values, column + 1) + "–" + text(panel, values, column + 2) : "";
    }

    private static String bar(Panel panel, List<@Nullable Object> values, double longest) {
        int main = panel.mainColumn();
        double value = main >= 0 && values.get(main) instanceof Number number ? number.doubleValue() : 0;
        return longest > 0 && value > 0 ? String.format(Locale.ROOT, "%.1f", 100 * value / longest) : "0";
    }

    /** The largest value of the main column; 0 if there is none. */
    static double largest(Panel panel) {
        int main = panel.mainColumn();
        return main < 0
                ? 0
                : panel.rows().stream()
                        .map(row -> row.get(main))
                        .filter(Number.class::isInstance)
                        .mapToDouble(value -> ((Number) value).doubleValue())
                        .filter(Double::isFinite)
                        .max()
                        .orElse(0);
    }

    private static boolean isBound(Column column) {
        return column.type() == Panel.Type.LOW || column.type() == Panel.Type.HIGH;
    }
}
