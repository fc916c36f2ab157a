/**
 * Free text that few visitors share: how visitors of a value are counted over days, and what stands in a value's place
 * when they are too few. Pure functions and bounded counters; who reads and rewrites rows is the program's matter.
 * May depend on {@code dev.footfall.page} (for templates), {@code dev.footfall.privacy} (for epochs) and the JDK.
 */
@NullMarked
package dev.footfall.rare;

import org.jspecify.annotations.NullMarked;
