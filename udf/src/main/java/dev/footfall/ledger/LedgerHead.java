package dev.footfall.ledger;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The newest entry by number and hash, to be kept where nobody who can change the ledger can change it: only against
 * such a head does it show that a ledger was cut short or written anew from some entry on.
 *
 * @param number of the entry, from 1
 * @param hash {@link LedgerEntry#hash} of it
 */
public record LedgerHead(long number, String hash) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /** Reads {@code NUMBER:HASH}; empty when the text is none. */
    public static Optional<LedgerHead> parse(String text) {
        Matcher m = TEXT.matcher(text.strip());
        return m.matches() ? Optional.of(new LedgerHead(Long.parseLong(m.group(1)), m.group(2))) : Optional.empty();
    }

    @Override
    public String toString() {
        return number + ":" + hash;
    }
}
