package dev.footfall.jobs.door;

import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.EpochKind;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.jspecify.annotations.Nullable;

/** Where tokens of addresses occur in {@code security.hits}: by epoch, for in another one they mean something else. */
final class Sightings {
    /** A token's hits in one epoch. */
    static final class Sighting {
        private long hits;
        private LocalDate first = LocalDate.MAX;
        private LocalDate last = LocalDate.MIN;
        private byte @Nullable [] net;

        void add(LocalDate day, byte @Nullable [] netToken) {
            hits++;
            first = day.isBefore(first) ? day : first;
            last = day.isAfter(last) ? day : last;
            net = net == null ? netToken : net;
        }

        long hits() {
            return hits;
        }

        LocalDate first() {
            return first;
        }

        LocalDate last() {
            return last;
        }

        /** Token of the address's network on one of the hits; {@code null} where none is kept. */
        byte @Nullable [] net() {
            return net;
        }
    }

    private final EpochKind epochs;
    private final Set<StoredToken> wanted;
    private final Map<String, Map<Epoch, Sighting>> found = new TreeMap<>();

    private Sightings(EpochKind epochs, Collection<StoredToken> wanted) {
        this.epochs = epochs;
        this.wanted = new HashSet<>(wanted);
    }

    /** Looks for tokens in all rows there are. */
    static Sightings of(Warehouse warehouse, EpochKind epochs, Collection<StoredToken> wanted) {
        Sightings sightings = new Sightings(epochs, wanted);
        try (CloseableIterable<Record> rows = IcebergGenerics.read(warehouse.table(Tables.SECURITY_HITS.fullName()))
                .select(List.of("day", "ip", "net"))
                .build()) {
            for (Record row : rows) {
                sightings.add(
                        (LocalDate) row.getField("day"), (byte[]) row.getField("ip"), (byte[]) row.getField("net"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sightings;
    }

    private void add(LocalDate day, byte @Nullable [] ip, byte @Nullable [] net) {
        if (ip == null) {
            return;
        }
        StoredToken token = StoredToken.of(ip);
        if (wanted.contains(token)) {
            found.computeIfAbsent(
                            token.text(), t -> new TreeMap<>((a, b) -> a.first().compareTo(b.first())))
                    .computeIfAbsent(epochs.of(day), e -> new Sighting())
                    .add(day, net);
        }
    }

    /** The epochs in which a token occurs, oldest first. */
    Map<Epoch, Sighting> of(StoredToken token) {
        return found.getOrDefault(token.text(), Map.of());
    }
}
