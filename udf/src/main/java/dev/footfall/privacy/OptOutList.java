package dev.footfall.privacy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who opted out other than by the browser's own signals (a cookie, an account, or an address with all who share it), and
 * who unsubscribed from optional mail: identifiers as HMACs under {@link TokenKind#SUPPRESSION}, which
 * has no epoch and is used for nothing that is stored with hits, so that the list links no rows. One file an import,
 * {@code optouts/000001.list}, made whole or not at all. Immutable but for {@link #add}; not thread-safe.
 */
public final class OptOutList {
    /** How many identifiers of a kind an import brought that were not there before. */
    public record Import(int number, Kind kind, long identifiers) {}

    private final NumberedLists lists;
    private final KeyStore keys;
    private final Set<String> digests = new HashSet<>();
    private final List<Import> imports = new ArrayList<>();
    private @Nullable Tokenizer made;

    private OptOutList(NumberedLists lists, KeyStore keys) {
        this.lists = lists;
        this.keys = keys;
    }

    /**
     * Reads the list of a warehouse, which need not exist.
     *
     * @throws KeyException when it cannot be read
     */
    public static OptOutList read(Path warehouse, KeyStore keys) {
        OptOutList list = new OptOutList(new NumberedLists(warehouse.resolve("optouts"), "opt-outs"), keys);
        Map<Integer, long[]> counts = new LinkedHashMap<>();
        list.lists.forEach((number, words) -> {
            list.digests.addAll(List.of(words).subList(1, words.length));
            return Kind.of(words[0])
                    .map(kind -> ++counts.computeIfAbsent(number, n -> new long[Kind.values().length])[kind.ordinal()])
                    .isPresent();
        });
        counts.forEach((number, ofKinds) -> {
            for (Kind kind : Kind.values()) {
                if (ofKinds[kind.ordinal()] > 0) {
                    list.imports.add(new Import(number, kind, ofKinds[kind.ordinal()]));
                }
            }
        });
        return list;
    }

    /** Whether nobody is on it. */
    public boolean isEmpty() {
        return digests.isEmpty();
    }

    /** What each import brought, oldest first. */
    public List<Import> imports() {
        return List.copyOf(imports);
    }

    /** Whether an identifier is on it, in one of its canonical forms. */
    public boolean contains(Kind kind, byte[] canonical) {
        return !digests.isEmpty() && digests.contains(digest(kind, canonical));
    }

    /** Whether an identifier is on it. */
    public boolean contains(GivenIdentifier entry) {
        return entry.forms().stream().anyMatch(form -> contains(entry.kind(), form));
    }

    /**
     * Puts identifiers on it; durable when it returns. Those that are on it already are passed over.
     *
     * @return how many were new
     */
    public long add(Collection<GivenIdentifier> entries) {
        List<String> lines = new ArrayList<>();
        for (GivenIdentifier entry : entries) {
            StringBuilder line = new StringBuilder(entry.kind().label());
            boolean known = true;
            for (byte[] form : entry.forms()) {
                String digest = digest(entry.kind(), form);
                known &= !digests.add(digest);
                line.append(' ').append(digest);
            }
            if (!known) {
                lines.add(line.toString());
            }
        }
        if (!lines.isEmpty()) {
            lists.add(lines);
        }
        return lines.size();
    }

    private String digest(Kind kind, byte[] canonical) {
        byte[] digest = tokenizer().token(kind.label().getBytes(StandardCharsets.US_ASCII), canonical);
        return HexFormat.of().formatHex(digest);
    }

    private Tokenizer tokenizer() {
        if (made == null) {
            made = keys.tokenizer(TokenKind.SUPPRESSION, Epoch.ALWAYS);
        }
        return made;
    }
}
