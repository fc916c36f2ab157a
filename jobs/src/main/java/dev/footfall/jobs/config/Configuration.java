package dev.footfall.jobs.config;

import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** What {@code footfall.yaml} says. */
public final class Configuration {
    /** The time zone of a site; of the first site when the name is {@code null}. */
    public ZoneId zone(@Nullable String site) {
        return ZoneOffset.UTC;
    }
}
