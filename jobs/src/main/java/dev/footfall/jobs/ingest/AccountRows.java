package dev.footfall.jobs.ingest;

import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.log.Outcome;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/** Writes what a batch took into {@code ingest.files} and {@code ingest.batches}. */
final class AccountRows {
    private final Warehouse warehouse;
    private final CompiledPolicy policy;
    private final IngestTask.Settings settings;

    AccountRows(Warehouse warehouse, CompiledPolicy policy, IngestTask.Settings settings) {
        this.warehouse = warehouse;
        this.policy = policy;
        this.settings = settings;
    }

    /**
     * One file that the batch took: what was looked at, and what it gave.
     *
     * @param found {@code null} for lines that were replayed, which are no stretch of the file
     * @param follows id of the part that an earlier batch took; {@code null} when it begins at the beginning
     */
    record Taken(
            InputUnit unit,
            FileIdentity.@Nullable Found found,
            UnitResult result,
            FileAccount account,
            @Nullable String follows) {}

    /** Writes a row a file. */
    List<DataFile> files(List<Taken> taken) {
        TableSpec spec = Tables.FILES;
        Columns columns = new Columns(spec);
        TableWriter writer = writer(spec);
        for (Taken one : taken) {
            RowBuffer row = writer.begin(settings.today());
            row.set(columns.of("batch"), Cell.of(settings.batch()));
            row.set(columns.of("file"), Cell.of(one.unit.ingestFile()));
            row.set(columns.of("day"), settings.today());
            row.set(columns.of("site"), Cell.of(one.unit.site()));
            row.set(columns.of("name"), Cell.of(one.unit.name()));
            row.set(columns.of("format"), Cell.of(one.unit.formatLabel()));
            row.set(columns.of("lines"), one.account.lines());
            row.set(columns.of("hits"), one.account.hits());
            row.set(columns.of("quarantined"), one.account.quarantined());
            row.set(columns.of("duplicates"), one.account.duplicates());
            row.set(columns.of("ignored"), one.account.ignored());
            row.set(columns.of("late"), one.account.late());
            row.set(columns.of("withheld"), one.account.withheld());
            row.set(columns.of("reasons"), Cell.of(reasons(one.account.reasons())));
            if (one.found != null) {
                stretch(row, columns, one, one.found);
            }
            if (one.follows != null) {
                row.set(columns.of("follows"), Cell.of(one.follows));
            }
            writer.end();
        }
        return writer.finish();
    }

    /** What of the file was taken, and how it is known again. */
    private static void stretch(RowBuffer row, Columns columns, Taken one, FileIdentity.Found found) {
        row.set(columns.of("from_byte"), one.unit.from());
        row.set(columns.of("to_byte"), found.length());
        row.set(columns.of("parser_state"), Cell.of(one.result.parserState));
        row.set(
                columns.of("digests"),
                Cell.of(ByteBuffer.allocate(found.head().length + found.identity().length)
                        .put(found.head())
                        .put(found.identity())
                        .array()));
    }

    private static String reasons(Map<Outcome, Long> reasons) {
        return reasons.entrySet().stream()
                .map(e -> '"' + QuarantineRows.label(e.getKey()) + "\":" + e.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** Writes the batch's row. */
    List<DataFile> batch(List<Taken> taken, Rules rules, String code, double seconds) {
        TableSpec spec = Tables.BATCHES;
        Columns columns = new Columns(spec);
        TableWriter writer = writer(spec);
        RowBuffer row = writer.begin(settings.today());
        row.set(columns.of("batch"), Cell.of(settings.batch()));
        row.set(columns.of("day"), settings.today());
        row.set(columns.of("ts"), settings.nowMillis() * 1000);
        row.set(columns.of("files"), taken.size());
        row.set(
                columns.of("lines"),
                taken.stream().mapToLong(t -> t.account.lines()).sum());
        row.set(
                columns.of("hits"),
                taken.stream().mapToLong(t -> t.account.hits()).sum());
        row.set(
                columns.of("quarantined"),
                taken.stream().mapToLong(t -> t.account.quarantined()).sum());
        row.set(
                columns.of("duplicates"),
                taken.stream().mapToLong(t -> t.account.duplicates()).sum());
        row.set(
                columns.of("ignored"),
                taken.stream().mapToLong(t -> t.account.ignored()).sum());
        row.set(
                columns.of("late"),
                taken.stream().mapToLong(t -> t.account.late()).sum());
        row.set(
                columns.of("withheld"),
                taken.stream().mapToLong(t -> t.account.withheld()).sum());
        TouchedDays days = new TouchedDays();
        taken.forEach(t -> days.addAll(t.result.days));
        days.first().ifPresent(d -> row.set(columns.of("first_day"), d));
        days.last().ifPresent(d -> row.set(columns.of("last_day"), d));
        row.set(columns.of("policy"), Cell.of(policy.policy().version()));
        if (rules.city != null) {
            row.set(columns.of("city_database"), Cell.of(rules.city.describe()));
        }
        if (rules.asn != null) {
            row.set(columns.of("asn_database"), Cell.of(rules.asn.describe()));
        }
        row.set(columns.of("code"), Cell.of(code));
        Versions versions = Versions.of(rules.configuration);
        row.set(columns.of("policy_digest"), Cell.of(versions.policy()));
        row.set(columns.of("rules"), Cell.of(versions.rules()));
        row.set(columns.of("configuration"), Cell.of(versions.configuration()));
        row.set(columns.of("seconds"), Float.floatToIntBits((float) seconds));
        writer.end();
        return writer.finish();
    }

    private TableWriter writer(TableSpec spec) {
        return new TableWriter(warehouse.table(spec.fullName()), spec, day -> policy, settings.batch());
    }
}
