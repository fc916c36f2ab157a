package dev.footfall.privacy;

import java.util.Optional;

/**
 * A difference between a policy file and the text that it is about.
 *
 * @param clause id in the policy file; empty for a clause of the text that the file does not name
 * @param line line of the text, from 1; empty for a clause that the text no longer has
 * @param advice what to do
 */
public record ClauseFinding(Optional<String> clause, Kind kind, Optional<Integer> line, String advice) {
    /** What is different. */
    public enum Kind implements Labelled {
        /** Its place is still there, with another text. */
        CHANGED,
        /** It stands at another place of the text than before. */
        MOVED,
        /** The text no longer has it. */
        VANISHED,
        /** The text has it, the policy file does not. */
        NEW,
        /** The policy file names it, and nothing there carries it out. */
        WITHOUT_RULE
    }
}
