package dev.footfall.privacy;

import java.time.Instant;

/**
 * A key that exists or existed.
 *
 * @param changed when it was created or, if destroyed, when that happened; UTC
 */
public record KeyInfo(TokenKind kind, Epoch epoch, Instant changed, boolean destroyed) {}
