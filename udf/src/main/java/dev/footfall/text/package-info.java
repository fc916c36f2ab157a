/**
 * Searching text for many words at once. Knows nothing of what the words mean; the packages {@code agent}, {@code page}
 * and {@code signal} build their rules on it. May depend on nothing but the JDK.
 */
@NullMarked
package dev.footfall.text;

import org.jspecify.annotations.NullMarked;
