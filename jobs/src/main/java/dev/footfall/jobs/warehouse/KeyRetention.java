package dev.footfall.jobs.warehouse;

import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyLife;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The keys of a warehouse, each with the end that the policy gives it, in the version that holds for the first day of its
 * epoch. Reads only; the caller holds the lock.
 */
public final class KeyRetention {
    /**
     * A key and its end.
     *
     * @param lastRow last day of its epoch of which its vault has a row; looked for only where the end depends on it
     * @param ends when it may be destroyed; empty when it lives for ever, or was never made
     */
    public record Dated(KeyInfo key, KeyLife life, Optional<LocalDate> lastRow, Optional<Instant> ends) {
        /**
         * Whether there is something to destroy at an instant: the end has come, though the key may be lost; or the key was
         * destroyed before, and its file is there all the same.
         */
        public boolean due(Instant asOf) {
            return switch (key.state()) {
                case LIVING, LOST -> ends.isPresent() && !ends.get().isAfter(asOf);
                case REMAINS -> true;
                case DESTROYED -> false;
            };
        }
    }

    private final Warehouse warehouse;
    private final PolicyVersions policy;
    private final Map<Vault, NavigableSet<LocalDate>> days = new EnumMap<>(Vault.class);

    private KeyRetention(Warehouse warehouse, PolicyVersions policy) {
        this.warehouse = warehouse;
        this.policy = policy;
    }

    /** All keys, in the order of vaults, kinds and epochs. */
    public static List<Dated> all(Warehouse warehouse, PolicyVersions policy) {
        KeyRetention retention = new KeyRetention(warehouse, policy);
        List<Dated> all = new ArrayList<>();
        KeyStore.list(warehouse.keys()).forEach(key -> all.add(retention.dated(key)));
        return all;
    }

    /** The keys that are due at an instant, in the same order. */
    public static List<Dated> due(Warehouse warehouse, PolicyVersions policy, Instant asOf) {
        return all(warehouse, policy).stream().filter(key -> key.due(asOf)).toList();
    }

    private Dated dated(KeyInfo key) {
        KeyLife life = KeyLife.of(policy.on(key.epoch().first()), key.kind());
        boolean open = key.state() == KeyInfo.State.LIVING || key.state() == KeyInfo.State.LOST;
        Optional<LocalDate> lastRow =
                open && life.withRows() ? lastRow(key.kind().vault(), key.epoch()) : Optional.empty();
        Optional<Instant> ends =
                open ? key.created().flatMap(made -> life.end(key.epoch(), made, lastRow)) : Optional.empty();
        return new Dated(key, life, lastRow, ends);
    }

    private Optional<LocalDate> lastRow(Vault vault, Epoch epoch) {
        Optional<LocalDate> end = epoch.end();
        return end.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(days.computeIfAbsent(vault, this::days).lower(end.get()))
                        .filter(day -> !day.isBefore(epoch.first()));
    }

    /** Days of which the tables of a vault have rows, from their manifests alone. */
    private NavigableSet<LocalDate> days(Vault vault) {
        NavigableSet<LocalDate> found = new TreeSet<>();
        for (TableSpec spec : Tables.ALL) {
            if (spec.vault() == vault && warehouse.holds(spec)) {
                found.addAll(TableSize.byDay(warehouse.table(spec.fullName())).keySet());
            }
        }
        return found;
    }
}
