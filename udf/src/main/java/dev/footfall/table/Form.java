package dev.footfall.table;

/** The form in which the policy lets a column be kept. */
public enum Form {
    /** The value as logged, after scrubbing. */
    KEEP,
    /** A value computed from the logged one, which itself is not kept. */
    DERIVE,
    /** The value with its detail cut off. */
    TRUNCATE,
    /** The value rounded down to a power of two. */
    BUCKET,
    /** A keyed pseudonym. */
    TOKEN,
    /** A keyed pseudonym that can be reversed while its key lives. */
    ENCRYPT,
    /** Not kept. */
    DROP
}
