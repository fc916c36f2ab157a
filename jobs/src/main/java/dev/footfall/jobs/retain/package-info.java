/**
 * Retention: what becomes of rows as they grow old. Knows the warehouse and the policy, not Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.retain;
