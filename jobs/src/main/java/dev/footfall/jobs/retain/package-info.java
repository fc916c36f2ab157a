/**
 * What time takes away: rows and columns whose term is over, keys whose life is, old snapshots and files that no table
 * names. May depend on the warehouse, the ledger and the domain; knows no Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.retain;
