package dev.footfall.privacy;

import java.util.Set;

/**
 * What the policy says of one purpose of cookies.
 *
 * @param clause id of the clause that allows it
 * @param roles cookies of which roles serve it; neither {@link CookieRole#VENDOR} nor {@link CookieRole#DROP}
 */
public record CookieUse(String clause, Set<CookieRole> roles) {}
