/**
 * The ingest: one pass from lines of a log to rows of every vault.
 *
 * <p>The walk: {@code IngestJob} plans and commits; {@code IngestTask} reads a part of the input; {@code LineReader}
 * finds lines; {@code Enricher} makes a {@code Hit}; {@code AudienceRows}, {@code SecurityRows} and {@code NetworkRows}
 * apply the policy; {@code TableWriter} writes. {@code Workers} runs tasks, and only it knows Spark.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.ingest;
