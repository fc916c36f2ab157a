/** Words as people type them: which known name was meant. Depends on nothing. */
@org.jspecify.annotations.NullMarked
package dev.footfall.text;
