package dev.footfall.rare;

/** A set of numbers other than 0, without objects. Not thread-safe. */
final class LongSet {
    private long[] slots = new long[64];
    private int size;

    /** Adds a number; says whether it is new. */
    boolean add(long number) {
        if (number == 0) {
            throw new IllegalArgumentException("0 stands for an empty slot");
        }
        if (size * 2 >= slots.length) {
            grow();
        }
        int slot = find(slots, number);
        if (slots[slot] == number) {
            return false;
        }
        slots[slot] = number;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    private void grow() {
        long[] larger = new long[slots.length * 2];
        for (long number : slots) {
            if (number != 0) {
                larger[find(larger, number)] = number;
            }
        }
        slots = larger;
    }

    /** The slot of a number, or the empty one where it belongs. */
    static int find(long[] slots, long number) {
        int slot = (int) (ValueKeys.mix(number) >>> Integer.SIZE) & (slots.length - 1);
        while (slots[slot] != 0 && slots[slot] != number) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }
}
