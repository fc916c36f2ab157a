package dev.footfall.jobs.retain;

import dev.footfall.jobs.warehouse.Adjustment;
import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.BatchPlan;
import dev.footfall.jobs.warehouse.KeyRetention;
import dev.footfall.jobs.warehouse.RowRemoval;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.privacy.RowTerms;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Takes away what is no longer kept: rows and columns in one plan over all tables, then keys, then old snapshots and
 * files that no table names. Each step can be done again, so an interrupted run is simply run again.
 */
public final class Retention {
    /**
     * Something that went, or would go.
     *
     * @param table full name of the table; for keys {@code keys}, for files {@code warehouse}
     * @param what {@code rows}, a column's name, a key as {@code vault/kind/epoch}, {@code snapshots} or {@code files}
     * @param count rows, values, keys, snapshots or files
     * @param term how long it was kept; empty where that is not by a term
     * @param clause the policy's clause under which it was kept; empty where none is named
     */
    public record Gone(String table, String what, long count, String term, String clause) {}

    private final Warehouse warehouse;
    private final PolicyVersions versions;
    private final Supplier<KeyStore> keys;
    private final Clock clock;

    /**
     * Retention over a warehouse.
     *
     * @param versions of the policy: rows of a day have the terms of that day, so a later version that keeps longer does
     *     not reach back
     * @param keys opens the keys; asked once the lock is held
     */
    public Retention(Warehouse warehouse, PolicyVersions versions, Supplier<KeyStore> keys, Clock clock) {
        this.warehouse = warehouse;
        this.versions = versions;
        this.keys = keys;
        this.clock = clock;
    }

    /** What would go on a day; changes nothing. */
    public List<Gone> preview(LocalDate asOf) {
        try (WarehouseLock lock = warehouse.lockForReading()) {
            List<Gone> gone = new ArrayList<>();
            for (TableSpec spec : Tables.ALL) {
                if (warehouse.holds(spec)) {
                    gone.addAll(ended(spec, asOf));
                }
            }
            due(asOf).forEach(key -> gone.add(gone(key)));
            return gone;
        }
    }

    /** Takes away what is no longer kept on a day. */
    public List<Gone> run(LocalDate asOf) {
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            KeyStore store = keys.get(); // a missing master key is told before anything is done
            List<Gone> gone = new ArrayList<>(removeRows(asOf));
            for (KeyRetention.Dated key : due(asOf)) {
                store.destroy(key.key().kind(), key.key().epoch());
                gone.add(gone(key));
            }
            String act = BatchId.next(clock);
            Remains before = Remains.of(warehouse);
            warehouse.beginRewriting(act);
            warehouse.endRewriting(act);
            gone.addAll(before.since(warehouse));
            return gone;
        }
    }

    private List<Gone> removeRows(LocalDate asOf) {
        List<Gone> gone = new ArrayList<>();
        String act = BatchId.next(clock);
        warehouse.begin(act);
        try {
            Map<String, RowRemoval> removals = new LinkedHashMap<>();
            for (TableSpec spec : Tables.ALL) {
                List<Gone> ended = ended(spec, asOf);
                if (!ended.isEmpty()) {
                    gone.addAll(ended);
                    removals.put(
                            spec.fullName(), RowRemoval.of(warehouse.table(spec.fullName()), act, edit(spec, asOf)));
                }
            }
            if (removals.isEmpty()) {
                warehouse.abandon(act);
                return gone;
            }
            List<Adjustment> adjustments = Adjustment.of(act, Adjustment.Kind.RETAIN, removals);
            warehouse.commit(BatchPlan.of(
                    act,
                    removals,
                    Map.of(Tables.ADJUSTMENTS.fullName(), Adjustment.write(warehouse, adjustments, clock.instant()))));
            return gone;
        } catch (RuntimeException | Error e) {
            warehouse.abandon(act);
            throw e;
        }
    }

    /** What of a table is no longer kept: rows first, then columns of rows that stay. */
    private List<Gone> ended(TableSpec spec, LocalDate asOf) {
        RowTerms terms = RowTerms.of(versions.current(), spec);
        if (terms.row().count() == 0) {
            return List.of(); // the policy has no rule for it, so nothing is in it
        }
        TermEdit edit = edit(spec, asOf);
        RowRemoval ended = RowRemoval.count(warehouse.table(spec.fullName()), edit);
        List<Gone> gone = new ArrayList<>();
        if (ended.total() > 0) {
            gone.add(
                    new Gone(spec.fullName(), "rows", ended.total(), terms.row().toString(), terms.clause()));
        }
        edit.found().forEach((column, values) -> {
            Rule rule = rule(spec, column);
            gone.add(new Gone(spec.fullName(), column, values, rule.retention().toString(), rule.clause()));
        });
        return gone;
    }

    /** The shortest rule that some version has for a column. */
    private Rule rule(TableSpec spec, String column) {
        return versions.spans().stream()
                .flatMap(span -> Optional.ofNullable(
                        RowTerms.of(span.policy(), spec).shorter().get(column))
                        .stream())
                .reduce((one, other) -> one.retention().longerThan(other.retention()) ? other : one)
                .orElseThrow();
    }

    private TermEdit edit(TableSpec spec, LocalDate asOf) {
        Map<CompiledPolicy, RowTerms> terms = new HashMap<>();
        Set<String> shorter = new LinkedHashSet<>();
        versions.spans().forEach(span -> {
            RowTerms one = RowTerms.of(span.policy(), spec);
            terms.put(span.policy(), one);
            shorter.addAll(one.shorter().keySet());
        });
        return new TermEdit(day -> Objects.requireNonNull(terms.get(versions.on(day))), shorter, asOf);
    }

    private List<KeyRetention.Dated> due(LocalDate asOf) {
        Instant now = clock.instant();
        boolean today = asOf.equals(LocalDate.ofInstant(now, ZoneOffset.UTC));
        return KeyRetention.due(
                warehouse,
                versions,
                today ? now : asOf.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private static Gone gone(KeyRetention.Dated dated) {
        return new Gone(
                "keys",
                dated.key().name(),
                1,
                dated.life().toString(),
                dated.life().clause());
    }
}
