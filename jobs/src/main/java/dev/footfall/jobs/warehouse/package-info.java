/**
 * The warehouse: its layout and version, its catalogue and lock (in the directory, or in a database that several machines
 * share), its Iceberg tables and the batch plan by which rows get into them. Knows the configuration, Iceberg and
 * PostgreSQL's driver, not Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.warehouse;
