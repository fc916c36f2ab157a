package dev.footfall.log;

/** Sets {@link Field#CLIENT} and {@link Field#HOST} from text that may carry ports and brackets. Not thread-safe. */
final class PeerFields {
    private final byte[] scratch = new byte[ClientAddress.MAX_BYTES];

    /**
     * Sets the client: an address (port and brackets left out) or a host name; {@code -}, nothing and {@code unix:} leave
     * it absent.
     *
     * @return whether the text is one of these
     */
    boolean client(LogLine out, byte[] buf, int from, int to) {
        if (from == to || (to - from == 1 && buf[from] == '-')) {
            return true;
        }
        if (ClientAddress.parse(buf, from, to, scratch) > 0) {
            int end = to;
            int start = from;
            if (buf[from] == '[') {
                start++;
                end = last(buf, from, to, ']');
            } else if (port(buf, from, to)) {
                end = last(buf, from, to, ':');
            }
            out.set(Field.CLIENT, start, end);
            return true;
        }
        if (unix(buf, from, to)) {
            return true;
        }
        if (!hostName(buf, from, to)) {
            return false;
        }
        out.set(Field.CLIENT, from, to);
        return true;
    }

    /**
     * Sets the client from an address with a port, which some write behind IPv6 without brackets ({@code 2001:db8::1:443}).
     *
     * @return whether the text is such an address, a host name with a port, {@code -} or {@code unix:}
     */
    boolean clientAndPort(LogLine out, byte[] buf, int from, int to) {
        int colon = last(buf, from, to, ':');
        if (colon < 0 || unix(buf, from, to) || !ClientAddress.port(buf, colon, to)) {
            return colon < 0 ? to - from == 1 && buf[from] == '-' : unix(buf, from, to);
        }
        return client(out, buf, from, colon);
    }

    /** Sets the host without its port; {@code -} and nothing leave it absent. */
    static void host(LogLine out, byte[] buf, int from, int to) {
        int end = to;
        int colon = last(buf, from, to, ':');
        boolean bracketed = from < to && buf[from] == '[';
        boolean alone = colon > 0 && last(buf, from, colon, ':') < 0;
        if (colon > from && ClientAddress.port(buf, colon, to) && (bracketed ? buf[colon - 1] == ']' : alone)) {
            end = colon;
        }
        if (end > from && !(end - from == 1 && buf[from] == '-')) {
            out.set(Field.HOST, from, end);
        }
    }

    /** One colon only: an IPv4 address and its port. */
    private static boolean port(byte[] buf, int from, int to) {
        int colon = last(buf, from, to, ':');
        return colon >= 0 && last(buf, from, colon, ':') < 0;
    }

    private static int last(byte[] buf, int from, int to, char wanted) {
        for (int i = to - 1; i >= from; i--) {
            if (buf[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static boolean unix(byte[] buf, int from, int to) {
        return to - from >= 5
                && buf[from] == 'u'
                && buf[from + 1] == 'n'
                && buf[from + 2] == 'i'
                && buf[from + 3] == 'x'
                && buf[from + 4] == ':';
    }

    /** Letters, digits, dots, hyphens and underscores; the last label is no number, or it would be a broken address. */
    private static boolean hostName(byte[] buf, int from, int to) {
        boolean letterInLabel = false;
        for (int i = from; i < to; i++) {
            int c = buf[i] | 0x20;
            if (c >= 'a' && c <= 'z') {
                letterInLabel = true;
            } else if (buf[i] == '.') {
                letterInLabel = letterInLabel && i + 1 == to;
            } else if (buf[i] != '-' && buf[i] != '_' && (buf[i] < '0' || buf[i] > '9')) {
                return false;
            }
        }
        return letterInLabel;
    }
}
