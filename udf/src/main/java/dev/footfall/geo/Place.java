package dev.footfall.geo;

import org.jspecify.annotations.Nullable;

/**
 * What a city database says of an address.
 *
 * @param country ISO 3166-1 alpha-2 code in capitals, or {@code "unknown"}; never null
 * @param region English name of the first subdivision; null when the database does not say
 * @param city English name of the city; null when the database does not say
 * @param latitude degrees north, -90 to 90; NaN when unknown
 * @param longitude degrees east, -180 to 180; NaN when unknown
 * @param accuracyKm radius in kilometres within which the database expects the address; -1 when unknown
 */
public record Place(
        String country,
        @Nullable String region,
        @Nullable String city,
        float latitude,
        float longitude,
        int accuracyKm) {
    /** The country's value when nothing is known. */
    public static final String UNKNOWN_COUNTRY = "unknown";

    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(UNKNOWN_COUNTRY, null, null, Float.NaN, Float.NaN, -1);

    /** Whether the database gave coordinates. */
    public boolean hasPosition() {
        return !Float.isNaN(latitude) && !Float.isNaN(longitude);
    }
}
