/**
 * Spark adapters: one class a function, a few lines each, which hand a value to the pure packages and its answer back.
 * {@link dev.footfall.udf.FootfallFunctions} registers them by name for SQL and notebooks. They travel to executors as names
 * of files and settings; rules, databases and keys are opened there, once a process. May depend on Spark and every
 * package of this module; no other package of it depends on this one.
 */
@NullMarked
package dev.footfall.udf;

import org.jspecify.annotations.NullMarked;
