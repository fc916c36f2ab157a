package dev.footfall.privacy;

import dev.footfall.privacy.ClauseText.Passage;
import dev.footfall.privacy.PolicyFile.Clause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares a policy file with the text that it is about, clause by clause.
 *
 * <p>Clauses with the same digest in the same order are the same (longest common subsequence, so that of two clauses with
 * equal texts each finds its own). Of the rest, equal digests have moved. What is left between two that are the same is
 * paired in its order, as many as possible, and then so that most words of summaries and ids stand in the texts: those
 * have changed. What has no partner has vanished or is new.
 *
 * <p>Costs time and memory in proportion to the clauses of the file times those of the text.
 */
public final class ClauseComparison {
    private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");
    private static final int STEM = 4;
    private static final int WORDS_SHOWN = 6;

    private final PolicyFile policy;
    private final List<Clause> claims;
    private final List<Passage> passages;
    private final List<String> digests;
    /** For each claim its passage, or -1. */
    private final int[] partner;

    private final boolean[] taken;
    private final List<Placed> found = new ArrayList<>();

    /** A finding and the line behind which it is listed. */
    private record Placed(int line, ClauseFinding finding) {}

    private ClauseComparison(PolicyFile policy, String text) {
        this.policy = policy;
        claims = List.copyOf(policy.clauses().values());
        passages = ClauseText.passages(text);
        digests = passages.stream().map(p -> ClauseText.digest(p.text())).toList();
        partner = new int[claims.size()];
        taken = new boolean[passages.size()];
    }

    /** What differs, in the order of the text; empty when file and text agree and every clause is carried out. */
    public static List<ClauseFinding> of(PolicyFile policy, String text) {
        return new ClauseComparison(policy, text).findings();
    }

    private List<ClauseFinding> findings() {
        findUnchanged();
        int[] unchanged = partner.clone();
        findMoved();
        int claim = 0;
        int passage = 0;
        for (int i = 0; i <= claims.size(); i++) {
            if (i == claims.size() || unchanged[i] >= 0) {
                int end = i == claims.size() ? passages.size() : unchanged[i];
                between(openClaims(claim, i), openPassages(passage, end), passage == 0 ? 0 : line(passage - 1));
                claim = i + 1;
                passage = end + 1;
            }
        }
        findUncovered();
        return found.stream()
                .sorted(Comparator.comparingInt(Placed::line))
                .map(Placed::finding)
                .toList();
    }

    private int line(int passage) {
        return passages.get(passage).line();
    }

