package dev.footfall.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One spelling for each path: escapes by {@link Percent#path}, doubled slashes and dot segments gone, session ids
 * dropped, the directory's index file left out, at most 512 characters. Applied twice it gives the same.
 */
final class RequestPath {
    /** Longest path kept, in characters. */
    static final int LONGEST = 512;

    /** Raw characters looked at; each gives at most three. */
    private static final int LONGEST_RAW = 4096;

    private static final Set<String> SESSION_PARAMETERS =
            Set.of("jsessionid", "phpsessid", "sessionid", "sid", "aspsessionid", "cfid", "cftoken");

    private static final Pattern SESSION_SEGMENT = Pattern.compile("\\((?:[A-Z]\\([A-Za-z0-9_-]+\\))+\\)");

    private final Set<String> indexFiles;
    private final boolean keepTrailingSlash;

    RequestPath(Set<String> indexFiles, boolean keepTrailingSlash) {
        this.indexFiles = indexFiles;
        this.keepTrailingSlash = keepTrailingSlash;
    }

    String normalise(String raw) {
        String decoded = cut(Percent.path(Query.cut(raw, LONGEST_RAW)));
        Deque<String> segments = new ArrayDeque<>();
        boolean directory = false;
        for (String part : decoded.split("/", -1)) {
            String segment = withoutSession(withoutParameters(part));
            directory = segment.isEmpty() || segment.equals(".") || segment.equals("..");
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!directory) {
                segments.add(segment);
            }
        }
        while (!segments.isEmpty() && indexFiles.contains(segments.getLast().toLowerCase(Locale.ROOT))) {
            segments.removeLast();
            directory = true;
        }
        String path = "/" + String.join("/", segments);
        return keepTrailingSlash && directory && !segments.isEmpty() ? path + "/" : path;
    }

    /** Cut without parting an escape, with room for a slash at both ends. */
    private static String cut(String path) {
        if (path.length() <= LONGEST - 2) {
            return path;
        }
        String cut = Query.cut(path, LONGEST - 2);
        int escape = cut.lastIndexOf('%');
        return escape > cut.length() - 3 ? cut.substring(0, escape) : cut;
    }

    /** ASP.NET without cookies writes {@code /(S(lit3py55t21z5v55vlm25s55))/page}. */
    private static String withoutSession(String segment) {
        return segment.startsWith("(") && SESSION_SEGMENT.matcher(segment).matches() ? "" : segment;
    }

    private static String withoutParameters(String segment) {
        int at = segment.indexOf(';');
        if (at < 0) {
            return segment;
        }
        StringBuilder kept = new StringBuilder(segment.substring(0, at));
        for (String parameter : segment.substring(at + 1).split(";")) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            if (!name.isEmpty() && !SESSION_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.append(';').append(parameter);
            }
        }
        return kept.toString();
    }
}
