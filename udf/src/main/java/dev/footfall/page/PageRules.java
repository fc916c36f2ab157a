package dev.footfall.page;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns what was asked for into a page and its kind.
 *
 * <p>The kind is decided by the site's own patterns first (page, asset, api, feed, download, prefetch, in this order, so
 * that a page may be excepted from an api pattern), then by our patterns for prefetches, feeds, APIs and health checks,
 * then by the content type, then by the file extension; what has none is a page. Immutable; safe for use by many threads.
 */
public final class PageRules {
    private static final int LONGEST_PAGE = 1024;
    private static final int LONGEST_VALUE = 100;
    private static final Pattern AUTHORITY = Pattern.compile("[^/?#]*:\\d{1,5}");

    private static final List<PathGlob> FEEDS = PathGlob.all(List.of(
            "**/feed",
            "**/feeds/**",
            "**/rss",
            "**/atom",
            "**.rss",
            "**.atom",
            "**/rss.xml",
            "**/atom.xml",
            "**/feed.xml",
            "**/index.xml",
            "**/feed.json"));
    private static final List<PathGlob> APIS = PathGlob.all(List.of(
            "/api/**",
            "/**/api/v?/**",
            "/api-*/**",
            "/rest/**",
            "/graphql/**",
            "/**/graphql",
            "/wp-json/**",
            "/wp-admin/admin-ajax.php",
            "/wp-cron.php",
            "/xmlrpc.php",
            "/_next/data/**",
            "/rpc/**",
            "/jsonrpc",
            "/oauth/token",
            "/socket.io/**",
            "/signalr/**",
            "/cdn-cgi/**",
            "/ws/**"));
    private static final List<PathGlob> OTHERS = PathGlob.all(List.of(
            "/robots.txt",
            "/ads.txt",
            "/app-ads.txt",
            "/humans.txt",
            "/security.txt",
            "/.well-known/**",
            "/**/sitemap*.xml",
            "/**/sitemap*.xml.gz",
            "/health",
            "/healthz",
            "/health-check",
            "/healthcheck",
            "/livez",
            "/readyz",
            "/ping",
            "/metrics",
            "/server-status",
            "/nginx_status",
            "/status",
            "/actuator/**",
            "/crossdomain.xml",
            "/browserconfig.xml"));

    private static final Set<String> PREFETCH_VALUES = Set.of("", "1", "true", "prefetch", "prerender");

    private final Settings settings;
    private final List<PathGlob> pages;
    private final List<PathGlob> assets;
    private final List<PathGlob> apis;
    private final List<PathGlob> feeds;
    private final List<PathGlob> downloads;
    private final List<PathGlob> prefetches;
    private final Set<String> queryKeys;
    private final RequestPath paths;

    /**
     * What a site's configuration may say. A {@code null} list stands for the default, an empty one for none.
     *
     * @param pages patterns of paths ({@code /shop/**}, {@code **}{@code /print}) that are pages
     * @param assets patterns of parts of pages
     * @param apis patterns of data for programs
     * @param feeds patterns of feeds
     * @param downloads patterns of files to keep
     * @param prefetches patterns of pages loaded ahead
     * @param searchParameters query keys that hold the term of a search on the site, the first present counts; by default
     *     q, query, search and their like
     * @param queryKeys query keys that belong to a page's name; by default none
     * @param indexFiles names of files that stand for their directory; by default index.html and its like
     * @param keepTrailingSlash whether {@code /a/} and {@code /a} are two pages
     */
    public record Settings(
            List<String> pages,
            List<String> assets,
            List<String> apis,
            List<String> feeds,
            List<String> downloads,
            List<String> prefetches,
            List<String> searchParameters,
            List<String> queryKeys,
            List<String> indexFiles,
            boolean keepTrailingSlash) {
        private static final List<String> SEARCH = List.of(
                "q",
                "query",
                "search",
                "search_query",
                "searchterm",
                "search_term",
                "keyword",
                "keywords",
                "s",
                "suche");
        private static final List<String> INDEX = List.of(
                "index.html",
                "index.htm",
                "index.php",
                "index.shtml",
                "index.xhtml",
                "index.jsp",
                "index.asp",
                "index.aspx",
                "index.cgi",
                "index.pl",
                "default.asp",
                "default.aspx",
                "default.htm",
                "default.html");

        /** Fills in the defaults. */
        public Settings(
                @Nullable List<String> pages,
                @Nullable List<String> assets,
                @Nullable List<String> apis,
                @Nullable List<String> feeds,
                @Nullable List<String> downloads,
                @Nullable List<String> prefetches,
                @Nullable List<String> searchParameters,
                @Nullable List<String> queryKeys,
                @Nullable List<String> indexFiles,
                boolean keepTrailingSlash) {
            this.pages = orElse(pages, List.of());
            this.assets = orElse(assets, List.of());
            this.apis = orElse(apis, List.of());
            this.feeds = orElse(feeds, List.of());
            this.downloads = orElse(downloads, List.of());
            this.prefetches = orElse(prefetches, List.of());
            this.searchParameters = orElse(searchParameters, SEARCH);
            this.queryKeys = orElse(queryKeys, List.of());
            this.indexFiles = orElse(indexFiles, INDEX);
            this.keepTrailingSlash = keepTrailingSlash;
        }

        /** No patterns of one's own. */
        public static Settings defaults() {
            return new Settings(null, null, null, null, null, null, null, null, null, false);
        }

        private static List<String> orElse(@Nullable List<String> given, List<String> otherwise) {
            return given == null ? otherwise : List.copyOf(given);
        }
    }

