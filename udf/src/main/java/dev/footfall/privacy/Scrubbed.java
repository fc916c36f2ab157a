package dev.footfall.privacy;

/**
 * A text without the personal data that was found in it.
 *
 * @param text the text that may be kept; the very same string when nothing was found
 * @param cards how many card numbers were replaced
 * @param emails how many e-mail addresses
 * @param secrets how many passwords and other credentials
 * @param tokens how many session ids, bearer tokens, OAuth codes and random path segments
 */
public record Scrubbed(String text, int cards, int emails, int secrets, int tokens) {
    static Scrubbed clean(String text) {
        return new Scrubbed(text, 0, 0, 0, 0);
    }

    /** How many of a kind were replaced. */
    public int count(Scrubber.Kind kind) {
        return switch (kind) {
            case CARD -> cards;
            case EMAIL -> emails;
            case SECRET -> secrets;
            case TOKEN -> tokens;
        };
    }

    /** How many were replaced in all. */
    public int total() {
        return cards + emails + secrets + tokens;
    }
}
