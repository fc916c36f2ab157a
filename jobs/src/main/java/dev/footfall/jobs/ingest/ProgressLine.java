package dev.footfall.jobs.ingest;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A line on the terminal that says how far a long ingest has come; nothing where stderr is no terminal. */
final class ProgressLine implements AutoCloseable {
    /** System property that the launcher sets when stderr is a terminal. */
    private static final String TERMINAL = "footfall.terminal";

    private static final long FIRST_AFTER_MILLIS = 2000;
    private static final long EVERY_MILLIS = 500;

    private final @Nullable Thread thread;

    private ProgressLine(@Nullable Thread thread) {
        this.thread = thread;
    }

    /** Starts it when there is a terminal. */
    static ProgressLine start() {
        if (!Boolean.getBoolean(TERMINAL)) {
            return new ProgressLine(null);
        }
        long before = IngestTask.LINES_READ.sum();
        long start = System.nanoTime();
        Thread thread = new Thread(() -> run(before, start), "progress");
        thread.setDaemon(true);
        thread.start();
        return new ProgressLine(thread);
    }

    private static void run(long before, long start) {
        try {
            Thread.sleep(FIRST_AFTER_MILLIS);
            while (true) {
                long lines = IngestTask.LINES_READ.sum() - before;
                double seconds = (System.nanoTime() - start) / 1e9;
                System.err.printf(Locale.ROOT, "\r%,d lines read, %.0f s ", lines, seconds);
                Thread.sleep(EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            System.err.print("\r\033[K");
        }
    }

    @Override
    public void close() {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
