package dev.footfall.privacy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Looks for many byte strings at once. */
final class ByteSearch {
    /** Shorter ones stand in any gigabyte by chance. */
    static final int LEAST_BYTES = 4;

    private static final int FILTER_BITS = 20;

    /**
     * What is looked for.
     *
     * @param name what it is, for whoever reads of a find
     * @param anyCase whether ASCII letters may have another case
     * @param word whether neither letter nor digit may stand beside it
     */
    private record Needle(String name, byte[] bytes, boolean anyCase, boolean word) {}

    private final Map<Integer, List<Needle>> byBeginning = new HashMap<>();
    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    private int longest;

    /** Adds bytes that are looked for as they are; says whether they are long enough. */
    boolean bytes(String name, byte[] bytes) {
        return add(new Needle(name, bytes, false, false));
    }

    /** Adds text that is looked for as a word. */
    boolean word(String name, byte[] bytes, boolean anyCase) {
        return add(new Needle(name, bytes, anyCase, true));
    }

    /** Adds text that is looked for as a word in any case. */
    boolean word(String name, String ascii) {
        return word(name, ascii.getBytes(StandardCharsets.US_ASCII), true);
    }

    private boolean add(Needle needle) {
        if (needle.bytes.length < LEAST_BYTES) {
            return false;
        }
        int beginning = beginning(needle.bytes, 0);
        byBeginning.computeIfAbsent(beginning, b -> new ArrayList<>()).add(needle);
        int bit = bit(beginning);
        filter[bit >> 6] |= 1L << bit;
        longest = Math.max(longest, needle.bytes.length);
        return true;
    }

    /** Bytes of the longest that is looked for. */
    int longest() {
        return longest;
    }

    /** Names of what stands in {@code [from, to)}. */
    SortedSet<String> find(byte[] hay, int from, int to) {
        SortedSet<String> found = new TreeSet<>();
        for (int i = from; i + LEAST_BYTES <= to; i++) {
            int beginning = beginning(hay, i);
            int bit = bit(beginning);
            if ((filter[bit >> 6] & 1L << bit) != 0) {
                for (Needle needle : byBeginning.getOrDefault(beginning, List.of())) {
                    if (stands(needle, hay, i, from, to)) {
                        found.add(needle.name);
                    }
                }
            }
        }
        return found;
    }

    private static boolean stands(Needle needle, byte[] hay, int at, int from, int to) {
        int end = at + needle.bytes.length;
        if (end > to) {
            return false;
        }
        for (int i = 0; i < needle.bytes.length; i++) {
            byte there = hay[at + i];
            byte wanted = needle.bytes[i];
            if (there != wanted && !(needle.anyCase && lower(there) == lower(wanted))) {
                return false;
            }
        }
        return !needle.word
                || (at == from || !isLetterOrDigit(hay[at - 1])) && (end == to || !isLetterOrDigit(hay[end]));
    }

    private static boolean isLetterOrDigit(byte b) {
        byte lower = lower(b);
        return b >= '0' && b <= '9' || lower >= 'a' && lower <= 'z';
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + ('a' - 'A')) : b;
    }

    private static int beginning(byte[] bytes, int at) {
        return lower(bytes[at]) << 24
                | (lower(bytes[at + 1]) & 0xff) << 16
                | (lower(bytes[at + 2]) & 0xff) << 8
                | lower(bytes[at + 3]) & 0xff;
    }

    private static int bit(int beginning) {
        return beginning * 0x9e3779b9 >>> Integer.SIZE - FILTER_BITS;
    }
}
