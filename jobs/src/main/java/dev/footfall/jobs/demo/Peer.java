package dev.footfall.jobs.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another tool for the same log.
 *
 * @param tool its name in the table
 * @param trial how it is run over the log; null when it is not here
 * @param advice how to install it
 */
record Peer(String tool, @Nullable Trial trial, String advice) {
    /** A run that is timed. */
    interface Trial {
        /**
         * Runs to the end.
         *
         * @param work an empty place for files
         * @throws IOException when it cannot be started
         */
        TimedProcess run(Path work) throws IOException;
    }

    /** A tool that is here, run as a command. */
    static Peer of(String tool, List<String> command, String advice) {
        return new Peer(tool, work -> TimedProcess.run(command, work), advice);
    }

    /** A tool that is not here. */
    static Peer absent(String tool, String advice) {
        return new Peer(tool, null, advice);
    }
}
