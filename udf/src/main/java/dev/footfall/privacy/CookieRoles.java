package dev.footfall.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds a cookie's role by its name, which is case-sensitive (RFC 6265). Hot path: works on bytes of the log's line
 * without making a string; names are kept by their first byte.
 */
final class CookieRoles {
    private static final int ASCII = 128;

    private static final class Named {
        private final byte[] name;
        private final boolean prefix;
        private final CookieRole role;

        Named(byte[] name, boolean prefix, CookieRole role) {
            this.name = name;
            this.prefix = prefix;
            this.role = role;
        }

        boolean matches(byte[] buf, int from, int to) {
            int length = to - from;
            return (prefix ? length >= name.length : length == name.length)
                    && Arrays.equals(name, 0, name.length, buf, from, from + name.length);
        }
    }

    private final Named[][] byFirst = new Named[ASCII][0];

    CookieRoles(Map<CookieRole, List<String>> patterns) {
        patterns.forEach((role, list) -> list.forEach(pattern -> add(pattern, role)));
    }

    private void add(String pattern, CookieRole role) {
        boolean prefix = pattern.endsWith("*");
        String name = prefix ? pattern.substring(0, pattern.length() - 1) : pattern;
        byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
        Named[] same = byFirst[bytes[0]];
        byFirst[bytes[0]] = Arrays.copyOf(same, same.length + 1);
        byFirst[bytes[0]][same.length] = new Named(bytes, prefix, role);
    }

    /** Role of the name in {@code [from, to)}; {@link CookieRole#DROP} when the policy does not name it. */
    CookieRole of(byte[] buf, int from, int to) {
        if (from < to && buf[from] >= 0) {
            for (Named named : byFirst[buf[from]]) {
                if (named.matches(buf, from, to)) {
                    return named.role;
                }
            }
        }
        return CookieRole.DROP;
    }
}
