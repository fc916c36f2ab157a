package dev.footfall.jobs;

import dev.footfall.geo.GeoException;
import dev.footfall.log.FormatException;
import dev.footfall.privacy.KeyException;
import dev.footfall.privacy.PolicyException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command that failed leaves behind: one line for what the user can mend.
 *
 * @param message what is wrong, where, and how to mend it
 * @param exitCode 1 when the surroundings failed, 2 when usage, configuration or input are wrong
 */
record Failure(String message, int exitCode) {
    /** Exit code when the command failed through no fault of its input. */
    static final int EXIT_FAILED = 1;

    private static final String DISK_FULL = "No space left on device";
    private static final String TOO_BIG = "Disk quota exceeded";
    private static final String FILE_LIMIT = "File too large";

    /**
     * The line for an exception, looked for along its causes, since Spark and Iceberg wrap what they meet; empty when it
     * is a bug.
     */
    static Optional<Failure> of(Throwable thrown) {
        List<Throwable> causes = causes(thrown);
        for (Throwable cause : causes) {
            // A full disk comes in many wrappings, each with a message of its own.
            Optional<Failure> full = cause instanceof IOException io ? ofNoRoom(io) : Optional.empty();
            if (full.isPresent()) {
                return full;
            }
        }
        for (Throwable cause : causes) {
            Optional<Failure> failure = ofOne(cause);
            if (failure.isPresent()) {
                return failure;
            }
        }
        return Optional.empty();
    }

    private static Optional<Failure> ofOne(Throwable cause) {
        if (cause instanceof UserException user) {
            return Optional.of(new Failure(text(user), user.exitCode()));
        }
        if (cause instanceof PolicyException policy) {
            return Optional.of(new Failure(policy(policy), UserException.EXIT_USAGE));
        }
        if (cause instanceof KeyException || cause instanceof GeoException || cause instanceof FormatException) {
            return Optional.of(new Failure(text(cause), UserException.EXIT_USAGE));
        }
        if (cause instanceof OutOfMemoryError) {
            return Optional.of(new Failure(
                    "out of memory: give it more, as in FOOTFALL_JAVA_OPTS=-Xmx4g (spark-submit: --driver-memory 4g)",
                    EXIT_FAILED));
        }
        if (cause instanceof SQLException sql) {
            return Optional.of(new Failure(
                    "the catalogue's database failed (" + text(sql) + ", SQLSTATE " + sql.getSQLState()
                            + "): look whether 'footfall doctor' can reach it, and run this again",
                    EXIT_FAILED));
        }
        return cause instanceof IOException io ? ofIo(io) : Optional.empty();
    }

    private static Optional<Failure> ofNoRoom(IOException cause) {
        String message = text(cause);
        if (message.contains(DISK_FULL) || message.contains(TOO_BIG)) {
            return Optional.of(new Failure(
                    "the disk is full" + where(cause) + ": make room and run this again; nothing half-done was kept",
                    EXIT_FAILED));
        }
        if (message.contains(FILE_LIMIT)) {
            return Optional.of(new Failure(
                    "a file may not grow that large" + where(cause)
                            + ": raise the limit (ulimit -f) and run this again; nothing half-done was kept",
                    EXIT_FAILED));
        }
        return Optional.empty();
    }

    private static Optional<Failure> ofIo(IOException cause) {
        String message = text(cause);
        boolean denied = cause instanceof AccessDeniedException || message.contains("Permission denied");
        if (denied) {
            return Optional.of(new Failure(
                    "no permission" + where(cause) + ": run as the owner, or change its permissions",
                    UserException.EXIT_USAGE));
        }
        if (cause instanceof NoSuchFileException || cause instanceof FileNotFoundException) {
            return Optional.of(
                    new Failure("no such file" + where(cause) + ": check the path", UserException.EXIT_USAGE));
        }
        return Optional.empty();
    }

    private static String where(IOException cause) {
        if (cause instanceof FileSystemException named && named.getFile() != null) {
            return " (" + named.getFile() + ")";
        }
        if (cause instanceof FileNotFoundException) {
            return " (" + text(cause).replaceFirst(" \\([^)]*\\)$", "") + ")";
        }
        return "";
    }

    private static String policy(PolicyException policy) {
        int more = policy.violations().size() - 1;
        String first = policy.violations().get(0).toString();
        return more == 0 ? first : first + " (and " + more + " more: 'footfall policy check' lists them)";
    }

    private static String text(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.strip().replaceAll("\\R\\s*", " ");
    }

    /** The exception and its causes, each once, for causes may go round in a circle. */
    private static List<Throwable> causes(Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        for (@Nullable Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
