/** Text for people: what an error message offers when somebody mistyped. Depends on nothing else of the project. */
@org.jspecify.annotations.NullMarked
package dev.footfall.text;
