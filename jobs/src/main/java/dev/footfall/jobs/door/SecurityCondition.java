package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.ColumnType;
import dev.footfall.table.Tables;
import dev.footfall.text.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * A condition {@code column=value} on {@code security.hits}. Of {@code attack}, whose values are lists of tags, one tag is
 * enough.
 *
 * @param value as typed
 */
record SecurityCondition(ColumnSpec column, String value) {
    /**
     * Reads {@code column=value}.
     *
     * @throws UserException when it is not of that form or there is no such column; the value is not in the message
     */
    static SecurityCondition parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new UserException(
                    "a --where is no condition", "write column=value of security.hits, such as --where event=sign-in");
        }
        String name = text.substring(0, equals).strip();
        List<String> known = Tables.SECURITY_HITS.columns().stream()
                .filter(column -> column.type() != ColumnType.DATE && column.type() != ColumnType.TIMESTAMP)
                .map(ColumnSpec::name)
                .toList();
        Optional<ColumnSpec> column = known.contains(name) ? Tables.SECURITY_HITS.column(name) : Optional.empty();
        String value = text.substring(equals + 1).strip();
        return new SecurityCondition(
                column.orElseThrow(() -> new UserException(
                        "--where: security.hits has no column '" + name + "' to ask for",
                        NearestName.of(name, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("see 'footfall tables security.hits'; days go by --from and --until"))),
                value);
    }

    /** Whether a row meets it. */
    boolean test(Record row) {
        @Nullable Object stored = row.getField(column.name());
        if (stored == null) {
            return false;
        }
        if (stored instanceof byte[] token) {
            return StoredToken.parse(value).equals(StoredToken.of(token));
        }
        if (column.name().equals("attack")) {
            return Arrays.asList(stored.toString().split(",")).contains(value);
        }
        return stored.toString().equals(value);
    }

    /** In words, for the case's manifest: without the value where this is a token. */
    String words() {
        return column.name() + "=" + (column.type() == ColumnType.TOKEN ? "(a token)" : value);
    }
}
