/**
 * How answers are printed: rows as table, JSON or CSV, with everything that comes from a log made harmless for the
 * place it is printed to. Knows no Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.output;
