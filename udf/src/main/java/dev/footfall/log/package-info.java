/**
 * Log formats: bytes of a line in, offsets of its fields out.
 *
 * <p>Knows no Spark, no table and no policy. A format is one class or one mapping, listed in {@link
 * dev.footfall.log.LogFormats}. Nothing here makes a String of a field that nobody asked for.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.log;
