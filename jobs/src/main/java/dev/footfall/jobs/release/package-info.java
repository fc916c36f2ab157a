/**
 * Noisy releases: counts over a public set of cells, drawn once and kept as they were drawn, within a budget that the ledger
 * keeps. What is counted comes from {@code report}; who may get it, {@code door} knows.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.release;