    private void findUnchanged() {
        int n = claims.size();
        int m = passages.size();
        int[][] common = new int[n + 1][m + 1];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                common[i][j] = same(i, j) ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        Arrays.fill(partner, -1);
        for (int i = 0, j = 0; i < n && j < m; ) {
            if (same(i, j)) {
                take(i++, j++);
            } else if (common[i + 1][j] >= common[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private boolean same(int claim, int passage) {
        return claims.get(claim).sha256().equals(digests.get(passage));
    }

    private void take(int claim, int passage) {
        partner[claim] = passage;
        taken[passage] = true;
    }

    private void findMoved() {
        for (int i = 0; i < claims.size(); i++) {
            for (int j = 0; j < passages.size() && partner[i] < 0; j++) {
                if (!taken[j] && same(i, j)) {
                    take(i, j);
                    note(
                            line(j),
                            claims.get(i),
                            ClauseFinding.Kind.MOVED,
                            j,
                            "stands at another place: if its meaning there is the same, put it there in clauses: too");
                }
            }
        }
    }

    private List<Integer> openClaims(int from, int to) {
        List<Integer> open = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (partner[i] < 0) {
                open.add(i);
            }
        }
        return open;
    }

    private List<Integer> openPassages(int from, int to) {
        List<Integer> open = new ArrayList<>();
        for (int j = from; j < to; j++) {
            if (!taken[j]) {
                open.add(j);
            }
        }
        return open;
    }

    /** Claims and passages without partner that stand between two clauses that are unchanged. */
    private void between(List<Integer> left, List<Integer> right, int lineBefore) {
        pair(left, right);
        int line = lineBefore;
        for (int i : left) {
            if (partner[i] >= 0) {
                line = line(partner[i]);
                note(line, claims.get(i), ClauseFinding.Kind.CHANGED, partner[i], changed(partner[i]));
            } else {
                note(
                        line,
                        claims.get(i),
                        ClauseFinding.Kind.VANISHED,
                        -1,
                        "the text no longer allows or says this: remove the clause, and what rests on it alone");
            }
        }
        for (int j : right) {
            if (!taken[j]) {
                note(line(j), null, ClauseFinding.Kind.NEW, j, added(j));
            }
        }
    }

    private String changed(int passage) {
        return "read it again; when rules and summary still hold, write sha256: \"" + digests.get(passage) + "\"";
    }

    private String added(int passage) {
        Optional<String> twin = claims.stream()
                .filter(claim -> claim.sha256().equals(digests.get(passage)))
                .map(Clause::id)
                .findFirst();
        String[] words = passages.get(passage).text().split(" ", WORDS_SHOWN + 1);
        String begins = String.join(" ", List.of(words).subList(0, Math.min(WORDS_SHOWN, words.length)));
        return "begins with " + Violations.quoted(begins) + ": name it under clauses: with sha256: \""
                + digests.get(passage) + "\", "
                + twin.map(id -> "same_text_as: " + id + ", ").orElse("")
                + "and a summary, or out_of_scope: with the reason";
    }

    /** Pairs as many as possible in their order, and among such pairings those with most words in common. */
    private void pair(List<Integer> left, List<Integer> right) {
        int n = left.size();
        int m = right.size();
        List<Set<String>> meant =
                left.stream().map(i -> stems(description(claims.get(i)))).toList();
        List<Set<String>> said =
                right.stream().map(j -> stems(passages.get(j).text())).toList();
        long onePair = 1 + meant.stream().mapToLong(Set::size).sum();
        long[][] best = new long[n + 1][m + 1];
        long[][] score = new long[n][m];
        for (int i = n - 1; i >= 0; i--) {
            for (int j = m - 1; j >= 0; j--) {
                score[i][j] = onePair + common(meant.get(i), said.get(j));
                best[i][j] = Math.max(best[i + 1][j + 1] + score[i][j], Math.max(best[i + 1][j], best[i][j + 1]));
            }
        }
        for (int i = 0, j = 0; i < n && j < m; ) {
            if (best[i][j] == best[i + 1][j + 1] + score[i][j]) {
                take(left.get(i++), right.get(j++));
            } else if (best[i][j] == best[i + 1][j]) {
                i++;
            } else {
                j++;
            }
        }
    }

    private static String description(Clause clause) {
        return clause.id() + " " + clause.summary().or(clause::outOfScope).orElse("");
    }

    /** First letters of the longer words, by which {@code publish} and {@code published} are alike. */
    private static Set<String> stems(String text) {
        Set<String> stems = new HashSet<>();
        for (String word : NO_LETTERS.split(text.toLowerCase(Locale.ROOT))) {
            if (word.length() >= STEM) {
                stems.add(word.substring(0, STEM));
            }
        }
        return stems;
    }

    private static long common(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).count();
    }

    private void findUncovered() {
        for (String id : ClauseCover.uncovered(policy)) {
            for (int i = 0; i < claims.size(); i++) {
                if (claims.get(i).id().equals(id)) {
                    note(
                            partner[i] < 0 ? 0 : line(partner[i]),
                            claims.get(i),
                            ClauseFinding.Kind.WITHOUT_RULE,
                            partner[i],
                            "name it where it holds, say carried_by: what carries it out, or out_of_scope: why nothing does");
                }
            }
        }
    }

    private void note(int after, @Nullable Clause clause, ClauseFinding.Kind kind, int passage, String advice) {
        found.add(new Placed(
                after,
                new ClauseFinding(
                        Optional.ofNullable(clause).map(Clause::id),
                        kind,
                        passage < 0 ? Optional.empty() : Optional.of(line(passage)),
                        advice)));
    }
}
