package dev.footfall.jobs.demo;

import dev.footfall.jobs.UserException;
import dev.footfall.text.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A new directory for what a bench writes; removed when closed.
 *
 * @param path the directory
 */
record BenchDirectory(Path path) implements Closeable {
    /** The option that says where it is made. */
    static final class Place {
        @Option(
                names = "--dir",
                paramLabel = "DIR",
                description =
                        "Where to work; what is written there is removed at the end (default: the system's directory for"
                                + " temporary files).")
        @Nullable
        Path dir;

        /** The directory. */
        BenchDirectory make() {
            return create(dir);
        }
    }

    private static final String PREFIX = "footfall-bench-";

    /**
     * Makes a directory in {@code parent}, which is made too, or in the system's directory for temporary files.
     *
     * @throws UserException when it cannot be written
     */
    private static BenchDirectory create(@Nullable Path parent) {
        try {
            return new BenchDirectory(
                    parent == null
                            ? Files.createTempDirectory(PREFIX)
                            : Files.createTempDirectory(Files.createDirectories(parent), PREFIX));
        } catch (IOException e) {
            throw new UserException(
                    "cannot write to " + (parent == null ? "the directory for temporary files" : parent) + " ("
                            + Reason.of(e) + ")",
                    "choose a directory that you may write to with --dir DIR");
        }
    }

    @Override
    public void close() throws IOException {
        DemoDirectory.remove(path);
    }
}
