package dev.footfall.rare;

import java.util.Arrays;
import java.util.function.LongPredicate;

/**
 * Who saw each value on one day: how many devices, by tokens of the day, and which browsers, by tokens that last the
 * epoch; each up to k, for more are not asked about. Takes about 60 bytes for each distinct value and 12 for each of its
 * first k browsers. Not thread-safe.
 */
public final class DayVisitors {
    private static final int NONE = -1;
    /** Sets the two kinds of tokens of a value apart. */
    private static final long BROWSER = 0x6A09E667F3BCC909L;

    private final int k;

    private long[] values = new long[64];
    private int[] devices = new int[64];
    private int[] browsers = new int[64];
    private int[] lists = new int[64];
    private int count;

    /** Tokens of browsers, and where the same value's list goes on. */
    private long[] tokens = new long[64];

    private int[] next = new int[64];
    private int tokenCount;

    /** Pairs of value and token that were counted. */
    private LongSet pairs = new LongSet();

    /** @param k how many visitors make a value common, at least 1 */
    public DayVisitors(int k) {
        this.k = k;
        Arrays.fill(lists, NONE);
    }

    /**
     * Counts a hit.
     *
     * @param key of its value or template; {@link ValueKeys#NONE} counts for nothing
     * @param device token of the device, which lasts the day; 0 for none
     * @param browser token of a browser that is known to keep its cookie, which lasts the epoch; 0 for none
     */
    public void add(long key, long device, long browser) {
        if (key == ValueKeys.NONE) {
            return;
        }
        int slot = slot(key);
        if (devices[slot] < k && device != 0 && isNew(key, device)) {
            devices[slot]++;
        }
        if (browsers[slot] < k && browser != 0 && isNew(key, browser ^ BROWSER)) {
            browsers[slot]++;
            remember(slot, browser);
        }
    }

    /** Says that all hits are counted: frees what only counting needs. */
    public void complete() {
        pairs = new LongSet();
    }

    /** How many devices saw a value, at most k. */
    int devices(long key) {
        int slot = LongSet.find(values, key);
        return values[slot] == key ? devices[slot] : 0;
    }

    /** Adds the browsers that saw a value to a set, until this has k. */
    void browsers(long key, LongSet into) {
        int slot = LongSet.find(values, key);
        if (values[slot] == key) {
            for (int i = lists[slot]; i != NONE && into.size() < k; i = next[i]) {
                into.add(tokens[i]);
            }
        }
    }

    /** Whether there is a value of another kind. */
    boolean anyBut(LongPredicate kind) {
        for (long value : values) {
            if (value != ValueKeys.NONE && !kind.test(value)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets who saw values that are no longer there. */
    void forgetAllBut(LongPredicate there) {
        for (int slot = 0; slot < values.length; slot++) {
            if (values[slot] != ValueKeys.NONE && !there.test(values[slot])) {
                devices[slot] = 0;
                browsers[slot] = 0;
                lists[slot] = NONE;
            }
        }
    }

    private boolean isNew(long key, long token) {
        long pair = ValueKeys.mix(key ^ ValueKeys.mix(token));
        return pairs.add(pair == 0 ? 1 : pair);
    }

    private void remember(int slot, long browser) {
        if (tokenCount == tokens.length) {
            tokens = Arrays.copyOf(tokens, tokenCount * 2);
            next = Arrays.copyOf(next, tokenCount * 2);
        }
        tokens[tokenCount] = browser;
        next[tokenCount] = lists[slot];
        lists[slot] = tokenCount++;
    }

    private int slot(long key) {
        int slot = LongSet.find(values, key);
        if (values[slot] == key) {
            return slot;
        }
        if (count * 2 >= values.length) {
            grow();
            slot = LongSet.find(values, key);
        }
        values[slot] = key;
        count++;
        return slot;
    }

    private void grow() {
        long[] before = values;
        int[] devicesBefore = devices;
        int[] browsersBefore = browsers;
        int[] listsBefore = lists;
        values = new long[before.length * 2];
        devices = new int[values.length];
        browsers = new int[values.length];
        lists = new int[values.length];
        Arrays.fill(lists, NONE);
        for (int i = 0; i < before.length; i++) {
            if (before[i] != ValueKeys.NONE) {
                int slot = LongSet.find(values, before[i]);
                values[slot] = before[i];
                devices[slot] = devicesBefore[i];
                browsers[slot] = browsersBefore[i];
                lists[slot] = listsBefore[i];
            }
        }
    }
}
