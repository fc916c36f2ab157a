package dev.footfall.privacy;

/** In which capacity somebody receives data. */
public enum RecipientKind implements Labelled {
    /** Runs a part of the service for the company. */
    SERVICE_PROVIDER,
    /** Uses the service; gets personal data only with the user's authorisation. */
    CLIENT,
    /** Works for the company. */
    CONTRACTOR,
    /** A court, the police, a regulator; what they get goes through {@link LegalBasis}. */
    AUTHORITY,
    /** Takes over the business or a part of it, and with it this policy. */
    BUYER
}
