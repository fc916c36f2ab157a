package dev.footfall.estimate;

import java.util.List;

/**
 * What tells how many people stand behind a period's {@linkplain PeriodStatistics#units() units}: ratios of counts, in
 * logarithms, shrunk where the counts are small. None depends on how many pages or files a site has.
 */
public enum Evidence {
    /** The log shows cookies that come back. */
    COOKIES(
            "log_days",
            "days_per_cookie",
            "one_day_cookies",
            "new_cookies",
            "without_cookie",
            "one_visit_cookies",
            "account_weight",
            "browsers_per_account",
            "cookies_per_browser",
            "account_days",
            "account_new_cookies",
            "shared_cookies") {
        @Override
        public double[] ratios(PeriodStatistics s) {
            double w = weight(s);
            double daysPerCookie = Math.log((double) s.cookieDays() / s.cookies());
            return new double[] {
                Math.log((double) s.days()),
                daysPerCookie,
                ratio(s.oneDayCookies(), s.cookies(), 2, 3),
                ratio(s.newCookies(), s.cookies(), 1, 3),
                ratio(s.deviceDays(), s.cookieDays(), 1, 5),
                ratio(s.oneVisitCookies(), s.cookies(), 1, 2),
                w,
                w * ratio(s.personBrowsers(), s.persons(), 0.1, 0.1),
                w * ratio(s.personCookies(), s.personBrowsers(), 0.1, 0.1),
                w * (ratio(s.personDays(), s.persons(), 1, 1) - daysPerCookie),
                w * (ratio(s.newPersonCookies(), s.personCookies(), 1, 3) - ratio(s.newCookies(), s.cookies(), 1, 3)),
                w * s.sharedCookies() / Math.max(1, s.personCookies())
            };
        }
    },
    /** No cookie came back in the whole period: addresses and agents of single days, and accounts if any. */
    DEVICES("log_days", "account_weight", "account_days", "account_share") {
        @Override
        public double[] ratios(PeriodStatistics s) {
            double w = weight(s);
            return new double[] {
                Math.log((double) s.days()),
                w,
                w * ratio(s.personDays(), s.persons(), 1, 1),
                w * ratio(s.personDays(), s.deviceDays(), 1, 5)
            };
        }
    };

    /** Accounts that weigh as much as knowing of none. */
    private static final double ENOUGH_ACCOUNTS = 20;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> names;

    Evidence(String... names) {
        this.names = List.of(names);
    }

    /** Which kind a period has. */
    public static Evidence in(PeriodStatistics s) {
        return s.cookies() > 0 ? COOKIES : DEVICES;
    }

    /** Names of the ratios. */
    public List<String> names() {
        return names;
    }

    /** The ratios of a period, in the order of the names; all finite. */
    public abstract double[] ratios(PeriodStatistics s);

    private static double weight(PeriodStatistics s) {
        return s.persons() / (s.persons() + ENOUGH_ACCOUNTS);
    }

    private static double ratio(long part, long whole, double morePart, double moreWhole) {
        return Math.log((part + morePart) / (whole + moreWhole));
    }
}
