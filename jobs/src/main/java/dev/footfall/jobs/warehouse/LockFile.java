package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The lock of a warehouse on this machine's disk: an OS file lock, so it ends with its process. Threads of one process
 * keep to the same rule among each other.
 */
final class LockFile implements WarehouseLock {
    private static final Duration POLL = Duration.ofMillis(100);

    /**
     * What this process holds, by file. To the OS a lock belongs to the process and ends when the process closes any
     * channel of the file, so there is never a second channel of a file beside the one that is locked.
     */
    private static final Map<Path, Held> HELD = new HashMap<>();

    private static final class Held {
        final FileChannel channel;
        final boolean shared;
        int holders = 1;

        Held(FileChannel channel, boolean shared) {
            this.channel = channel;
            this.shared = shared;
        }
    }

    private final Path file;
    private boolean closed;

    private LockFile(Path file) {
        this.file = file;
    }

    /**
     * Takes the lock.
     *
     * @throws UserException when another still holds it after {@code patience}
     */
    static LockFile take(Path file, boolean shared, Duration patience) {
        try {
            Path real = file.toRealPath();
            LockWait.until(warehouse(file), patience, POLL, () -> tryTakeUnchecked(real, shared), () -> "");
            return new LockFile(real);
        } catch (UncheckedIOException e) {
            throw unlockable(file, e.getCause());
        } catch (IOException e) {
            throw unlockable(file, e);
        }
    }

    private static Path warehouse(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private static UserException unlockable(Path file, IOException e) {
        return UserException.failed(
                "cannot lock " + file + " (" + Reason.of(e) + ")",
                "check that you may read and write the warehouse's directory");
    }

    private static boolean tryTakeUnchecked(Path file, boolean shared) {
        try {
            return tryTake(file, shared);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean tryTake(Path file, boolean shared) throws IOException {
        synchronized (HELD) {
            Held held = HELD.get(file);
            if (held != null) {
                boolean together = shared && held.shared;
                held.holders += together ? 1 : 0;
                return together;
            }
            FileChannel channel = FileChannel.open(
                    file,
                    shared
                            ? Set.of(StandardOpenOption.READ)
                            : Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE));
            boolean taken = false;
            try {
                taken = channel.tryLock(0, Long.MAX_VALUE, shared) != null;
            } finally {
                if (!taken) {
                    channel.close();
                }
            }
            if (taken) {
                HELD.put(file, new Held(channel, shared));
            }
            return taken;
        }
    }

    @Override
    public void close() {
        synchronized (HELD) {
            Held held = HELD.get(file);
            if (closed || held == null) {
                return;
            }
            closed = true;
            if (--held.holders == 0) {
                HELD.remove(file);
                closeQuietly(held.channel);
            }
        }
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest; there is nothing else to do.
            return;
        }
    }
}
