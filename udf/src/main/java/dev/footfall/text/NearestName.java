package dev.footfall.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one most likely meant. */
public final class NearestName {
    /** One slip for each so many letters is still taken for the same word. */
    private static final int LETTERS_PER_SLIP = 3;

    private NearestName() {}

    /**
     * The known name with the fewest slips (letter missing, extra, wrong, or two swapped), case ignored; ties go to
     * the first in the alphabet. Empty when every known name is further away than a third of the typed length
     * (at least one slip), because a wild guess helps nobody.
     */
    public static Optional<String> of(String typed, Collection<String> known) {
        String word = typed.toLowerCase(Locale.ROOT);
        int tolerated = Math.max(1, word.length() / LETTERS_PER_SLIP);
        record Candidate(String name, int slips) {}
        return known.stream()
                .map(name -> new Candidate(name, slips(word, name.toLowerCase(Locale.ROOT))))
                .filter(c -> c.slips <= tolerated)
                .min(Comparator.comparingInt(Candidate::slips).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    /** Optimal string alignment distance: Levenshtein's, with swapped neighbours as one slip. */
    private static int slips(String a, String b) {
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            cost[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                cost[i][j] = swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
            }
        }
        return cost[a.length()][b.length()];
    }
}
