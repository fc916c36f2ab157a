/**
 * Words for people: what was probably meant by a mistyped name.
 *
 * <p>Depends on nothing but the JDK; every package may use it.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.text;
