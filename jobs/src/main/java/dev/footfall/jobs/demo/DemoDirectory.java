package dev.footfall.jobs.demo;

import dev.footfall.jobs.UserException;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a demo. A marker says that it is ours; only then is what an earlier demo left in it removed, and of that
 * only what a demo writes.
 */
record DemoDirectory(Path directory) {
    private static final String MARKER = "footfall-demo";
    private static final String ADVICE = "name a new or empty directory with --out DIR";

    /**
     * Makes the directory, or clears that of an earlier demo.
     *
     * @throws UserException when it holds something else, or cannot be written
     */
    static DemoDirectory prepare(Path directory) {
        DemoDirectory demo = new DemoDirectory(directory);
        try {
            if (Files.exists(directory) && !Files.isDirectory(directory)) {
                throw new UserException(directory + " is a file", ADVICE);
            }
            if (Files.isDirectory(directory) && !Files.exists(directory.resolve(MARKER)) && !isEmpty(directory)) {
                throw new UserException(directory + " holds files that no demo wrote", ADVICE);
            }
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(MARKER), "Written by footfall demo, which clears what it wrote.\n");
            remove(demo.world());
            remove(demo.warehouse());
            Files.deleteIfExists(demo.dashboard());
            Files.createDirectories(demo.world());
        } catch (IOException e) {
            throw new UserException(
                    "cannot write to " + directory + " (" + Reason.of(e) + ")",
                    "choose a directory that you may write to with --out DIR");
        }
        return demo;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    Path world() {
        return directory.resolve("world");
    }

    Path warehouse() {
        return directory.resolve("warehouse");
    }

    Path dashboard() {
        return directory.resolve("dashboard.html");
    }

    /** Removes a tree; a symbolic link in it goes, what it points to stays. */
    static void remove(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.delete(dir);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
