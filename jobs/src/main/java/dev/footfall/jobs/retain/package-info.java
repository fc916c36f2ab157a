/**
 * What time takes away: rows and columns whose term is over, free text that few share, keys whose life is over, old
 * snapshots and files that no table names. May depend on the warehouse, holds, the ledger and the domain; knows no Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.retain;
