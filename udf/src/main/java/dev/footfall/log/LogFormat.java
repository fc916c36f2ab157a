package dev.footfall.log;

import java.io.Serializable;

/** A log format: what it is called, what it looks like, and how to parse it. */
public interface LogFormat extends Serializable {
    /** Name on the command line, lower case with underscores; for a format string, the string itself. */
    String name();

    /** One line for {@code footfall formats}. */
    String description();

    /** A sample line (several, separated by {@code \n}, where the format needs a header). */
    String sample();

    /** A new parser for one file or part of a file. */
    LineParser newParser();

    /** Whether the format has a place for cookies, so that a line without any says that the browser sent none. */
    default boolean logsCookies() {
        return true;
    }

    /** Whether a parser may start in the middle of a file (no header or state is needed). */
    default boolean splittable() {
        return true;
    }
}
