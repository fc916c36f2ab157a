/** {@code footfall evaluate}: what the reports say of simulated worlds, beside the truth and beside what others would say. */
@NullMarked
package dev.footfall.jobs.evaluate;

import org.jspecify.annotations.NullMarked;
