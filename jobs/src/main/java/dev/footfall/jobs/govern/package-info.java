/**
 * Commands that look after what is kept: the policy, the tables, the batches and the quarantine. They read Iceberg
 * tables without Spark, so they answer at once; what needs Spark or the ingest has its command there.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.govern;
