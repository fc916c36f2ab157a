package dev.footfall.jobs.output;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Aligned columns: numbers to the right with thousands separators, text to the left and cut, nothing as a dash. A last
 * column beside others breaks no alignment, so its text is not cut.
 */
final class TableFormat {
    private static final int WIDEST_COLUMN = 60;
    private static final int SIGNIFICANT_DIGITS = 4;
    private static final String GAP = "  ";

    private TableFormat() {}

    static void print(Rows rows, Appendable out) throws IOException {
        int columns = rows.columns().size();
        List<List<String>> lines = new ArrayList<>();
        lines.add(rows.columns());
        boolean[] right = new boolean[columns];
        for (List<@Nullable Object> row : rows.rows()) {
            List<String> line = new ArrayList<>(columns);
            for (int c = 0; c < columns; c++) {
                right[c] |= row.get(c) instanceof Number;
                int widest = c > 0 && c == columns - 1 ? Integer.MAX_VALUE : WIDEST_COLUMN;
                line.add(cell(row.get(c), widest));
            }
            lines.add(line);
        }
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int c = 0; c < columns; c++) {
                widths[c] = Math.max(widths[c], TextWidth.of(line.get(c)));
            }
        }
        for (List<String> line : lines) {
            printLine(line, widths, right, out);
        }
    }

    private static void printLine(List<String> line, int[] widths, boolean[] right, Appendable out) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - TextWidth.of(line.get(c)));
            text.append(c == 0 ? "" : GAP);
            text.append(right[c] ? padding + line.get(c) : line.get(c) + padding);
        }
        out.append(text.toString().stripTrailing()).append('\n');
    }

    private static String cell(@Nullable Object value, int widest) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Long || value instanceof Integer) {
            return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
        }
        if (value instanceof Double number) {
            return decimal(number);
        }
        if (value instanceof Instant instant) {
            return instant.truncatedTo(ChronoUnit.SECONDS).toString();
        }
        return TextWidth.cut(SafeText.of(value.toString()), widest);
    }

    private static String decimal(double number) {
        if (!Double.isFinite(number)) {
            return "-";
        }
        if (Math.abs(number) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", number);
        }
        BigDecimal rounded = new BigDecimal(number).round(new MathContext(SIGNIFICANT_DIGITS));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
