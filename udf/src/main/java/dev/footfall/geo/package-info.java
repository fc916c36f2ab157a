/**
 * Where an address is and who runs its network: city, ASN and named-network look-ups.
 *
 * <p>Reads databases in MaxMind DB format and CSV files that the operator supplies; knows no Spark, no table and no
 * policy, and keeps no address.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.geo;
