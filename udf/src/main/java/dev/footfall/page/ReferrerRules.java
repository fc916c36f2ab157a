package dev.footfall.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the site and the medium of a referrer, by a table of search engines, networks and mail services
 * ({@code referrers.csv}). Immutable; safe for use by many threads.
 */
public final class ReferrerRules {
    private static final int LONGEST = 2048;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_SITE = 100;

    /** No browser sends these unescaped; spammers who write links into logs do. */
    private static final String MARKUP = "<>\"` ";

    private static final Pattern HOST = Pattern.compile("[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?");

    /** Also the forms in which browsers and resolvers take an IPv4 address: one number, hexadecimal, octal. */
    private static final Pattern ADDRESS = Pattern.compile("(?:0x[0-9a-f]+|\\d+)(?:\\.(?:0x[0-9a-f]+|\\d+))*");

    private static final Pattern TOP_LEVEL = Pattern.compile("[a-z]{2,}|xn--[a-z0-9-]+");

    /** Second levels under which countries register names. */
    private static final Set<String> SECOND_LEVELS = Set.of(
            "co", "com", "net", "org", "edu", "gov", "ac", "or", "ne", "go", "gob", "gouv", "gv", "mil", "sch", "ltd",
            "plc", "me", "nhs", "id", "web", "asso", "in", "gen", "firm", "ind", "info", "nom", "art", "ed", "lg",
            "re");

    /** Top levels that are no public ones: names of machines at home and in companies may be people's names. */
    private static final Set<String> LOCAL = Set.of(
            "local", "lan", "home", "internal", "intranet", "corp", "localdomain", "test", "invalid", "arpa", "box");

    private static final ReferrerRules BUNDLED = new ReferrerRules();

    private final Map<String, Medium> hosts = new HashMap<>();
    private final Map<String, Medium> anyTopLevel = new HashMap<>();
    private final Map<String, Medium> domains = new HashMap<>();

    /** The rules with the bundled table. */
    public static ReferrerRules bundled() {
        return BUNDLED;
    }

