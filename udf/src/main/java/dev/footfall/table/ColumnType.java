package dev.footfall.table;

/** Type of a column. */
public enum ColumnType {
    STRING,
    INT,
    LONG,
    BOOLEAN,
    DATE,
    /** Instant with microseconds, UTC. */
    TIMESTAMP,
    /** A 128-bit token. */
    TOKEN,
    BINARY,
    FLOAT,
    INT_LIST
}
