package dev.footfall.log;

/** The first line of an HTTP request, as logged by {@code %r} and {@code $request}. */
final class RequestLine {
    private static final int LONGEST_METHOD = 32;

    private RequestLine() {}

    /**
     * Sets method, target and protocol from {@code [from, to)}. Raw spaces in the target belong to it. What is no HTTP
     * request (a TLS handshake on the wrong port, an empty line, {@code -}) sets nothing: the line is a hit all the same.
     */
    static void split(LogLine out, byte[] buf, int from, int to) {
        int methodEnd = methodEnd(buf, from, to);
        if (methodEnd < 0) {
            return;
        }
        int target = methodEnd + 1;
        int lastSpace = to - 1;
        while (lastSpace > methodEnd && buf[lastSpace] != ' ') {
            lastSpace--;
        }
        boolean versioned = lastSpace > methodEnd && isProtocol(buf, lastSpace + 1, to);
        int targetEnd = versioned ? lastSpace : to;
        // Without a version (HTTP/0.9) only a path tells a request from noise.
        if (target >= targetEnd || (!versioned && buf[target] != '/')) {
            return;
        }
        out.set(Field.METHOD, from, methodEnd);
        out.set(Field.TARGET, target, targetEnd);
        if (versioned) {
            out.set(Field.PROTOCOL, lastSpace + 1, to);
        }
    }

    /** End of the method at {@code from} when a space follows, else -1. */
    private static int methodEnd(byte[] buf, int from, int to) {
        for (int i = from; i < to && i - from <= LONGEST_METHOD; i++) {
            int c = buf[i];
            if (c == ' ') {
                return i > from ? i : -1;
            }
            if ((c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '-' && c != '_') {
                return -1;
            }
        }
        return -1;
    }

    /** Whether {@code [from, to)} is {@code HTTP/} and a version. */
    static boolean isProtocol(byte[] buf, int from, int to) {
        return to - from >= 6
                && to - from <= 8
                && beginsProtocol(buf, from, to)
                && buf[from + 5] >= '0'
                && buf[from + 5] <= '9';
    }

    /** Whether {@code HTTP/} stands at {@code from}. */
    static boolean beginsProtocol(byte[] buf, int from, int to) {
        return to - from >= 5
                && buf[from] == 'H'
                && buf[from + 1] == 'T'
                && buf[from + 2] == 'T'
                && buf[from + 3] == 'P'
                && buf[from + 4] == '/';
    }
}