    private ReferrerRules() {
        try (InputStream in = Objects.requireNonNull(ReferrerRules.class.getResourceAsStream("referrers.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            lines.lines().filter(l -> !l.isEmpty() && !l.startsWith("#")).forEach(this::add);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled table of referrers cannot be read", e);
        }
    }

    private void add(String line) {
        String[] parts = line.split(",");
        Medium medium = Medium.valueOf(parts[0].toUpperCase(Locale.ROOT));
        String host = parts[1];
        if (host.endsWith(".*")) {
            anyTopLevel.put(host.substring(0, host.length() - 2), medium);
        } else if (host.startsWith(".")) {
            domains.put(host.substring(1), medium);
        } else {
            hosts.put(host, medium);
        }
    }

    /**
     * Where a visitor came from.
     *
     * @param referrer value of {@code Referer}, or {@code null}
     * @param ownHost host that was asked for, or {@code null} when not logged
     * @param ownHosts other hosts of the site, lower-case; one that begins with a dot stands for all names under it
     * @param campaign campaign of the page asked for; it decides the medium unless the referrer is the site itself
     */
    public Referral classify(
            @Nullable String referrer, @Nullable String ownHost, Set<String> ownHosts, Campaign campaign) {
        if (referrer == null || referrer.isBlank() || referrer.equals("-") || referrer.equals("about:blank")) {
            return new Referral(null, orElse(campaign, Medium.DIRECT));
        }
        String text = Query.cut(referrer.strip(), LONGEST);
        if (text.regionMatches(true, 0, "android-app://", 0, 14)) {
            return app(text.substring(14), campaign);
        }
        String host = host(text);
        if (host == null) {
            return new Referral("(malformed)", orElse(campaign, Medium.REFERRAL));
        }
        if (isOwn(host, ownHost, ownHosts)) {
            return new Referral(null, Medium.INTERNAL);
        }
        String site = site(host);
        return new Referral(site, orElse(campaign, site.startsWith("(") ? Medium.REFERRAL : medium(host)));
    }

    private Referral app(String rest, Campaign campaign) {
        String name = rest.split("[/?#]", 2)[0].toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
            return new Referral("(malformed)", orElse(campaign, Medium.REFERRAL));
        }
        return new Referral(Query.cut(name, LONGEST_SITE), orElse(campaign, hosts.getOrDefault(name, Medium.REFERRAL)));
    }

    private static Medium orElse(Campaign campaign, Medium otherwise) {
        if (campaign.isPaid()) {
            return Medium.PAID;
        }
        if (campaign.isEmail()) {
            return Medium.EMAIL;
        }
        return campaign.isSocial() ? Medium.SOCIAL : otherwise;
    }

    /** The host of a URL, in lower case and ASCII, without {@code www.}; {@code null} when it is none. */
    private static @Nullable String host(String url) {
        int start = url.regionMatches(true, 0, "http://", 0, 7) ? 7 : 8;
        if ((start == 8 && !url.regionMatches(true, 0, "https://", 0, 8))
                || url.chars().anyMatch(c -> MARKUP.indexOf(c) >= 0 || c < 0x20)) {
            return null;
        }
        String authority = url.substring(start).split("[/?#\\\\]", 2)[0];
        return canonical(authority.substring(authority.lastIndexOf('@') + 1));
    }

    private static @Nullable String canonical(String hostAndPort) {
        if (hostAndPort.startsWith("[")) {
            return "[";
        }
        int port = hostAndPort.indexOf(':');
        String host = port < 0 ? hostAndPort : hostAndPort.substring(0, port);
        if (!host.chars().allMatch(c -> c < 0x80)) {
            try {
                host = IDN.toASCII(host);
            } catch (IllegalArgumentException e) {
                return null;
            }
        }
        host = host.toLowerCase(Locale.ROOT);
        host = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        host = host.startsWith("www.") ? host.substring(4) : host;
        return host.length() <= LONGEST_HOST && HOST.matcher(host).matches() && !host.contains("..") ? host : null;
    }

    private static boolean isOwn(String host, @Nullable String ownHost, Set<String> ownHosts) {
        if (ownHost != null && host.equals(canonical(ownHost))) {
            return true;
        }
        if (ownHosts.contains(host) || ownHosts.contains("www." + host) || ownHosts.contains("." + host)) {
            return true;
        }
        for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
            if (ownHosts.contains(host.substring(dot))) {
                return true;
            }
        }
        return false;
    }

    /** The part of a host that someone registered, without the names below it, which may be people's. */
    private static String site(String host) {
        if (host.equals("[") || ADDRESS.matcher(host).matches()) {
            return "(address)";
        }
        List<String> labels = List.of(host.split("\\."));
        int n = labels.size();
        String top = labels.get(n - 1);
        if (n == 1 || LOCAL.contains(top)) {
            return "(local)";
        }
        if (!TOP_LEVEL.matcher(top).matches()) {
            return "(malformed)";
        }
        int kept = n > 2 && top.length() == 2 && SECOND_LEVELS.contains(labels.get(n - 2)) ? 3 : 2;
        return Query.cut(String.join(".", labels.subList(n - kept, n)), LONGEST_SITE);
    }

    private Medium medium(String host) {
        Medium exact = hosts.get(host);
        if (exact != null) {
            return exact;
        }
        String[] labels = host.split("\\.");
        int suffix = labels.length > 2
                        && labels[labels.length - 1].length() == 2
                        && SECOND_LEVELS.contains(labels[labels.length - 2])
                ? labels[labels.length - 2].length() + labels[labels.length - 1].length() + 2
                : labels[labels.length - 1].length() + 1;
        Medium anywhere = anyTopLevel.get(host.substring(0, host.length() - suffix));
        if (anywhere != null) {
            return anywhere;
        }
        for (int from = 0; from >= 0; ) {
            Medium domain = domains.get(host.substring(from));
            if (domain != null) {
                return domain;
            }
            int dot = host.indexOf('.', from);
            from = dot < 0 ? -1 : dot + 1;
        }
        return Medium.REFERRAL;
    }
}
