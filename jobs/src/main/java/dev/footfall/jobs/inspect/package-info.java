/**
 * Commands that look at what is there before anything is kept: formats of logs, and whether the program can work here.
 * They neither start Spark nor write.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.inspect;
