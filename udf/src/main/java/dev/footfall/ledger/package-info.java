/**
 * The record of who read, released or removed personal data: what an entry says, how entries are chained by hashes, and
 * what a broken chain tells. Pure; where entries are kept is the program's affair. May depend on Jackson and {@code
 * dev.footfall.text}.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.ledger;
