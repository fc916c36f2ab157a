package dev.footfall.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds all occurrences of many fixed strings in one pass over a text, ignoring the case of ASCII letters.
 *
 * <p>An Aho-Corasick automaton (Aho and Corasick, "Efficient string matching", CACM 18(6), 1975) with a dense table over
 * the characters that occur in the strings; time is linear in the text whatever the strings are, so hostile text costs
 * no more than other text of its length. Immutable; safe for use by many threads.
 */
public final class LiteralIndex {
    private static final int ASCII = 128;
    private static final int[] NONE = {};

    /** Class of each ASCII character; 0 for those in no literal. */
    private final int[] classes = new int[ASCII];

    private final int width;
    private final int[] next;
    private final int[][] found;

    /** Receives occurrences, in order of their ends. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * One occurrence.
         *
         * @param literal index of the string in the list that the index was made of
         * @param end index in the text after its last character
         */
        void at(int literal, int end);
    }

    /**
     * An index of the strings; the same string may occur more than once.
     *
     * @throws IllegalArgumentException when a string is empty or not ASCII
     */
    public static LiteralIndex of(List<String> literals) {
        return new LiteralIndex(literals);
    }

    private LiteralIndex(List<String> literals) {
        int states = 1;
        for (String literal : literals) {
            if (literal.isEmpty() || !literal.chars().allMatch(c -> c < ASCII)) {
                throw new IllegalArgumentException("a literal must be ASCII and not empty: '" + literal + "'");
            }
            states += literal.length();
        }
        width = classify(literals);
        int[] table = new int[states * width];
        List<int[]> outputs = new ArrayList<>();
        outputs.add(NONE);
        int used = 1;
        for (int i = 0; i < literals.size(); i++) {
            int state = 0;
            String literal = literals.get(i);
            for (int at = 0; at < literal.length(); at++) {
                int slot = state * width + classes[literal.charAt(at)];
                if (table[slot] == 0) {
                    table[slot] = used++;
                    outputs.add(NONE);
                }
                state = table[slot];
            }
            outputs.set(state, join(outputs.get(state), new int[] {i}));
        }
        next = Arrays.copyOf(table, used * width);
        found = outputs.toArray(int[][]::new);
        link();
    }

    /** Numbers the characters that occur, both cases alike, from 1; answers how many classes there are. */
    private int classify(List<String> literals) {
        int count = 1;
        for (String literal : literals) {
            for (int at = 0; at < literal.length(); at++) {
                char c = literal.charAt(at);
                if (classes[c] == 0) {
                    classes[Character.toLowerCase(c)] = count;
                    classes[Character.toUpperCase(c)] = count++;
                }
            }
        }
        return count;
    }

    /** Breadth first: replaces missing transitions by those of the longest proper suffix, and adds its outputs. */
    private void link() {
        int[] fail = new int[found.length];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int c = 1; c < width; c++) {
            if (next[c] != 0) {
                queue.add(next[c]);
            }
        }
        while (!queue.isEmpty()) {
            int state = queue.remove();
            found[state] = join(found[state], found[fail[state]]);
            for (int c = 1; c < width; c++) {
                int slot = state * width + c;
                int viaSuffix = next[fail[state] * width + c];
                if (next[slot] == 0) {
                    next[slot] = viaSuffix;
                } else {
                    fail[next[slot]] = viaSuffix;
                    queue.add(next[slot]);
                }
            }
        }
    }

    private static int[] join(int[] a, int[] b) {
        if (b.length == 0) {
            return a;
        }
        int[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }

    /** Shows every occurrence in the text to the visitor, overlapping ones included. */
    public void find(String text, Visitor visitor) {
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = c < ASCII ? next[state * width + classes[c]] : 0;
            for (int literal : found[state]) {
                visitor.at(literal, i + 1);
            }
        }
    }
}
