package dev.footfall.jobs.simulate;

import java.util.Locale;

/** What worlds differ in; {@code worlds.yaml} holds each one's meaning, unit, usual value, range and source. */
public enum Parameter {
    VISITS_PER_DAY,
    VISITS_SHAPE,
    WEEKDAYS,
    JOINING,
    LEAVING,
    SURGE,
    SEASON,
    TRAVEL,
    VPN,
    BROWSERS,
    PHONE_FIRST,
    AGENT_LAG_DAYS,
    ONE_AGENT,
    SHARED_BROWSER,
    SHARED_ACCOUNT,
    ACCOUNT_SHARE,
    ACCOUNT_ACTIVITY,
    SIGNING_IN_FIRST,
    SIGNING_IN_OTHER,
    REMEMBERED_DAYS,
    REJECTING_SHARE,
    MONTHLY_CLEARING,
    OFTEN_CLEARING,
    CONSTANT_CLEARING,
    ALWAYS_PRIVATE,
    PRIVATE_SHARE,
    COOKIES_LOGGED,
    REFERRERS_LOGGED,
    HOUSEHOLD,
    LEASES,
    V6,
    HOME_WIFI,
    GATEWAYS,
    OFFICES,
    OFFICE_STAFF,
    DATABASE_ERROR,
    MOBILE_PLACES,
    ASSETS_ELSEWHERE,
    CRAWLED,
    SCRAPED,
    HIDDEN_BOTS;

    /** Its name in files and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
