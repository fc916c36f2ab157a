package dev.footfall.privacy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Names of cookies, and beginnings of names, by role; notes those that fall under two roles. */
final class CookiePatterns {
    private static final String OPT_OUT = "opt_out";

    private record Listed(String pattern, String group, YamlNode.Place place) {}

    private final Violations violations;
    private final Map<CookieRole, List<String>> byRole = new EnumMap<>(CookieRole.class);
    private final List<Listed> listed = new ArrayList<>();

    CookiePatterns(Violations violations) {
        this.violations = violations;
    }

    void add(CookieRole role, List<YamlNode.Scalar> patterns, String path) {
        byRole.put(role, patterns.stream().map(YamlNode.Scalar::text).toList());
        patterns.forEach(pattern -> list(pattern, role.label(), path));
    }

    void addOptOut(List<YamlNode.Scalar> patterns, String path) {
        patterns.forEach(pattern -> list(pattern, OPT_OUT, path));
    }

    /** All roles, those without cookies too. */
    Map<CookieRole, List<String>> byRole() {
        for (CookieRole role : CookieRole.values()) {
            byRole.putIfAbsent(role, List.of());
        }
        return Collections.unmodifiableMap(byRole);
    }

    /** The preference cookies whose values may be kept; each must be covered by the role preference. */
    List<String> preferenceKeys(List<YamlNode.Scalar> keys, String path) {
        List<String> preferences = byRole().get(CookieRole.PREFERENCE);
        for (YamlNode.Scalar key : keys) {
            if (preferences.stream().noneMatch(pattern -> covers(pattern, key.text()))) {
                violations.add(
                        key.place(),
                        path,
                        Violations.quoted(key.text()) + " is no cookie of the role preference",
                        Violations.suggestion(key.text(), preferences) + " (or add it to cookies.preference)");
            }
        }
        return keys.stream().map(YamlNode.Scalar::text).toList();
    }

    private void list(YamlNode.Scalar pattern, String group, String path) {
        for (Listed other : listed) {
            boolean overlap = covers(other.pattern, pattern.text()) || covers(pattern.text(), other.pattern);
            if (overlap && !other.group.equals(group)) {
                violations.add(
                        pattern.place(),
                        path,
                        "the cookie " + pattern.text() + " has two roles: " + group + " here, and " + other.group
                                + " through " + other.pattern + " in line "
                                + other.place.line(),
                        "keep it in one of them");
            }
        }
        listed.add(new Listed(pattern.text(), group, pattern.place()));
    }

    /** Whether every name that {@code b} stands for is one that {@code a} stands for. */
    static boolean covers(String a, String b) {
        return a.endsWith("*") ? b.startsWith(a.substring(0, a.length() - 1)) : a.equals(b);
    }
}
