/**
 * The warehouse: its layout and version, its lock, its Iceberg tables and the batch plan by which rows get into them.
 * Knows Iceberg, not Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.warehouse;
