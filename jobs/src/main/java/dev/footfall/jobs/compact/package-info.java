/**
 * Rewriting of small data files into large ones. Knows the warehouse and Spark; what is asked for and what is printed is
 * its own command's.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.compact;
