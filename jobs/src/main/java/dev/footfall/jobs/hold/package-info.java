/**
 * Holds: copies of the rows of a case, encrypted under a key of their own, which outlive retention and erasure until the
 * case is released. Erasure and retention ask here what stays. Knows the warehouse, not Spark, and no command.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.hold;
