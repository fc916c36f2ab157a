package dev.footfall.page;

/** How a visitor came. */
public enum Medium {
    /** No referrer and no campaign: typed, bookmarked, or the referrer was withheld. */
    DIRECT("direct"),
    /** From the site itself. */
    INTERNAL("internal"),
    /** From a search engine, unpaid. */
    SEARCH("search"),
    /** From a social network or messenger. */
    SOCIAL("social"),
    /** From a mail or newsletter. */
    EMAIL("email"),
    /** From an advertisement. */
    PAID("paid"),
    /** From any other site, assistants included. */
    REFERRAL("referral");

    private final String label;

    Medium(String label) {
        this.label = label;
    }

    /** The name in tables and reports. */
    public String label() {
        return label;
    }
}
