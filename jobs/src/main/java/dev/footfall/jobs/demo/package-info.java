/**
 * Commands that show the program at work: {@code demo} on a small world, {@code bench} against the clock. They use the other
 * commands' parts as a user would and add nothing to what those can do. May depend on every package of the program;
 * none depends on this one.
 */
@NullMarked
package dev.footfall.jobs.demo;

import org.jspecify.annotations.NullMarked;
