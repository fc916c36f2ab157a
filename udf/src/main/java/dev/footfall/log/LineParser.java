package dev.footfall.log;

/**
 * Parses the lines of one file, in order. Not thread-safe: each file (or part of a splittable file) has its own.
 */
public interface LineParser {
    /** Longest line that is parsed; longer ones are quarantined as {@link Outcome#TOO_LONG}. */
    int MAX_LINE_BYTES = 64 * 1024;

    /**
     * Parses the line at {@code buf[from, to)}, line end excluded.
     *
     * @param out receives offsets and numbers when the outcome is {@link Outcome#HIT}; its content is undefined
     *     otherwise. It refers to {@code buf}, so it is valid until {@code buf} changes.
     */
    Outcome parse(byte[] buf, int from, int to, LogLine out);

    /** What the parser must remember to go on with a file that has grown, such as the last {@code #Fields}; may be empty. */
    default String state() {
        return "";
    }

    /** Takes up a state that {@link #state()} gave. */
    default void restore(String state) {}
}
