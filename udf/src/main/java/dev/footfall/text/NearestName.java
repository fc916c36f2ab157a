package dev.footfall.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one probably meant. */
public final class NearestName {
    private NearestName() {}

    /**
     * The known name closest to {@code typed} by edit distance (insert, delete, replace, swap of neighbours; case does
     * not count), if no more than a third of the typed letters, and at least two edits, lie between. Ties go to the
     * name that the collection lists first.
     *
     * @return empty when nothing is near, or when {@code typed} is longer than any name could be
     */
    public static Optional<String> of(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int best = Math.max(2, wanted.length() / 3) + 1;
        Optional<String> nearest = Optional.empty();
        for (String name : known) {
            String candidate = name.toLowerCase(Locale.ROOT);
            boolean tooDifferent = Math.abs(candidate.length() - wanted.length()) >= best;
            int distance = tooDifferent ? best : distance(wanted, candidate);
            // Every letter replaced is no likeness, however short the name.
            if (distance < best && distance < Math.max(wanted.length(), candidate.length())) {
                best = distance;
                nearest = Optional.of(name);
            }
        }
        return nearest;
    }

    /** Restricted Damerau–Levenshtein distance ("optimal string alignment"). */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replace = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] oldest = beforeLast;
            beforeLast = last;
            last = row;
            row = oldest;
        }
        return last[b.length()];
    }
}
