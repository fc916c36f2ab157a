package dev.footfall.jobs.output;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV by RFC 4180: a header, comma, lines ended by CR LF as it demands, quotes where needed, nothing as an empty field.
 * Text that a spreadsheet would run as a formula (= + - @, their full-width forms, also after blanks) gets an apostrophe
 * in front; numbers stay as they are.
 */
final class CsvFormat {
    private static final String FORMULA_STARTS = "=+-@＝＋－＠";
    private static final String LINE_END = "\r\n";

    private CsvFormat() {}

    static void print(Rows rows, Appendable out) throws IOException {
        header(rows.columns(), out);
        for (List<@Nullable Object> row : rows.rows()) {
            line(row, out);
        }
    }

    static void header(List<String> columns, Appendable out) throws IOException {
        out.append(String.join(",", columns)).append(LINE_END);
    }

    static void line(List<@Nullable Object> row, Appendable out) throws IOException {
        String separator = "";
        for (Object value : row) {
            out.append(separator).append(field(value));
            separator = ",";
        }
        out.append(LINE_END);
    }

    private static String field(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number) {
            return value.toString();
        }
        String text = value.toString();
        boolean tabOrReturn = text.startsWith("\t") || text.startsWith("\r");
        String first = text.strip();
        boolean formula = tabOrReturn || (!first.isEmpty() && FORMULA_STARTS.indexOf(first.charAt(0)) >= 0);
        return quoted((formula ? "'" : "") + SafeText.of(text));
    }

    private static String quoted(String text) {
        return text.contains(",") || text.contains("\"") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
