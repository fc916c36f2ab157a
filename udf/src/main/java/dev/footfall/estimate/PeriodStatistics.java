package dev.footfall.estimate;

/**
 * What the estimate of people needs to know about the human pageviews of a period that lies within one epoch. All
 * counts are zero or more.
 *
 * @param days calendar days of the period; at least 1
 * @param cookies cookies that came back at least once and saw a page
 * @param cookieDays days on which each of them was seen, added up; at least {@code cookies}
 * @param oneDayCookies those of them that were seen on one day only
 * @param oneVisitCookies those of them with one visit only
 * @param newCookies those of them that were issued in the period
 * @param deviceDays device-and-day tokens that saw a page without a cookie that ever came back
 * @param issuedOnly cookies issued that never came back
 * @param visits visits started
 * @param pageviews pages shown
 * @param persons accounts that were signed in
 * @param personDays days on which each account's browsers were seen, signed in or not; a day with several browsers of an
 *     account counts once
 * @param personCookies cookies of those accounts; a cookie of several accounts counts once
 * @param newPersonCookies those of them that were issued in the period
 * @param personBrowsers distinct combinations of account, system, agent and device class among those cookies: what is
 *     left of the cookies when renewed ones count once
 * @param sharedCookies cookies on which more than one account was signed in
 */
public record PeriodStatistics(
        long days,
        long cookies,
        long cookieDays,
        long oneDayCookies,
        long oneVisitCookies,
        long newCookies,
        long deviceDays,
        long issuedOnly,
        long visits,
        long pageviews,
        long persons,
        long personDays,
        long personCookies,
        long newPersonCookies,
        long personBrowsers,
        long sharedCookies) {
    /** @throws IllegalArgumentException when a part is greater than its whole */
    public PeriodStatistics {
        if (days < 1
                || cookieDays < cookies
                || oneDayCookies > cookies
                || oneVisitCookies > cookies
                || newCookies > cookies
                || personCookies > cookies
                || newPersonCookies > personCookies
                || personBrowsers > personCookies
                || sharedCookies > personCookies) {
            throw new IllegalArgumentException("statistics contradict each other");
        }
    }

    /** Whether there is anything to estimate from. */
    boolean isEmpty() {
        return units() == 0;
    }

    /** Cookies that came back, and days of devices without one: what the estimate starts from. */
    public long units() {
        return cookies + deviceDays;
    }
}
