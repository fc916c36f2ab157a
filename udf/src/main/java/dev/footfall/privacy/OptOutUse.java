package dev.footfall.privacy;

/** What an opt-out can keep a browser's hits out of. */
public enum OptOutUse implements Labelled {
    RESEARCH,
    SHARING,
    COMBINING
}
