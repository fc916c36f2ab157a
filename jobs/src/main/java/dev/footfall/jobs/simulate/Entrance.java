package dev.footfall.jobs.simulate;

import org.jspecify.annotations.Nullable;

/**
 * How a visit begins.
 *
 * @param page its first page
 * @param query query of the first page, with its question mark; empty for none
 * @param referrer null when someone came by address, bookmark or application
 */
record Entrance(Catalogue.Page page, String query, @Nullable String referrer) {
    private static final Catalogue.Section[] SECTIONS = Catalogue.Section.values();
    /** Landing pages by section: home, products, blog, docs, pro docs, company. */
    private static final Weights DIRECTLY = new Weights(60, 18, 8, 8, 0, 6);

    private static final Weights FROM_OUTSIDE = new Weights(14, 40, 34, 10, 0, 4);
    /** Directly, by search, social sites, campaigns, other sites. */
    private static final Weights WAYS = new Weights(38, 33, 9, 10, 10);

    private static final Weights SEARCH_SHARES = new Weights(86, 6, 4, 2, 2);
    // Browsers send other sites the origin only (strict-origin-when-cross-origin).
    private static final String[] SEARCH = {
        "https://www.google.com/",
        "https://www.bing.com/",
        "https://duckduckgo.com/",
        "https://www.ecosia.org/",
        "https://search.yahoo.com/"
    };
    private static final String[] SOCIAL = {
        "https://www.facebook.com/",
        "https://www.instagram.com/",
        "https://t.co/",
        "https://www.reddit.com/",
        "https://www.linkedin.com/",
        "https://www.pinterest.com/"
    };
    private static final String[] SITES = {
        "https://news.example.org/",
        "https://forum.example.net/",
        "https://magazine.example.org/autumn",
        "https://prices.example.net/",
        "https://blog.example.org/"
    };
    private static final String[] TERMS = {
        "oak+desk",
        "lamp",
        "wool+rug",
        "delivery+time",
        "steel+shelf",
        "returns",
        "cork+stool",
        "copper+kettle",
        "warranty",
        "gift",
        "desk+lamp",
        "m%C3%B6bel",
        "caf%C3%A9+table",
        "linen",
        "walnut"
    };

    static Entrance draw(Catalogue catalogue, Dice dice) {
        int way = WAYS.draw(dice);
        Weights sections = way == 0 ? DIRECTLY : FROM_OUTSIDE;
        Catalogue.Page page = catalogue.draw(SECTIONS[sections.draw(dice)], dice);
        return switch (way) {
            case 1 -> new Entrance(page, "", SEARCH[SEARCH_SHARES.draw(dice)]);
            case 2 -> new Entrance(page, "", SOCIAL[dice.below(SOCIAL.length)]);
            case 3 -> campaign(page, dice);
            case 4 -> new Entrance(page, "", SITES[dice.below(SITES.length)]);
            default -> new Entrance(page, "", null);
        };
    }

    private static Entrance campaign(Catalogue.Page page, Dice dice) {
        return switch (dice.below(3)) {
            case 0 -> new Entrance(page, "?utm_source=newsletter&utm_medium=email&utm_campaign=autumn-sale", null);
            case 1 ->
                new Entrance(
                        page,
                        "?utm_source=google&utm_medium=cpc&utm_campaign=lamps&gclid=Cj0" + dice.hex(24),
                        "https://www.google.com/");
            default ->
                new Entrance(
                        page,
                        "?utm_source=instagram&utm_medium=social&utm_campaign=small-kitchens",
                        "https://l.instagram.com/");
        };
    }

    /** What someone looks for on the site, encoded for a query. */
    static String searchTerm(Dice dice) {
        return TERMS[dice.below(TERMS.length)];
    }
}
