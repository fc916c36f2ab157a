package dev.footfall.jobs.report;

import org.jspecify.annotations.Nullable;

/**
 * Whom to count.
 *
 * @param by length of the periods
 * @param per country, host or device to count apart; null for all together
 * @param compare whether to show the preceding span beside; needs the scope's {@code from}
 * @param k small cells of countries are suppressed below so many tokens; 0 shows all
 */
public record AudienceQuery(
        Scope scope, Granularity by, @Nullable Dimension per, boolean compare, int k) {
    public AudienceQuery {
        if (per != null && per != Dimension.COUNTRY && per != Dimension.HOST && per != Dimension.DEVICE) {
            throw new IllegalArgumentException("people are counted per country, host or device");
        }
    }
}
