package dev.footfall.privacy;

/** Why data may be disclosed without the user's authorisation. A basis that the policy does not name is none. */
public enum LegalBasis implements Labelled {
    /** A subpoena, a court's order or another legal process. */
    LEGAL_PROCESS,
    /** To establish or exercise legal rights, or to defend against claims. */
    RIGHTS,
    /** Danger to a person, or unlawful acts. */
    SAFETY,
    /** Suspected fraud, or broken terms of service. */
    FRAUD
}
