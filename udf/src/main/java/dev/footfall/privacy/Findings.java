package dev.footfall.privacy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was found in one decoded text. A later finding that meets an earlier one becomes part of it. */
final class Findings {
    private final Scrubber.@Nullable Kind[] kinds;
    /** For each character the number of the finding that holds it, from 1. */
    private final int[] owners;

    private int count;

    Findings(int length) {
        kinds = new Scrubber.Kind[length + 1];
        owners = new int[length];
    }

    /** Notes {@code [from, to)} of the decoded text; nothing when it is empty or a placeholder of ours. */
    void add(Scrubber.Kind kind, DecodedText text, int from, int to) {
        if (from >= to || isPlaceholder(text, from, to)) {
            return;
        }
        int owner = 0;
        for (int i = from; i < to && owner == 0; i++) {
            owner = owners[i];
        }
        if (owner == 0) {
            owner = ++count;
            kinds[owner] = kind;
        }
        for (int i = from; i < to; i++) {
            if (owners[i] == 0) {
                owners[i] = owner;
            }
        }
    }

    private static boolean isPlaceholder(DecodedText text, int from, int to) {
        for (Scrubber.Kind kind : Scrubber.Kind.values()) {
            if (to - from == kind.placeholder().length() && text.has(from, kind.placeholder())) {
                return true;
            }
        }
        return false;
    }

    /** The original with all findings of the wanted kinds replaced and counted. */
    String replace(String original, DecodedText text, Set<Scrubber.Kind> wanted, int[] counts) {
        if (count == 0) {
            return original;
        }
        StringBuilder out = new StringBuilder(original.length());
        int copied = 0;
        for (int i = 0; i < owners.length; ) {
            int to = i + 1;
            Scrubber.Kind kind = kinds[owners[i]];
            if (kind != null && wanted.contains(kind)) {
                while (to < owners.length && owners[to] == owners[i]) {
                    to++;
                }
                out.append(original, copied, text.start(i)).append(kind.placeholder());
                copied = text.end(to - 1);
                counts[kind.ordinal()]++;
            }
            i = to;
        }
        return out.append(original, copied, original.length()).toString();
    }
}
