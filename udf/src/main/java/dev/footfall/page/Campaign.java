package dev.footfall.page;

import java.util.Map;
import java.util.Set;

/**
 * The campaign that a link names in its query: {@code utm_*}, Matomo's {@code mtm_*} and {@code pk_*}, or the click id of
 * an advertising network. Texts are lower-case, at most 100 characters, and empty where the link names none.
 *
 * @param source who sent the visitor, such as {@code newsletter} or {@code google}
 * @param medium by which way, such as {@code email} or {@code cpc}
 * @param name name of the campaign
 */
public record Campaign(String source, String medium, String name) {
    /** No campaign. */
    public static final Campaign NONE = new Campaign("", "", "");

    private static final Set<String> PAID = Set.of(
            "cpc",
            "ppc",
            "cpm",
            "cpv",
            "cpa",
            "cpp",
            "ads",
            "ad",
            "sem",
            "display",
            "banner",
            "retargeting",
            "remarketing");
    private static final Set<String> EMAIL = Set.of("email", "e-mail", "e_mail", "mail", "newsletter");
    private static final Set<String> SOCIAL =
            Set.of("social", "social-network", "social-media", "social_media", "social network", "social media", "sm");

    /**
     * Click ids that stand on paid links only, and the network that adds them. {@code fbclid} is not among them:
     * Facebook adds it to every outbound link, unpaid ones as well.
     */
    private static final Map<String, String> PAID_CLICKS = Map.ofEntries(
            Map.entry("gclid", "google"),
            Map.entry("gbraid", "google"),
            Map.entry("wbraid", "google"),
            Map.entry("dclid", "google"),
            Map.entry("gad_source", "google"),
            Map.entry("msclkid", "bing"),
            Map.entry("yclid", "yandex"),
            Map.entry("ttclid", "tiktok"),
            Map.entry("twclid", "x"),
            Map.entry("li_fat_id", "linkedin"));

    /** Whether the link names no campaign. */
    public boolean isEmpty() {
        return source.isEmpty() && medium.isEmpty() && name.isEmpty();
    }

    /** Whether it is advertising. */
    public boolean isPaid() {
        return PAID.contains(medium) || medium.startsWith("paid") || medium.endsWith("cpc") || medium.endsWith("ppc");
    }

    /** Whether it came by mail. */
    public boolean isEmail() {
        return EMAIL.contains(medium);
    }

    /** Whether it came by a social network, unpaid. */
    public boolean isSocial() {
        return SOCIAL.contains(medium);
    }

    static Campaign of(Query query) {
        String source = first(query, "utm_source", "mtm_source", "pk_source");
        String medium = first(query, "utm_medium", "mtm_medium", "pk_medium");
        String name = first(query, "utm_campaign", "mtm_campaign", "pk_campaign");
        for (Map.Entry<String, String> click : PAID_CLICKS.entrySet()) {
            if (medium.isEmpty() && !query.get(click.getKey()).isEmpty()) {
                source = source.isEmpty() ? click.getValue() : source;
                medium = "cpc";
            }
        }
        if (medium.isEmpty() && !query.get("fbclid").isEmpty()) {
            source = source.isEmpty() ? "facebook" : source;
            medium = "social";
        }
        return source.isEmpty() && medium.isEmpty() && name.isEmpty() ? NONE : new Campaign(source, medium, name);
    }

    private static String first(Query query, String... keys) {
        for (String key : keys) {
            String value = query.label(key);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }
}
