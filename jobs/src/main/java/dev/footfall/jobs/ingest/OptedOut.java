package dev.footfall.jobs.ingest;

import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.OptOutList;
import org.jspecify.annotations.Nullable;

/** Marks the hits of those on the list of opt-outs, as the browser's own signals do; each identifier is looked for once. */
final class OptedOut {
    private final OptOutList list;

    OptedOut(OptOutList list) {
        this.list = list;
    }

    /** Marks the hit if one of its identifiers is on the list. */
    void mark(Hit hit) {
        if (list.isEmpty() || hit.optOut) {
            return;
        }
        hit.optOut = is(Kind.COOKIE, hit.browser)
                || is(Kind.COOKIE, hit.session)
                || is(Kind.ACCOUNT, hit.account)
                || is(hit.client);
    }

    private boolean is(Kind kind, Hit.@Nullable Identifier identifier) {
        if (identifier == null) {
            return false;
        }
        Boolean known = identifier.optedOut;
        if (known == null) {
            known = list.contains(kind, identifier.canonical);
            identifier.optedOut = known;
        }
        return known;
    }

    private boolean is(Hit.Client client) {
        byte[] address = client.address;
        if (address == null) {
            return false;
        }
        Boolean known = client.optedOut;
        if (known == null) {
            known = list.contains(Kind.ADDRESS, address);
            client.optedOut = known;
        }
        return known;
    }
}
