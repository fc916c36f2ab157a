/**
 * Commands that look after what is kept: the policy, the tables, the batches and the quarantine. They read Iceberg
 * tables without Spark, so they answer at once.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.govern;
