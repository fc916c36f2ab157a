package dev.footfall.estimate;

/**
 * What the estimate of people needs to know about the human pageviews of a period that lies within one epoch. All
 * counts are zero or more.
 *
 * @param days calendar days of the period; at least 1
 * @param cookies cookies that came back at least once and saw a page
 * @param cookieDays days on which each of them was seen, added up; at least {@code cookies}
 * @param deviceDays device-and-day tokens that saw a page without a cookie that ever came back
 * @param singleHitDeviceDays those of them with one single hit, which had no chance to send a cookie back
 * @param issuedOnly cookies issued that never came back
 * @param visits visits started
 * @param pageviews pages shown
 * @param persons accounts that were signed in
 * @param personCookies cookies of those accounts; a cookie of several accounts counts once
 * @param personBrowsers distinct combinations of account, system, agent and device class among those cookies: what is
 *     left of the cookies when renewed ones count once
 * @param sharedCookies cookies on which more than one account was signed in
 */
public record PeriodStatistics(
        long days,
        long cookies,
        long cookieDays,
        long deviceDays,
        long singleHitDeviceDays,
        long issuedOnly,
        long visits,
        long pageviews,
        long persons,
        long personCookies,
        long personBrowsers,
        long sharedCookies) {
    /** @throws IllegalArgumentException when a part is greater than its whole */
    public PeriodStatistics {
        if (days < 1
                || cookieDays < cookies
                || singleHitDeviceDays > deviceDays
                || personBrowsers > personCookies
                || sharedCookies > personCookies) {
            throw new IllegalArgumentException("statistics contradict each other");
        }
    }

    /** Days on which a cookie that came back was seen, on average; 1 when there is none. */
    double activeDays() {
        return cookies == 0 ? 1 : (double) cookieDays / cookies;
    }

    /** Whether there is anything to estimate from. */
    boolean isEmpty() {
        return cookies + deviceDays == 0;
    }
}
