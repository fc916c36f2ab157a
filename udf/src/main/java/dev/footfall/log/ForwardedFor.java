package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the client behind proxies: the first address from the right that is no trusted proxy. What stands left of it the
 * client may have made up.
 *
 * <p>A line without a peer (a Unix socket, or a format that logs none) counts as coming from a trusted proxy. Which of the
 * two headers the own proxies set is for the configuration to say: the other one comes from the client.
 */
public final class ForwardedFor {
    private ForwardedFor() {}

    /**
     * The client's canonical address (see {@link ClientAddress}) by a header of the line.
     *
     * @param header {@link Field#FORWARDED_FOR} ({@code X-Forwarded-For}) or {@link Field#FORWARDED} (RFC 7239)
     * @param trusted whether a canonical address is one of the site's own proxies
     * @return the peer's address when the peer is no trusted proxy or the header is absent; the leftmost address when all
     *     are trusted; null when the client is no address, or its proxy hides it ({@code unknown}, {@code _hidden}, RFC 7239
     *     section 6)
     */
    public static byte @Nullable [] client(LogLine line, Field header, Predicate<byte[]> trusted) {
        byte[] peer = line.has(Field.CLIENT)
                ? ClientAddress.parse(line.bytes(), line.start(Field.CLIENT), line.end(Field.CLIENT))
                : null;
        boolean byProxy = peer == null ? !line.has(Field.CLIENT) : trusted.test(peer);
        String text = byProxy ? line.text(header) : null;
        if (text == null) {
            return peer;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return header == Field.FORWARDED
                ? fromForwarded(bytes, 0, bytes.length, trusted)
                : fromForwardedFor(bytes, 0, bytes.length, trusted);
    }

    /** The client by an {@code X-Forwarded-For} header; see {@link #client}. */
    public static byte @Nullable [] fromForwardedFor(byte[] buf, int from, int to, Predicate<byte[]> trusted) {
        byte[] hop = null;
        int end = to;
        while (end >= from) {
            int start = elementStart(buf, from, end);
            hop = address(buf, start, end);
            if (hop == null || !trusted.test(hop)) {
                return hop;
            }
            end = start - 1;
        }
        return hop;
    }

    /** The client by the {@code for} parameters of a {@code Forwarded} header; see {@link #client}. */
    public static byte @Nullable [] fromForwarded(byte[] buf, int from, int to, Predicate<byte[]> trusted) {
        byte[] hop = null;
        int end = to;
        while (end >= from) {
            int start = elementStart(buf, from, end);
            hop = forParameter(buf, start, end);
            if (hop == null || !trusted.test(hop)) {
                return hop;
            }
            end = start - 1;
        }
        return hop;
    }

    /** Behind the last comma of {@code [from, end)}; commas do not occur inside the quoted forms of addresses. */
    private static int elementStart(byte[] buf, int from, int end) {
        int start = end;
        while (start > from && buf[start - 1] != ',') {
            start--;
        }
        return start;
    }

    private static byte @Nullable [] forParameter(byte[] buf, int from, int to) {
        int at = from;
        while (at < to) {
            int end = at;
            while (end < to && buf[end] != ';') {
                end++;
            }
            while (at < end && (buf[at] == ' ' || buf[at] == '\t')) {
                at++;
            }
            boolean names = end - at > 4
                    && (buf[at] | 0x20) == 'f'
                    && (buf[at + 1] | 0x20) == 'o'
                    && (buf[at + 2] | 0x20) == 'r'
                    && buf[at + 3] == '=';
            if (names) {
                return address(buf, at + 4, end);
            }
            at = end + 1;
        }
        return null;
    }

    /** The address in {@code [from, to)} without blanks and quotes around it; null for anything else. */
    private static byte @Nullable [] address(byte[] buf, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && framing(buf[start])) {
            start++;
        }
        while (end > start && framing(buf[end - 1])) {
            end--;
        }
        return ClientAddress.parse(buf, start, end);
    }

    private static boolean framing(byte b) {
        return b == ' ' || b == '\t' || b == '"';
    }
}
