package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.OptOutUse;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.ColumnType;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table for a recipient: those of users who authorised it, with their accounts instead of tokens, or all for who
 * takes the business over. Rows of browsers that opted out stay here where the policy says so.
 */
final class SharedTable {
    private static final String ACCOUNT = "account";
    private static final String PERSON = "person";
    private static final String OPT_OUT = "opt_out";
    /** The program's own accounts. */
    private static final Set<String> OWN = Set.of("batch", "file");

    private final Warehouse warehouse;
    private final CompiledPolicy policy;
    private final TableSpec table;
    private final Span span;
    private final Optional<Authorisations> authorised;
    private long optedOut;
    private long rows;

    SharedTable(
            Warehouse warehouse,
            CompiledPolicy policy,
            TableSpec table,
            Span span,
            Optional<Authorisations> authorised) {
        this.warehouse = warehouse;
        this.policy = policy;
        this.table = table;
        this.span = span;
        this.authorised = authorised;
        if (authorised.isPresent() && !table.equals(Tables.AUDIENCE_HITS)) {
            throw new UserException(
                    "users who authorised it are found in " + Tables.AUDIENCE_HITS.fullName() + " only",
                    "share that, or a report");
        }
    }

    /** Writes the rows. */
    Shared write(Path file, RowFile.Format format) throws IOException {
        Table stored = warehouse.table(table.fullName());
        List<ColumnSpec> columns = table.columns().stream()
                .filter(column -> goes(column) && stored.schema().findField(column.name()) != null)
                .toList();
        List<RowFile.Column> written = new ArrayList<>();
        authorised.ifPresent(a -> written.add(new RowFile.Column(ACCOUNT, ColumnType.STRING)));
        columns.forEach(column -> written.add(new RowFile.Column(column.name(), column.type())));
        try (RowFile out = RowFile.create(file, format, written)) {
            ChosenRows.forEach(stored, choice(), row -> write(row, columns, out));
        }
        return new Shared(written.stream().map(RowFile.Column::name).toList(), rows, leftOut());
    }

    private RowChoice choice() {
        boolean persons = authorised.isPresent();
        return new RowChoice(
                table,
                persons ? List.of("day", PERSON) : List.of("day"),
                span::contains,
                row -> !persons || account(row) != null);
    }

    private @Nullable String account(Record row) {
        return authorised.isPresent() && row.getField(PERSON) instanceof byte[] person
                ? authorised.get().account((LocalDate) row.getField("day"), person)
                : null;
    }

    private void write(Record row, List<ColumnSpec> columns, RowFile out) throws IOException {
        if (excludes() && Boolean.TRUE.equals(row.getField(OPT_OUT))) {
            optedOut++;
            return;
        }
        List<@Nullable Object> values = new ArrayList<>();
        if (authorised.isPresent()) {
            values.add(account(row));
        }
        for (ColumnSpec column : columns) {
            values.add(Printable.of(row.getField(column.name())));
        }
        out.add(values);
        rows++;
    }

    /** Tokens would link a user's rows here to those there, and to whatever else has them. */
    private boolean goes(ColumnSpec column) {
        boolean kept = policy.form(table.fullName(), column.name()) != Form.DROP;
        return kept && (authorised.isEmpty() || column.type() != ColumnType.TOKEN && !OWN.contains(column.name()));
    }

    private boolean excludes() {
        return policy.policy().optOut().excludedFrom().contains(OptOutUse.SHARING)
                && table.column(OPT_OUT).isPresent();
    }

    private Map<String, String> leftOut() {
        Map<String, String> leftOut = new LinkedHashMap<>();
        if (optedOut > 0) {
            leftOut.put(optedOut + " rows", "the browser opted out of sharing");
        }
        if (authorised.isPresent()) {
            leftOut.put("tokens, batch, file", "they link rows to others here, and authorisation does not cover that");
            leftOut.putAll(authorised.get().leftOut());
        } else {
            leftOut.put("keys", "they stay here: without them no token can be computed from an identifier");
            if (table.column(OPT_OUT).isEmpty()) {
                leftOut.put("nothing for opt-outs", "the table does not say who opted out");
            }
        }
        return leftOut;
    }
}
