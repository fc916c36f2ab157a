package dev.footfall.jobs;

import java.io.PrintWriter;
import java.util.regex.Pattern;

/**
 * Prints the trace of an exception that nobody expected. Messages of foreign libraries may quote what they worked on,
 * so everything in them that may come from a log is masked.
 */
final class BugReport {
    private static final int LONGEST_MESSAGE = 300;
    private static final int MOST_CAUSES = 8;
    private static final int INNERMOST_FRAMES = 15;
    private static final Pattern QUOTED =
            Pattern.compile("\"[^\"]*\"|`[^`]*`|(?<![\\p{L}])'[^']*'|\u201c[^\u201d]*\u201d");
    private static final Pattern ADDRESS =
            Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|(?i)(?<![\\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f.]*");
    private static final Pattern EMAIL = Pattern.compile("[^\\s<>()\\[\\],;:\"]+(?:@|%40)[^\\s<>()\\[\\],;:\"]+");
    private static final Pattern INPUT = Pattern.compile("(?i)(input|value|string|text|token|line)( *[:=] *).*");
    private static final Pattern LONG_NUMBER_OR_ID = Pattern.compile("\\b(?=\\w*\\d)\\w{12,}\\b|\\d{7,}");

    private BugReport() {}

    /** Prints class names, masked messages and frames. */
    static void print(Throwable thrown, PrintWriter err) {
        err.println("footfall: this is a bug in footfall " + Version.program() + "; please report it with what follows"
                + " (values are masked)");
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            String message = cause.getMessage() == null ? "" : ": " + masked(cause.getMessage());
            err.println((depth == 0 ? "" : "Caused by: ") + cause.getClass().getName() + message);
            frames(cause.getStackTrace(), err);
            cause = cause.getCause() == cause ? null : cause.getCause();
        }
        err.flush();
    }

    /** The innermost frames and, of the rest, our own: Spark's planner alone fills screens. */
    private static void frames(StackTraceElement[] frames, PrintWriter err) {
        int skipped = 0;
        for (int i = 0; i < frames.length; i++) {
            if (i < INNERMOST_FRAMES || frames[i].getClassName().startsWith("dev.footfall.")) {
                if (skipped > 0) {
                    err.println("\t… " + skipped + " frames of others");
                }
                skipped = 0;
                err.println("\tat " + frames[i]);
            } else {
                skipped++;
            }
        }
    }

    /** A message without quoted text, addresses, e-mail addresses, long numbers and ids. */
    static String masked(String message) {
        String line = message.strip().replaceAll("\\R\\s*", " ");
        String cut = line.length() > LONGEST_MESSAGE ? line.substring(0, LONGEST_MESSAGE) + "…" : line;
        String text = EMAIL.matcher(cut).replaceAll("{email}");
        text = QUOTED.matcher(text).replaceAll("{quoted}");
        text = ADDRESS.matcher(text).replaceAll("{address}");
        text = INPUT.matcher(text).replaceAll("$1$2{input}");
        return LONG_NUMBER_OR_ID.matcher(text).replaceAll("{id}");
    }
}
