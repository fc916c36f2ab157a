package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.ColumnType;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which rows a case is about, as options say it. */
final class HoldSelection {
    @Option(
            names = "--token",
            paramLabel = "TOKEN",
            description = "Rows with this token in any column of any table; repeat it for several.")
    List<String> tokens = List.of();

    @Option(
            names = "--where",
            paramLabel = "COLUMN=VALUE",
            description = "Rows of security.hits with this value; repeated for one column any, for several all of them."
                    + " attack=TAG takes each row with that tag.")
    List<String> where = List.of();

    @Mixin
    IdentifierOptions identifiers = new IdentifierOptions();

    @Mixin
    Span span = new Span();

    /** @throws UserException when it says nothing, or nothing that can be read */
    void check() {
        span.check();
        tokens.forEach(StoredToken::parse);
        conditions();
        identifiers.identifiers();
        if (tokens.isEmpty() && where.isEmpty() && !identifiers.given() && !span.given()) {
            throw new UserException(
                    "nothing says which rows the case is about",
                    "give --ip, --cookie, --account, --file, --token, --where, or --from and --until");
        }
    }

    private Map<String, List<SecurityCondition>> conditions() {
        Map<String, List<SecurityCondition>> conditions = new LinkedHashMap<>();
        for (String text : where) {
            SecurityCondition one = SecurityCondition.parse(text);
            if (one.column().type() == ColumnType.TOKEN) {
                StoredToken.parse(one.value());
            }
            conditions
                    .computeIfAbsent(one.column().name(), c -> new ArrayList<>())
                    .add(one);
        }
        return conditions;
    }

    /**
     * The choices, each of another table.
     *
     * @param known tokens of the identifiers
     */
    List<RowChoice> choices(KnownTokens known) {
        List<RowChoice> choices = new ArrayList<>();
        Set<StoredToken> wanted = tokens.stream().map(StoredToken::parse).collect(Collectors.toSet());
        Map<String, List<SecurityCondition>> conditions = conditions();
        boolean spanAlone = tokens.isEmpty() && where.isEmpty() && !identifiers.given();
        for (TableSpec table : Tables.ALL) {
            boolean byCondition = table.equals(Tables.SECURITY_HITS) && (!where.isEmpty() || spanAlone);
            List<String> ofTokens = wanted.isEmpty() ? List.of() : tokenColumns(table);
            Set<String> columns = new LinkedHashSet<>(ofTokens);
            columns.addAll(known.columns(table.fullName()));
            if (byCondition || !columns.isEmpty()) {
                columns.add("day");
                if (byCondition) {
                    columns.addAll(conditions.keySet());
                }
                choices.add(new RowChoice(
                        table,
                        List.copyOf(columns),
                        span::contains,
                        row -> span.contains((LocalDate) row.getField("day"))
                                && (byCondition && meets(row, conditions)
                                        || holds(row, ofTokens, wanted)
                                        || known.names(row, table.fullName()))));
            }
        }
        return choices;
    }

    private static boolean meets(Record row, Map<String, List<SecurityCondition>> conditions) {
        return conditions.values().stream().allMatch(any -> any.stream().anyMatch(condition -> condition.test(row)));
    }

    private static boolean holds(Record row, List<String> columns, Set<StoredToken> wanted) {
        for (String column : columns) {
            @Nullable Object value = row.getField(column);
            if (value instanceof byte[] token && wanted.contains(StoredToken.of(token))) {
                return true;
            }
        }
        return false;
    }

    private static List<String> tokenColumns(TableSpec table) {
        return table.columns().stream()
                .filter(column -> column.type() == ColumnType.TOKEN)
                .map(ColumnSpec::name)
                .toList();
    }

    /** In words, without identifiers and tokens. */
    String words() {
        List<String> words = new ArrayList<>();
        if (!tokens.isEmpty()) {
            words.add(tokens.size() + (tokens.size() == 1 ? " token" : " tokens"));
        }
        if (identifiers.given()) {
            int n = identifiers.identifiers().size();
            words.add(n + (n == 1 ? " identifier" : " identifiers"));
        }
        conditions().values().forEach(any -> any.forEach(one -> words.add("security.hits " + one.words())));
        if (span.given()) {
            words.add(span.words());
        }
        return String.join("; ", words);
    }
}
