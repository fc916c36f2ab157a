package dev.footfall.jobs.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Values by slices of bytes: what was computed for an agent, a page or an address is found again without a String.
 * Bounded: it forgets everything when full, so hostile variety costs time, not memory. One thread only.
 *
 * @param <V> what is remembered
 */
final class SliceCache<V> {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** Longest slice that is remembered, so that memory is bounded by entries times this. */
    static final int LONGEST_KEY = 2048;

    private final int limit;
    private byte[][] keys;
    private int[] hashes;
    private @Nullable Object[] values;
    private int size;

    /** A cache of at most {@code limit} entries. */
    SliceCache(int limit) {
        this.limit = limit;
        int capacity = 1024;
        keys = new byte[capacity][];
        hashes = new int[capacity];
        values = new Object[capacity];
    }

    /** What is remembered for {@code buf[from, to)}, or {@code null}. */
    @SuppressWarnings("unchecked") // only put() fills the array
    @Nullable
    V get(byte[] buf, int from, int to) {
        int hash = hash(buf, from, to);
        int mask = keys.length - 1;
        for (int i = hash & mask; keys[i] != null; i = (i + 1) & mask) {
            if (hashes[i] == hash && Arrays.equals(keys[i], 0, keys[i].length, buf, from, to)) {
                return (V) values[i];
            }
        }
        return null;
    }

    /** Remembers a value for a slice that is not remembered yet; a copy of the slice is kept. */
    V put(byte[] buf, int from, int to, V value) {
        if (to - from > LONGEST_KEY) {
            return value;
        }
        if (size >= limit) {
            Arrays.fill(keys, null);
            Arrays.fill(values, null);
            size = 0;
        } else if (size * 2 >= keys.length) {
            grow();
        }
        insert(hash(buf, from, to), Arrays.copyOfRange(buf, from, to), value);
        size++;
        return value;
    }

    private void insert(int hash, byte[] key, @Nullable Object value) {
        int mask = keys.length - 1;
        int i = hash & mask;
        while (keys[i] != null) {
            i = (i + 1) & mask;
        }
        keys[i] = key;
        hashes[i] = hash;
        values[i] = value;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        int[] oldHashes = hashes;
        @Nullable Object[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        hashes = new int[keys.length];
        values = new Object[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                insert(oldHashes[i], oldKeys[i], oldValues[i]);
            }
        }
    }

    /** A hash of {@code buf[from, to)}, for tables in memory. */
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
        return (int) (h ^ h >>> 32);
    }
}
