package dev.footfall.privacy;

/** How close a kept column is to a person. */
public enum DataClass implements Labelled {
    /** Says who somebody is. */
    PERSONAL,
    /** Singles somebody out without naming them; counts as personal. */
    PSEUDONYMOUS,
    /** Neither. */
    OTHER
}
