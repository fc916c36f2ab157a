package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import org.jspecify.annotations.Nullable;

/**
 * A network of a world with the ranges it announces.
 *
 * @param asn its number, of the private ones (RFC 6996)
 * @param country ISO 3166-1 code of its customers
 * @param v6 null when it has no IPv6
 * @param share share among networks of its kind and country, in no unit
 */
record Network(
        long asn,
        String name,
        Kind kind,
        String country,
        Cidr v4,
        @Nullable Cidr v6,
        double share) {
    /** What a network is for. */
    enum Kind {
        /** Homes on lines: an address tells the town. */
        FIXED,
        /** Phones behind carrier NAT: an address tells the country. */
        MOBILE,
        /** One company behind NAT. */
        OFFICE,
        /** Data centres. */
        HOSTING,
        /** A search engine's own. */
        CRAWLER
    }
}
