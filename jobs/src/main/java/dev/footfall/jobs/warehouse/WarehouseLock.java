package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The warehouse's lock: writers hold it alone, readers share it. An OS file lock, so it ends with its process. */
public final class WarehouseLock implements AutoCloseable {
    /** How long a command waits for another before it gives up. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration POLL = Duration.ofMillis(100);

    private final FileChannel channel;

    private WarehouseLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock for reading. */
    public static WarehouseLock shared(Path file) {
        return take(file, true, PATIENCE);
    }

    /** Takes the lock for writing. */
    public static WarehouseLock exclusive(Path file) {
        return take(file, false, PATIENCE);
    }

    /**
     * Takes the lock.
     *
     * @throws UserException when another process still holds it after {@code patience}
     */
    static WarehouseLock take(Path file, boolean shared, Duration patience) {
        FileChannel channel = null;
        try {
            channel = shared
                    ? FileChannel.open(file, StandardOpenOption.READ)
                    : FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            long until = System.nanoTime() + patience.toNanos();
            boolean said = false;
            while (tryLock(channel, shared) == null) {
                if (System.nanoTime() > until) {
                    channel.close();
                    throw UserException.failed(
                            "warehouse " + file.getParent() + " is in use by another footfall",
                            "wait for it to end, or end it, and run this again");
                }
                if (!said && patience.compareTo(POLL) > 0) {
                    System.err.println("footfall: waiting for another footfall that uses " + file.getParent());
                    said = true;
                }
                LockSupport.parkNanos(POLL.toNanos());
            }
            return new WarehouseLock(channel);
        } catch (IOException e) {
            closeQuietly(channel);
            throw UserException.failed(
                    "cannot lock " + file + " (" + e.getClass().getSimpleName() + ")",
                    "check that you may read and write the warehouse's directory");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            return null; // held by another thread of this process
        }
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // The error that led here is the one to report.
                return;
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(channel);
    }
}
