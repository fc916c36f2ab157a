package dev.footfall.jobs.output;

/** How a command prints its rows. */
public enum OutputFormat {
    /** Aligned columns for people. */
    table,
    /** An array of flat objects; times in ISO 8601. */
    json,
    /** RFC 4180, with cells that a spreadsheet would run as a formula made harmless. */
    csv
}
