package dev.footfall.log;

/** Request targets in absolute form, {@code https://host:port/path?query} (RFC 9112, section 3.2.2). */
final class AbsoluteTarget {
    private AbsoluteTarget() {}

    /**
     * Leaves path and query in the target when it is a URL; the URL's host becomes the line's host unless that is set. Any
     * other target stays as it is. A URL without a path has the path {@code /}.
     */
    static void split(LogLine out) {
        int from = out.start(Field.TARGET);
        if (from < 0) {
            return;
        }
        byte[] buf = out.bytes();
        int to = out.end(Field.TARGET);
        int scheme = first(buf, from, to, ":/?");
        boolean absolute = scheme > from
                && to - scheme >= 3
                && buf[scheme] == ':'
                && buf[scheme + 1] == '/'
                && buf[scheme + 2] == '/';
        if (!absolute) {
            return;
        }
        int authority = scheme + 3;
        int path = first(buf, authority, to, "/?");
        if (!out.has(Field.HOST)) {
            int at = first(buf, authority, path, "@");
            PeerFields.host(out, buf, at < path ? at + 1 : authority, path);
        }
        if (path < to) {
            out.set(Field.TARGET, path, to);
        } else {
            out.set(Field.TARGET, scheme + 1, scheme + 2); // a slash that is at hand
        }
    }

    /** Position of the first byte that is one of {@code wanted}, or {@code to}. */
    static int first(byte[] buf, int from, int to, String wanted) {
        int i = from;
        while (i < to && wanted.indexOf(buf[i]) < 0) {
            i++;
        }
        return i;
    }
}
