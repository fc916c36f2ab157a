package dev.footfall.privacy;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Takes personal data out of free text of logs: paths, queries, referrers, search terms, campaign names.
 *
 * <p>Found are card numbers (13 to 19 digits by ISO/IEC 7812, Luhn), e-mail addresses, credentials ({@code
 * user:password@}, {@code password=…}), bearer tokens and JWTs, OAuth and session parameters, and long random strings
 * such as reset links; each also when it is encoded up to four times over, as {@link DecodedText} says. It is best effort: {@code
 * scrubber_cases.csv} in the tests shows what is found and what is left alone. Scrubbing twice changes nothing more.
 * Immutable and thread-safe.
 */
public final class Scrubber {
    /** What is looked for. */
    public enum Kind implements Labelled {
        CARD("{card}"),
        EMAIL("{email}"),
        SECRET("{secret}"),
        TOKEN("{token}");

        private final String placeholder;

        Kind(String placeholder) {
            this.placeholder = placeholder;
        }

        /** What stands in place of what was found. */
        public String placeholder() {
            return placeholder;
        }
    }

    /** A replacement can bring two harmless parts together once; more rounds were never seen to find anything. */
    private static final int MOST_ROUNDS = 4;

    private final Set<Kind> kinds;

    private Scrubber(Set<Kind> kinds) {
        this.kinds = kinds;
    }

    /** A scrubber of these kinds. */
    public static Scrubber of(Set<Kind> kinds) {
        EnumSet<Kind> copy = EnumSet.noneOf(Kind.class);
        copy.addAll(kinds);
        return new Scrubber(copy);
    }

    /** A scrubber of all kinds. */
    public static Scrubber all() {
        return of(EnumSet.allOf(Kind.class));
    }

    /**
     * Whether the text surely holds nothing to replace, by one scan without allocation. {@code false} only means that
     * {@link #scrub} must look.
     */
    public boolean clean(String text) {
        return kinds.isEmpty() || !Suspicion.raisedBy(text);
    }

    /** The text with everything found replaced by its kind's placeholder. */
    public Scrubbed scrub(String text) {
        return clean(text) ? Scrubbed.clean(text) : scrubThoroughly(text);
    }

    /** {@link #scrub} without the quick look before it. */
    Scrubbed scrubThoroughly(String text) {
        int[] counts = new int[Kind.values().length];
        String result = text;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String next = replaceAll(result, counts);
            if (next.equals(result)) {
                break;
            }
            result = next;
        }
        return new Scrubbed(
                result,
                counts[Kind.CARD.ordinal()],
                counts[Kind.EMAIL.ordinal()],
                counts[Kind.SECRET.ordinal()],
                counts[Kind.TOKEN.ordinal()]);
    }

    private String replaceAll(String text, int[] counts) {
        DecodedText decoded = DecodedText.of(text);
        Findings findings = new Findings(decoded.length(), kinds);
        CredentialFinder.find(decoded, findings);
        TokenFinder.find(decoded, findings);
        EmailFinder.find(decoded, findings);
        CardFinder.find(decoded, findings);
        String result = findings.replace(text, decoded, counts);
        return result.indexOf('%') < 0 && result.indexOf('\\') < 0 ? result : replaceCards(result, counts);
    }

    /** A card number after a percent sign or a backslash with a letter reads as an escape and a shorter number. */
    private String replaceCards(String text, int[] counts) {
        DecodedText plain = DecodedText.plain(text);
        Findings findings = new Findings(plain.length(), kinds);
        CardFinder.find(plain, findings);
        return findings.replace(text, plain, counts);
    }

    /** {@code card}, {@code email}, {@code secret}, {@code token}. */
    @Override
    public String toString() {
        return "Scrubber" + kinds.toString().toLowerCase(Locale.ROOT);
    }
}
