package dev.footfall.jobs.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The tasks of this process, by batch. Spark gives a job up with its first task that fails, while others go on: before
 * the files of such a batch are removed nobody may write for it any more.
 */
final class RunningTasks {
    private static final Map<String, Integer> RUNNING = new HashMap<>();
    private static final Set<String> STOPPED = new HashSet<>();

    private RunningTasks() {}

    /** A task begins to write for a batch. */
    static synchronized void enter(String batch) {
        goOn(batch);
        RUNNING.merge(batch, 1, Integer::sum);
    }

    /** A task that entered has written its last byte. */
    static synchronized void leave(String batch) {
        RUNNING.computeIfPresent(batch, (b, n) -> n == 1 ? null : n - 1);
        RunningTasks.class.notifyAll();
    }

    /** @throws CancellationException when the batch was given up */
    static synchronized void goOn(String batch) {
        if (STOPPED.contains(batch)) {
            throw new CancellationException("batch " + batch + " was given up");
        }
    }

    /** Lets no task of a batch begin or go on; says whether all have ended within the time given. */
    static synchronized boolean stop(String batch, Duration patience) {
        STOPPED.add(batch);
        long until = System.nanoTime() + patience.toNanos();
        try {
            while (RUNNING.containsKey(batch)) {
                long left = until - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                RunningTasks.class.wait(left / 1_000_000 + 1);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
