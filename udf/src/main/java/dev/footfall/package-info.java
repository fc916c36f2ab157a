/** Footfall: browser and server logs in, answers out, nothing learnt beyond what the privacy policy permits. */
@org.jspecify.annotations.NullMarked
package dev.footfall;
