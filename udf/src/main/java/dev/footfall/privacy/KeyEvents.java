package dev.footfall.privacy;

import java.time.Instant;

/** Hears of the beginning and the end of keys, see {@link KeyStore#tell}. All times are UTC. */
public interface KeyEvents {
    /** A key was made. */
    void created(TokenKind kind, Epoch epoch, Instant at);

    /** A key was destroyed; it need not have been made before. */
    void destroyed(TokenKind kind, Epoch epoch, Instant at);

    /** All keys were encrypted anew, under another master key. */
    void rotated(Instant at);
}
