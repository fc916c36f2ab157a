package dev.footfall.jobs.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by slices of bytes: what was computed for an agent, a page or an address is found again without a String.
 * Bounded: when half of its room is full, what was not asked for since the last time is forgotten, so hostile variety costs
 * time, not memory, and what is asked for again and again stays. One thread only.
 *
 * @param <V> what is remembered
 */
final class SliceCache<V> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final int FIRST_SLOTS = 1024;

    /** Longest slice that is remembered, so that memory is bounded by entries times this. */
    static final int LONGEST_KEY = 2048;

    private final int half;
    private Generation young = new Generation(FIRST_SLOTS);
    private Generation old = new Generation(1);

    /** Open addressing. A key and its value stand side by side: they are found at the cost of one access to memory. */
    private static final class Generation {
        /** Hashes of the keys by slot; 0 where there is none. */
        private int[] hashes;

        private @Nullable Object[] pairs;
        private int size;

        Generation(int slots) {
            hashes = new int[slots];
            pairs = new Object[2 * slots];
        }

        /** The slot of a key, or of where it would stand. */
        int slot(int hash, byte[] buf, int from, int to) {
            int mask = hashes.length - 1;
            int i = hash & mask;
            for (; hashes[i] != 0; i = (i + 1) & mask) {
                if (hashes[i] == hash) {
                    byte[] key = (byte[]) pairs[2 * i];
                    if (key != null && Arrays.equals(key, 0, key.length, buf, from, to)) {
                        break;
                    }
                }
            }
            return i;
        }

        void insert(int hash, byte[] key, @Nullable Object value) {
            if ((size + 1) * 2 > hashes.length) {
                grow();
            }
            place(hash, key, value);
            size++;
        }

        private void place(int hash, @Nullable Object key, @Nullable Object value) {
            int mask = hashes.length - 1;
            int i = hash & mask;
            while (hashes[i] != 0) {
                i = (i + 1) & mask;
            }
            hashes[i] = hash;
            pairs[2 * i] = key;
            pairs[2 * i + 1] = value;
        }

        private void grow() {
            int[] oldHashes = hashes;
            @Nullable Object[] oldPairs = pairs;
            hashes = new int[oldHashes.length * 2];
            pairs = new Object[oldPairs.length * 2];
            for (int i = 0; i < oldHashes.length; i++) {
                if (oldHashes[i] != 0) {
                    place(oldHashes[i], oldPairs[2 * i], oldPairs[2 * i + 1]);
                }
            }
        }
    }

    /** A cache of at most {@code limit} entries. */
    SliceCache(int limit) {
        half = Math.max(1, limit / 2);
    }

    /** What is remembered for {@code buf[from, to)}, or {@code null}. */
    @SuppressWarnings("unchecked") // only put() brings values in
    @Nullable
    V get(byte[] buf, int from, int to) {
        int hash = hash(buf, from, to);
        int slot = young.slot(hash, buf, from, to);
        if (young.hashes[slot] != 0) {
            return (V) young.pairs[2 * slot + 1];
        }
        return old.size == 0 ? null : (V) again(hash, buf, from, to);
    }

    /** Looks among what is old, and makes it young. */
    private @Nullable Object again(int hash, byte[] buf, int from, int to) {
        int slot = old.slot(hash, buf, from, to);
        Object key = old.pairs[2 * slot];
        if (old.hashes[slot] == 0 || key == null) {
            return null;
        }
        Object value = old.pairs[2 * slot + 1];
        add(hash, (byte[]) key, value);
        return value;
    }

    /** Remembers a value for a slice that is not remembered yet; a copy of the slice is kept. */
    V put(byte[] buf, int from, int to, V value) {
        if (to - from <= LONGEST_KEY) {
            add(hash(buf, from, to), Arrays.copyOfRange(buf, from, to), value);
        }
        return value;
    }

    private void add(int hash, byte[] key, @Nullable Object value) {
        if (young.size >= half) {
            old = young;
            young = new Generation(old.hashes.length);
        }
        young.insert(hash, key, value);
    }

    /** A hash of {@code buf[from, to)}, for tables in memory; never 0. */
    static int hash(byte[] buf, int from, int to) {
        long h = (long) to - from;
        int i = from;
        for (; i + Long.BYTES <= to; i += Long.BYTES) {
            h = (h ^ (long) LONGS.get(buf, i)) * MIX;
            h ^= h >>> 32;
        }
        for (; i < to; i++) {
            h = (h ^ buf[i]) * MIX;
        }
        h ^= h >>> 29;
        int folded = (int) (h ^ h >>> 32);
        return folded == 0 ? 1 : folded;
    }
}
