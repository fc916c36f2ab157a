package dev.footfall.page;

import org.jspecify.annotations.Nullable;

/**
 * What a request asked for.
 *
 * @param path normalised path, 1 to 512 characters; {@code (none)} without a target, {@code (invalid)} for one that is
 *     no path, {@code (connect)} and {@code *} for those of proxies and {@code OPTIONS}
 * @param page the path and, after {@code ?}, the allowed query keys in order of name; at most 1,024 characters
 * @param kind kind of thing
 * @param search term of a search on the site itself, lower-case, at most 100 characters; {@code null} when none
 * @param campaign campaign that the link names, {@link Campaign#NONE} when none
 * @param template path with numbers, ids, dates, mail addresses and names replaced; at most 256 characters
 */
public record PageTarget(
        String path, String page, Kind kind, @Nullable String search, Campaign campaign, String template) {}
