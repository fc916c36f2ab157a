package dev.footfall.privacy;

/** What a cookie is for. A cookie that the policy does not name has the role {@link #DROP}. */
public enum CookieRole implements Labelled {
    /** First-party cookie that identifies a browser. */
    BROWSER,
    /** Identifies a session. */
    SESSION,
    /** Identifies an account. */
    ACCOUNT_HOLDER,
    /** Keeps a preference. */
    PREFERENCE,
    /** Set by another company: only its name is counted. */
    VENDOR,
    /** Neither kept nor looked at. */
    DROP
}