    /** The rules without a site's own. */
    public static PageRules defaults() {
        return of(Settings.defaults());
    }

    /**
     * The rules with a site's own.
     *
     * @throws IllegalArgumentException naming the pattern, when one starts neither with a slash nor a double star
     */
    public static PageRules of(Settings settings) {
        return new PageRules(settings);
    }

    private PageRules(Settings settings) {
        this.settings = settings;
        pages = PathGlob.all(settings.pages());
        assets = PathGlob.all(settings.assets());
        apis = PathGlob.all(settings.apis());
        feeds = PathGlob.all(settings.feeds());
        downloads = PathGlob.all(settings.downloads());
        prefetches = PathGlob.all(settings.prefetches());
        queryKeys = new TreeSet<>(settings.queryKeys());
        paths = new RequestPath(
                settings.indexFiles().stream()
                        .map(f -> f.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                settings.keepTrailingSlash());
    }

    /**
     * What a request asked for; never fails, whatever it holds.
     *
     * @param target request target: a path with or without query, or a whole URL; {@code null} when not logged
     * @param query query without {@code ?}, where the format logs it apart; ignored when the target has one
     * @param mime content type of the response, parameters allowed; {@code null} when not logged
     */
    public PageTarget resolve(@Nullable String target, @Nullable String query, @Nullable String mime) {
        if (target == null || target.isEmpty() || target.equals("-")) {
            return notAPath("(none)");
        }
        if (target.equals("*")) {
            return notAPath("*");
        }
        String rest = withoutHost(target);
        if (!rest.startsWith("/") && !rest.startsWith("?")) {
            if (AUTHORITY.matcher(Query.cut(rest, LONGEST_PAGE)).matches()) {
                return notAPath("(connect)");
            }
            if (!rest.codePoints().limit(RequestPath.LONGEST).allMatch(Percent::isVisible)) {
                return notAPath("(invalid)");
            }
        }
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int mark = rest.indexOf('?');
        Query pairs = Query.parse(mark < 0 ? query : rest.substring(mark + 1));
        String path = paths.normalise(mark < 0 ? rest : rest.substring(0, mark));
        return new PageTarget(
                path,
                page(path, pairs),
                kind(path.toLowerCase(Locale.ROOT), pairs, mime),
                search(pairs),
                Campaign.of(pairs),
                PathTemplate.of(path));
    }

    private static PageTarget notAPath(String name) {
        return new PageTarget(name, name, Kind.OTHER, null, Campaign.NONE, name);
    }

    /** The target without scheme and host, if it has them (RFC 9112, 3.2.2). */
    private static String withoutHost(String target) {
        int scheme = target.regionMatches(true, 0, "http://", 0, 7)
                ? 7
                : target.regionMatches(true, 0, "https://", 0, 8) ? 8 : 0;
        if (scheme == 0) {
            return target;
        }
        for (int i = scheme; i < target.length(); i++) {
            if ("/?#".indexOf(target.charAt(i)) >= 0) {
                return target.charAt(i) == '#' ? "/" : target.substring(i);
            }
        }
        return "/";
    }

    private String page(String path, Query query) {
        StringBuilder page = new StringBuilder(path);
        for (String key : queryKeys) {
            if (query.has(key)) {
                page.append(page.length() == path.length() ? '?' : '&')
                        .append(Percent.encodeQueryPart(key))
                        .append('=')
                        .append(Percent.encodeQueryPart(Query.cut(query.get(key), LONGEST_VALUE)));
            }
        }
        return Query.cut(page.toString(), LONGEST_PAGE);
    }

    private @Nullable String search(Query query) {
        for (String key : settings.searchParameters()) {
            String term = query.label(key);
            if (!term.isEmpty()) {
                return term;
            }
        }
        return null;
    }

    private Kind kind(String path, Query query, @Nullable String mime) {
        if (PathGlob.any(pages, path)) {
            return Kind.PAGE;
        }
        if (PathGlob.any(assets, path)) {
            return Kind.ASSET;
        }
        if (PathGlob.any(apis, path)) {
            return Kind.API;
        }
        if (PathGlob.any(feeds, path)) {
            return Kind.FEED;
        }
        if (PathGlob.any(downloads, path)) {
            return Kind.DOWNLOAD;
        }
        if (PathGlob.any(prefetches, path)) {
            return Kind.PREFETCH;
        }
        return defaultKind(path, query, mime);
    }

    private static Kind defaultKind(String path, Query query, @Nullable String mime) {
        if (isPrefetch(query)) {
            return Kind.PREFETCH;
        }
        if (PathGlob.any(FEEDS, path)) {
            return Kind.FEED;
        }
        if (PathGlob.any(APIS, path)) {
            return Kind.API;
        }
        if (PathGlob.any(OTHERS, path)) {
            return Kind.OTHER;
        }
        Kind byType = FileKinds.ofMime(mime);
        return byType != null ? byType : FileKinds.ofPath(path);
    }

    /** By what frameworks write in the query, since the headers that tell are not logged: Next.js writes _rsc. */
    private static boolean isPrefetch(Query query) {
        return query.has("_rsc")
                || (query.has("prefetch") && PREFETCH_VALUES.contains(query.label("prefetch")))
                || query.label("purpose").equals("prefetch");
    }
}
