package dev.footfall.table;

/** A group of purposes with its own directory and keys. */
public enum Vault {
    /** Purposes geography, audience, research, analytics. */
    AUDIENCE("audience"),
    /** Purposes access and abuse. */
    SECURITY("security"),
    /** Purpose diagnose. */
    NETWORK("network"),
    /** The program's own accounts: files, batches, quarantine. */
    INGEST("ingest");

    private final String label;

    Vault(String label) {
        this.label = label;
    }

    /** Name in the policy file, in table names and of the directory. */
    public String label() {
        return label;
    }
}
