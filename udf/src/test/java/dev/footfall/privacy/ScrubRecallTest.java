package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How much of what is personal in a labelled set of texts the scrubbers find, and how much they leave alone that only looks
 * so. {@code scrub_labelled.csv} holds texts in forms that logs have, in two halves with different names, contexts and
 * domains; only the first may be looked at to mend a scrubber. Card numbers have right check digits and were drawn at
 * random, as were tokens and passwords. Real logs have forms that nobody thought of: the figures are of this set.
 */
class ScrubRecallTest {
    /** Least recall of each kind in the held-out half, and least share of look-alikes left alone. */
    private static final double FLOOR = 0.9;

    private static final String LOOK_ALIKE = "look-alike";

    /** So many characters in a row, as they stand in the text, tell something of what must go. */
    private static final int PIECE = 4;

    private static List<Labelled> set;

    /**
     * A text.
     *
     * @param goes what must not be left of it, as it stands in it; empty of a look-alike
     */
    private record Labelled(String half, String kind, String encoding, String text, String goes) {
        boolean isRight(Scrubber scrubber) {
            String left = scrubber.scrub(text).text();
            return goes.isEmpty() ? left.equals(text) : !hasPiece(left);
        }

        /** Whether a piece is left that does not stand elsewhere in the text too. */
        private boolean hasPiece(String left) {
            String rest = left.replaceAll("\\{(card|email|secret|token)}", "\n");
            String around = text.replace(goes, "\n");
            return IntStream.rangeClosed(0, goes.length() - PIECE)
                    .mapToObj(from -> goes.substring(from, from + PIECE))
                    .anyMatch(piece -> rest.contains(piece) && !around.contains(piece));
        }
    }

    @BeforeAll
    static void read() throws IOException {
        try (InputStream in = Objects.requireNonNull(ScrubRecallTest.class.getResourceAsStream("scrub_labelled.csv"))) {
            set = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Labelled(cells[0], cells[1], cells[2], cells[3], cells[4]))
                    .toList();
        }
    }

    private static double share(List<Labelled> texts, Scrubber scrubber) {
        return texts.stream().filter(text -> text.isRight(scrubber)).count() / (double) texts.size();
    }

    private static TreeMap<String, List<Labelled>> by(String half, Function<Labelled, String> key) {
        TreeMap<String, List<Labelled>> groups = new TreeMap<>();
        set.stream()
                .filter(text -> text.half().equals(half))
                .forEach(text ->
                        groups.merge(key.apply(text), List.of(text), (a, b) -> Stream.concat(a.stream(), b.stream())
                                .toList()));
        return groups;
    }

    private static void print(String what, List<Labelled> tuning, List<Labelled> heldOut) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.0f %% | %.0f %% |%n",
                what,
                tuning.size() + heldOut.size(),
                100 * share(tuning, Scrubber.all()),
                100 * share(heldOut, Scrubber.all()));
    }

    @Test
    void findsWhatIsPersonalAndLeavesLookAlikesAlone() {
        System.out.println("| scrubbed | texts | tuning | held out |\n|---|---|---|---|");
        TreeMap<String, List<Labelled>> tuning = by("tuning", Labelled::kind);
        TreeMap<String, List<Labelled>> heldOut = by("held-out", Labelled::kind);
        heldOut.forEach((kind, texts) -> print(kind, tuning.get(kind), texts));
        TreeMap<String, List<Labelled>> tuningEncodings = by("tuning", Labelled::encoding);
        by("held-out", Labelled::encoding)
                .forEach((encoding, texts) -> print("in " + encoding, tuningEncodings.get(encoding), texts));

        assertThat(heldOut).hasSize(10).allSatisfy((kind, texts) -> assertThat(share(texts, Scrubber.all()))
                .as(kind)
                .isGreaterThanOrEqualTo(FLOOR));
    }

    /** The measure is worth something only if it tells a scrubber that does nothing. */
    @Test
    void aScrubberOfNothingFindsNothing() {
        by("held-out", Labelled::kind).forEach((kind, texts) -> assertThat(share(texts, Scrubber.of(Set.of())))
                .as(kind)
                .isEqualTo(kind.equals(LOOK_ALIKE) ? 1 : 0));
    }
}
