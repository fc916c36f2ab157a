package dev.footfall.privacy;

import org.jspecify.annotations.Nullable;

/**
 * A key cannot be had. The message says what failed, in which file or variable, and how to mend it; it never holds key
 * material.
 */
public final class KeyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyException(String message) {
        this(message, null);
    }

    KeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
