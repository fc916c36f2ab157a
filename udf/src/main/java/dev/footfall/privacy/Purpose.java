package dev.footfall.privacy;

/** What data of logs may be used for: the seven purposes that the policy's text names for server logs. */
public enum Purpose implements Labelled {
    /** Find and prevent faults of the service, by the network that they hit. */
    DIAGNOSE,
    /** Estimate people by region. */
    GEOGRAPHY,
    /** Estimate the audience and its traffic. */
    AUDIENCE,
    /** Study how the service can be made better. */
    RESEARCH,
    /** Report and analyse. */
    ANALYTICS,
    /** See who may use what. */
    ACCESS,
    /** Fight fraud and abuse. */
    ABUSE
}
