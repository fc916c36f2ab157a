/**
 * The policy's doors: what turns an address token back, and what hands data to others or keeps it back for a case.
 * Nothing goes through a door that the ledger did not note before. Knows the warehouse, the ledger and holds.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.door;
