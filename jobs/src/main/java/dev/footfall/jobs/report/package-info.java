/**
 * The reports on the audience vault: traffic, audience, geography. Each is a plain function from hits and a query to
 * rows, which a command prints and the dashboard embeds. Suppression of small cells is the last step. Knows Spark, and
 * of the rest of the program only output and the errors for users.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.report;
