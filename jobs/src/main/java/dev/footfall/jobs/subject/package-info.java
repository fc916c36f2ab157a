/**
 * One visitor: what is held of them, and how they are erased, so that nothing is left by which they could be found and
 * nothing brings them back. May depend on the warehouse, holds, the ledger, the doors' identifiers and the domain; knows
 * no Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.subject;
