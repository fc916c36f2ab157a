/**
 * Worlds with known truth: logs as servers would write them, databases of their networks, and what really happened.
 *
 * <p>Plain Java; depends on {@code dev.footfall.geo} and Jackson, not on Spark. Every byte follows from the settings and
 * the seed. Nobody's address occurs: addresses are of documentation, benchmark and shared ranges (RFC 2544, RFC 3849, RFC
 * 6598), system numbers of RFC 6996, the site's and its people's names of RFC 2606. Real are the towns, and the agents and
 * referrers that a classifier must know.
 */
@org.jspecify.annotations.NullMarked
package dev.footfall.jobs.simulate;
