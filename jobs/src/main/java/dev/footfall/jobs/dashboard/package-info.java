/**
 * The dashboard: one self-contained HTML file made from a plain record of figures.
 *
 * <p>{@link dev.footfall.jobs.dashboard.DashboardData} is what a caller fills and {@link dev.footfall.jobs.dashboard.Dashboard}
 * what writes it down. Nothing here computes, suppresses or estimates: figures come in as they may be released. The package may
 * depend on jte's runtime and Jackson; it knows no Spark, no table and no other package of the program.
 */
@NullMarked
package dev.footfall.jobs.dashboard;

import org.jspecify.annotations.NullMarked;
