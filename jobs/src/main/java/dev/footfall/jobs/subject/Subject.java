package dev.footfall.jobs.subject;

import dev.footfall.jobs.door.KnownTokens;
import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.jobs.warehouse.RowEdit;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.NamedInText;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a request is about, in one warehouse: the identifiers and all by which their rows are found. The caller holds the
 * warehouse's lock.
 */
public final class Subject {
    private final Warehouse warehouse;
    private final List<GivenIdentifier> identifiers;
    private final KeyStore keys;
    private final PolicyVersions policy;
    private final KnownTokens tokens;

    /** Opens the keys; {@code policy} says which epoch a day was in. */
    public Subject(Warehouse warehouse, List<GivenIdentifier> identifiers, PolicyVersions policy) {
        this.warehouse = warehouse;
        this.identifiers = List.copyOf(identifiers);
        this.policy = policy;
        keys = warehouse.openKeys();
        tokens = new KnownTokens(identifiers, keys, policy);
    }

    Warehouse warehouse() {
        return warehouse;
    }

    List<GivenIdentifier> identifiers() {
        return identifiers;
    }

    KeyStore keys() {
        return keys;
    }

    PolicyVersions policy() {
        return policy;
    }

    /** Their tokens; {@link KnownTokens#closed} is complete once all tables were looked through. */
    KnownTokens tokens() {
        return tokens;
    }

    QuarantineEdit quarantine() {
        return new QuarantineEdit(
                new QuarantineCipher(keys, policy.current().epoch(TokenKind.QUARANTINE)), new NamedInText(identifiers));
    }

    /** What takes away all that is held of them, by full name of the table. */
    Map<String, RowEdit> edits() {
        Map<String, RowEdit> edits = new LinkedHashMap<>();
        for (TableSpec table : List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS)) {
            edits.put(table.fullName(), new HitsEdit(table.fullName(), tokens));
        }
        edits.put(Tables.NETWORK_HOURLY.fullName(), new SketchEdit(identifiers, keys, policy));
        edits.put(Tables.QUARANTINE.fullName(), quarantine());
        return edits;
    }
}
