package dev.footfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the stored entries of a ledger tell of each other. */
public final class LedgerChain {
    /** What is wrong with an entry. */
    public enum Break {
        /** Its bytes are not those that the next entry was written after, or its seal is broken. */
        CHANGED,
        /** There are later ones, but not this one. */
        MISSING,
        /** It says that it is another one. */
        REORDERED,
        /** It is no entry at all. */
        UNREADABLE,
        /** The head that was kept elsewhere is not found. */
        CUT
    }

    /**
     * One finding.
     *
     * @param number of the entry
     * @param kind what is wrong
     * @param detail the same in words
     */
    public record Finding(long number, Break kind, String detail) {}

    private LedgerChain() {}

    /**
     * Judges a ledger. The last entry is vouched for by its seal alone, as no entry follows it; entries that were cut off
     * at the end show only against a head.
     *
     * @param stored bytes of the entries by the number under which they lie
     * @param head a head that was kept elsewhere, if there is one
     * @param sealing gives the keyed digest of bytes; {@code null} when the key cannot be read: seals are not looked at
     * @return findings in the order of the entries; none when the chain is whole
     */
    public static List<Finding> verify(
            SortedMap<Long, byte[]> stored, Optional<LedgerHead> head, @Nullable UnaryOperator<byte[]> sealing) {
        List<Finding> findings = new ArrayList<>();
        long expected = 1;
        String before = LedgerEntry.NOTHING;
        for (Map.Entry<Long, byte[]> one : stored.entrySet()) {
            long number = one.getKey();
            if (number > expected) {
                findings.add(missing(expected, number - 1));
            }
            boolean follows = number == expected;
            Optional<LedgerEntry> entry = LedgerEntry.decode(one.getValue());
            if (entry.isEmpty()) {
                findings.add(new Finding(number, Break.UNREADABLE, "is no entry"));
            } else {
                judge(number, entry.get(), follows ? before : null, findings);
                if (sealing != null && !LedgerEntry.sealHolds(one.getValue(), sealing)) {
                    findings.add(new Finding(number, Break.CHANGED, "its seal is broken"));
                }
            }
            before = LedgerEntry.hash(one.getValue());
            expected = number + 1;
        }
        head.ifPresent(kept -> compare(kept, stored, findings));
        return findings.stream().distinct().toList();
    }

    private static Finding missing(long first, long last) {
        return new Finding(
                first, Break.MISSING, first == last ? "is not there" : "and those up to " + last + " are not there");
    }

    private static void judge(long number, LedgerEntry entry, @Nullable String before, List<Finding> findings) {
        if (entry.number() != number) {
            findings.add(new Finding(number, Break.REORDERED, "says that it is entry " + entry.number()));
        } else if (before != null && !entry.previous().equals(before)) {
            findings.add(
                    number == 1
                            ? new Finding(1, Break.CHANGED, "says that there were entries before it")
                            : new Finding(
                                    number - 1,
                                    Break.CHANGED,
                                    "is not the one after which entry " + number + " was written"));
        }
    }

    private static void compare(LedgerHead kept, SortedMap<Long, byte[]> stored, List<Finding> findings) {
        byte[] there = stored.get(kept.number());
        if (there == null) {
            findings.add(new Finding(kept.number(), Break.CUT, "was there when the head was noted, and is gone"));
        } else if (!LedgerEntry.hash(there).equals(kept.hash())) {
            findings.add(new Finding(kept.number(), Break.CUT, "is not the one whose head was noted"));
        }
    }
}
