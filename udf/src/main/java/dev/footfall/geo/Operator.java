package dev.footfall.geo;

import org.jspecify.annotations.Nullable;

/**
 * Who announces an address.
 *
 * @param asn autonomous system number, 1 to 4294967295; 0 when unknown
 * @param name the operator's name; null when the database does not say
 * @param prefix the network in CIDR notation as the database holds it, IPv4 as {@code 192.0.2.0/24}; null when unknown
 */
public record Operator(
        long asn, @Nullable String name, @Nullable String prefix) {
    /** Nothing is known. */
    public static final Operator UNKNOWN = new Operator(0, null, null);
}
