package dev.footfall.privacy;

/** Request headers by which a browser asks not to be followed. */
public enum PrivacySignal implements Labelled {
    /** Global Privacy Control: {@code Sec-GPC: 1}. */
    GPC,
    /** Do Not Track: {@code DNT: 1}. */
    DNT
}
