package dev.footfall.jobs.warehouse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A process that takes a lock, says so by making a file, and holds it until its input ends. */
final class LockHolder {
    private LockHolder() {}

    /** Arguments: the lock file, {@code shared} or {@code exclusive}, the file to make. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        try (WarehouseLock lock = LockFile.take(file, arguments[1].equals("shared"), Duration.ofMillis(1))) {
            Files.createFile(Path.of(arguments[2]));
            int ended = System.in.read();
            assert ended < 0 && lock != null;
        }
    }
}
