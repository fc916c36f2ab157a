package dev.footfall.log;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What nginx's ngx_http_userid_module logs as {@code $uid_got} and {@code $uid_set}: {@code name=HEX}. The value is the
 * cookie's 16 bytes in hexadecimal, not the base64 that the browser sends. Not thread-safe.
 */
final class UidCookie {
    private static final String DEFAULT_NAME = "uid";

    private String name = DEFAULT_NAME;
    private byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);

    /** Adds the cookie in {@code [from, to)}; text without {@code =} is the value of a cookie named {@code uid}. */
    void add(LogLine out, byte[] buf, int from, int to, boolean issued) {
        int equals = from;
        while (equals < to && buf[equals] != '=') {
            equals++;
        }
        if (equals == to) {
            out.addCookie(DEFAULT_NAME, from, to, issued);
        } else {
            out.addCookie(name(buf, from, equals), equals + 1, to, issued);
        }
    }

    /** One server uses one name, so the String is made once. */
    private String name(byte[] buf, int from, int to) {
        if (!Arrays.equals(buf, from, to, nameBytes, 0, nameBytes.length)) {
            nameBytes = Arrays.copyOfRange(buf, from, to);
            name = new String(nameBytes, StandardCharsets.UTF_8);
        }
        return name;
    }
}
