package dev.footfall.jobs.retain;

import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.TokenKind;
import dev.footfall.rare.FreeText;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * A table with free text, and the columns by which its visitors are counted.
 *
 * @param table the table
 * @param texts its columns of free text
 * @param devices columns of tokens of devices or addresses, the best first; a row counts by the first that it has
 * @param browser column of tokens of browsers; {@code null} when none tells who keeps a cookie
 * @param epoch the kind of token whose epoch the browsers' tokens last
 */
record Counted(
        TableSpec table,
        List<FreeText> texts,
        List<String> devices,
        @Nullable String browser,
        TokenKind epoch) {
    /** Of a browser that refuses cookies every hit has another token; only one that came back is a browser's. */
    private static final String STATE = "cookie_state";

    private static final String RETURNED = "returned";

    /**
     * Paths in the security vault are templates from the start. It does not keep whether a cookie came back, so its hosts
     * are counted by addresses.
     */
    static final List<Counted> ALL = List.of(
            new Counted(
                    Tables.AUDIENCE_HITS,
                    List.of(FreeText.values()),
                    List.of("device_day", "place_day"),
                    "browser",
                    TokenKind.BROWSER),
            new Counted(Tables.SECURITY_HITS, List.of(FreeText.HOST), List.of("ip", "net"), null, TokenKind.NET));

    /** Whether the policy keeps any token to count by. */
    boolean countable(CompiledPolicy policy) {
        List<String> tokens = new ArrayList<>(devices);
        if (browser != null && policy.form(table.fullName(), STATE) != Form.DROP) {
            tokens.add(browser);
        }
        return tokens.stream().anyMatch(column -> policy.form(table.fullName(), column) != Form.DROP);
    }

    /** Columns of text. */
    List<String> textColumns() {
        return texts.stream().map(FreeText::column).toList();
    }

    /** Columns that counting reads. */
    List<String> columns() {
        List<String> columns = new ArrayList<>(textColumns());
        columns.addAll(devices);
        if (browser != null) {
            columns.addAll(List.of(browser, STATE));
        }
        return columns;
    }

    /** Token of a row's device, cut to 64 bits; 0 for none. */
    long device(Record row) {
        for (String column : devices) {
            long token = token(row.getField(column));
            if (token != 0) {
                return token;
            }
        }
        return 0;
    }

    /** Token of a row's browser, cut to 64 bits; 0 for none, and for one that may have refused its cookie. */
    long browser(Record row) {
        return browser != null && RETURNED.equals(row.getField(STATE)) ? token(row.getField(browser)) : 0;
    }

    private static long token(@Nullable Object value) {
        if (!(value instanceof byte[] bytes)) {
            return 0;
        }
        long token = ByteBuffer.wrap(bytes).getLong();
        return token == 0 ? 1 : token;
    }
}
