package dev.footfall.privacy;

/**
 * A difference between two versions of a policy.
 *
 * @param subject what it is about, such as {@code audience.hits.city} or {@code purpose audience}
 * @param change in a few words, such as {@code kept longer}
 * @param detail from what to what
 */
public record PolicyChange(String subject, String change, Effect effect, String detail) {
    /** Whether more may happen to a visitor's data than before. */
    public enum Effect implements Labelled {
        /** More, longer, for other purposes, or to more recipients. */
        WIDER,
        /** Less. */
        NARROWER,
        /** Neither, or not to be said from the files alone. */
        SAME
    }
}
