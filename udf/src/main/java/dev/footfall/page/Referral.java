package dev.footfall.page;

import org.jspecify.annotations.Nullable;

/**
 * Where a visitor came from.
 *
 * @param site registrable domain or app that referred, lower-case, at most 100 characters, never a path or query;
 *     {@code (address)} for a network address, {@code (local)} for a name without a public domain, {@code (malformed)}
 *     for no URL; {@code null} without referrer and for the site itself
 * @param medium how
 */
public record Referral(@Nullable String site, Medium medium) {}
