package dev.footfall.rare;

import java.security.SecureRandom;

/**
 * Names values by 64-bit numbers, so that counters need not hold the texts. The numbers hang on a secret of this object,
 * so nobody can choose values that share one; that two of ten million values do by chance is less likely than one in
 * 100,000, and would keep one of them. Never stored. Immutable and thread-safe.
 */
public final class ValueKeys {
    /** No value. */
    public static final long NONE = 0;

    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long secret;

    /** Keys with a new secret. */
    public ValueKeys() {
        secret = new SecureRandom().nextLong();
    }

    /**
     * Numbers of a value.
     *
     * @param value {@link #NONE} when the value is its own template, or nothing that can be rare
     * @param template {@link #NONE} when it has no template
     */
    public record Key(long value, long template) {}

    /** Numbers of a value of a column. */
    public Key of(FreeText text, String value) {
        if (!text.mayBeRare(value)) {
            return new Key(NONE, NONE);
        }
        String template = text.template(value).orElse(null);
        long ofTemplate = template == null ? NONE : hash(text.ordinal() * 2 + 1, template);
        return new Key(value.equals(template) ? NONE : hash(text.ordinal() * 2, value), ofTemplate);
    }

    private long hash(int kind, String text) {
        long hash = secret ^ mix(kind + 1);
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash + text.charAt(i)) + secret;
        }
        long mixed = mix(hash);
        return mixed == NONE ? 1 : mixed;
    }

    /** A bijection in which every bit hangs on every other (finisher of SplitMix64, Steele and others 2014). */
    static long mix(long value) {
        long z = (value + MULTIPLIER);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
