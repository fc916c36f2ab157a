/** The program: its command line and what all commands share. */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs;
