package dev.footfall.privacy;

/** What cookies may be used for: the five purposes that the policy's text names for cookies. */
public enum CookiePurpose implements Labelled {
    /** Tell that somebody is an account holder. */
    ACCOUNT,
    /** Ask for the password again after a while. */
    REAUTH,
    /** Keep preferences. */
    PREFERENCES,
    /** Estimate the audience and its traffic. */
    AUDIENCE,
    /** Study how the service can be made better. */
    RESEARCH
}
