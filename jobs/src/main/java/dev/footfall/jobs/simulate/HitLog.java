package dev.footfall.jobs.simulate;

/** Takes what the server logs, in any order within a day. */
interface HitLog {
    /** Adds an exchange. */
    void add(Hit hit);

    /** Adds a line as it is, for lines that no server should write. */
    void addRaw(long millis, String line);
}
