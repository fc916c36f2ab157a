package dev.footfall.jobs.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A bar cut into the parts of a whole.
 *
 * @param parts the largest rows, then the rest as one part; empty if there is no whole
 */
record Shares(List<Part> parts) {
    /** Parts told apart by colour; more cannot be. */
    private static final int MOST_PARTS = 5;

    /**
     * A part.
     *
     * @param colour 1 to {@link #MOST_PARTS}, and one more for the last or the rest
     * @param x start in percent of the bar
     * @param width in percent of the bar
     */
    record Part(int colour, String label, String share, String x, String width) {}

    static Shares of(Panel panel) {
        int main = panel.mainColumn();
        double whole =
                panel.rows().stream().mapToDouble(row -> size(row.get(main))).sum();
        List<Part> parts = new ArrayList<>();
        if (whole <= 0) {
            return new Shares(List.of());
        }
        Table table = Table.of(panel);
        double at = 0;
        int rows = panel.rows().size();
        int named = rows <= MOST_PARTS + 1 ? rows : MOST_PARTS;
        for (int i = 0; i < named; i++) {
            double share = size(panel.rows().get(i).get(main)) / whole;
            parts.add(part(i + 1, table.rows().get(i).cells().get(0).text(), at, share));
            at += share;
        }
        if (rows > named) {
            parts.add(part(MOST_PARTS + 1, "the rest", at, 1 - at));
        }
        return new Shares(List.copyOf(parts));
    }

    private static Part part(int colour, String label, double from, double share) {
        return new Part(colour, label, Words.share(share), percent(from), percent(share));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * Math.max(0, share));
    }

    private static double size(@Nullable Object cell) {
        return cell instanceof Number number && number.doubleValue() > 0 ? number.doubleValue() : 0;
    }
}
