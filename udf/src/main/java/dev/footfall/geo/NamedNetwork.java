package dev.footfall.geo;

/**
 * A client network that the operator knows by name: an office, a partner, a monitoring service.
 *
 * @param range its addresses
 * @param name its name, not blank
 * @param asn its autonomous system number; 0 when the file does not say
 */
public record NamedNetwork(Cidr range, String name, long asn) {}
