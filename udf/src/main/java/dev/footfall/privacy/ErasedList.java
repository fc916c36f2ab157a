package dev.footfall.privacy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who was erased and until when: identifiers as HMACs under {@link TokenKind#SUPPRESSION}, so that no log that is read
 * later brings hits back that are older than the erasure. Newer hits are of whoever has the identifier then, and are kept
 * as the policy says. One file an erasure, {@code erasures/000001.list}, made whole or not at all. Immutable but for
 * {@link #add}; not thread-safe.
 */
public final class ErasedList {
    /** Nobody's: earlier than every hit. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final byte[] ERASED = "erased".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_DIGEST = 2;

    private final NumberedLists lists;
    private final KeyStore keys;
    private final Map<String, Long> untilMillis = new HashMap<>();
    private @Nullable Tokenizer made;

    private ErasedList(NumberedLists lists, KeyStore keys) {
        this.lists = lists;
        this.keys = keys;
    }

    /**
     * Reads the list of a warehouse, which need not exist.
     *
     * @throws KeyException when it cannot be read
     */
    public static ErasedList read(Path warehouse, KeyStore keys) {
        ErasedList list = new ErasedList(new NumberedLists(warehouse.resolve("erasures"), "erasures"), keys);
        list.lists.forEach((number, words) -> list.take(words));
        return list;
    }

    private boolean take(String[] words) {
        Optional<Long> until =
                words.length <= FIRST_DIGEST || Kind.of(words[0]).isEmpty() ? Optional.empty() : millis(words[1]);
        if (until.isEmpty()) {
            return false;
        }
        for (int i = FIRST_DIGEST; i < words.length; i++) {
            untilMillis.merge(words[i], until.get(), Math::max);
        }
        return true;
    }

    private static Optional<Long> millis(String instant) {
        try {
            return Optional.of(Instant.parse(instant).toEpochMilli());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Whether nobody is on it. */
    public boolean isEmpty() {
        return untilMillis.isEmpty();
    }

    /** When an identifier was erased last, in one of its canonical forms: milliseconds since the epoch, or {@link #NEVER}. */
    public long untilMillis(Kind kind, byte[] canonical) {
        return isEmpty() ? NEVER : untilMillis.getOrDefault(digest(kind, canonical), NEVER);
    }

    /** When an identifier was erased last; empty when it never was. */
    public Optional<Instant> erased(GivenIdentifier identifier) {
        long until = identifier.forms().stream()
                .mapToLong(form -> untilMillis(identifier.kind(), form))
                .max()
                .orElse(NEVER);
        return until == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until));
    }

    /** Puts identifiers on it, erased at an instant; durable when it returns. */
    public void add(Collection<GivenIdentifier> identifiers, Instant at) {
        List<String> lines = new ArrayList<>();
        for (GivenIdentifier identifier : identifiers) {
            StringBuilder line =
                    new StringBuilder(identifier.kind().label()).append(' ').append(at);
            for (byte[] form : identifier.forms()) {
                String digest = digest(identifier.kind(), form);
                untilMillis.merge(digest, at.toEpochMilli(), Math::max);
                line.append(' ').append(digest);
            }
            lines.add(line.toString());
        }
        lists.add(lines);
    }

    private String digest(Kind kind, byte[] canonical) {
        byte[] label = kind.label().getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(tokenizer().token(ERASED, label, canonical));
    }

    private Tokenizer tokenizer() {
        if (made == null) {
            made = keys.tokenizer(TokenKind.SUPPRESSION, Epoch.ALWAYS);
        }
        return made;
    }
}
