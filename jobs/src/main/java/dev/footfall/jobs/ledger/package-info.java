/**
 * The ledger of a warehouse: where its entries lie, the commands that show and judge it, and how a command's arguments
 * are noted without what they say of a visitor. Knows neither Spark nor Iceberg.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.ledger;
