package dev.footfall.jobs.ingest;

import dev.footfall.privacy.ErasedList;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.IdentifierWords;
import org.jspecify.annotations.Nullable;

/**
 * Tells hits and lines of those who were erased, so that a log which is read again brings nothing of them back. A hit that
 * is newer than the erasure is not meant; of a line that did not parse nobody knows the time, so it is meant in any case.
 */
final class ErasedHits {
    private final ErasedList list;
    private final IdentifierWords words;

    ErasedHits(ErasedList list) {
        this.list = list;
        words = new IdentifierWords((kind, canonical) -> list.untilMillis(kind, canonical) != ErasedList.NEVER);
    }

    /**
     * Whether a hit is of somebody who was erased after it; each identifier is looked for once. The clock of a server may run
     * ahead as far as it may for any hit.
     */
    boolean has(Hit hit) {
        return !list.isEmpty()
                && hit.epochMillis - IngestTask.CLOCK_SKEW_MILLIS
                        <= Math.max(
                                Math.max(until(Kind.COOKIE, hit.browser), until(Kind.COOKIE, hit.session)),
                                Math.max(until(Kind.ACCOUNT, hit.account), until(hit.client)));
    }

    /** Whether a line that did not parse names somebody who was erased. */
    boolean named(byte[] buf, int from, int to) {
        return !list.isEmpty() && words.anyIn(buf, from, to);
    }

    private long until(Kind kind, Hit.@Nullable Identifier identifier) {
        if (identifier == null) {
            return ErasedList.NEVER;
        }
        Long known = identifier.erasedUntilMillis;
        if (known == null) {
            known = list.untilMillis(kind, identifier.canonical);
            identifier.erasedUntilMillis = known;
        }
        return known;
    }

    private long until(Hit.Client client) {
        byte[] address = client.address;
        if (address == null) {
            return ErasedList.NEVER;
        }
        Long known = client.erasedUntilMillis;
        if (known == null) {
            known = list.untilMillis(Kind.ADDRESS, address);
            client.erasedUntilMillis = known;
        }
        return known;
    }
}
