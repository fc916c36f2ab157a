package dev.footfall.privacy;

import java.time.Instant;
import java.util.Optional;

/**
 * A key that exists or existed.
 *
 * @param created when it was made, UTC; empty when it was destroyed before there was one
 * @param destroyed when it was destroyed, UTC; empty while it was not
 */
public record KeyInfo(
        TokenKind kind, Epoch epoch, State state, Optional<Instant> created, Optional<Instant> destroyed) {
    /** What is left of a key. */
    public enum State {
        /** It is there. */
        LIVING,
        /** It was made and never destroyed, and its file is gone. */
        LOST,
        /**
         * It was destroyed, and its file is there all the same: the destruction broke off, or a backup brought the file
         * back. Nothing uses it, and {@link KeyStore#destroy} removes it.
         */
        REMAINS,
        /** It was destroyed. */
        DESTROYED
    }

    /** How commands name it, such as {@code audience/browser/2026-11}. */
    public String name() {
        return Tokenizer.domain(kind, epoch);
    }
}
