package dev.footfall.privacy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells texts of an unknown format that name one of some identifiers. Not thread-safe. */
public final class NamedInText {
    private final LiveForms forms;
    private final IdentifierWords words;

    /** Looks for these identifiers. */
    public NamedInText(Collection<GivenIdentifier> identifiers) {
        forms = LiveForms.of(identifiers);
        Map<Kind, Set<ByteBuffer>> known = new EnumMap<>(Kind.class);
        identifiers.forEach(identifier -> identifier.forms().forEach(form -> known.computeIfAbsent(
                        identifier.kind(), k -> new HashSet<>())
                .add(ByteBuffer.wrap(form))));
        words = new IdentifierWords(
                (kind, canonical) -> known.getOrDefault(kind, Set.of()).contains(ByteBuffer.wrap(canonical)));
    }

    /** Whether the text {@code [from, to)} names one of them, as it stands or with escapes undone. */
    public boolean in(byte[] buf, int from, int to) {
        return forms.anyInText(buf, from, to) || words.anyIn(buf, from, to);
    }
}
