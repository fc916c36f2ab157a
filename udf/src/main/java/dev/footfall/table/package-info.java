/**
 * What tables exist, with their columns: the one list from which schemas are created, the policy is checked and {@code
 * footfall tables} prints. Knows neither Spark nor Iceberg.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.table;
