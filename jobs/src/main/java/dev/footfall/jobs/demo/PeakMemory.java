package dev.footfall.jobs.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The most memory that this process used, in megabytes of a million bytes. */
final class PeakMemory {
    private static final long MEGABYTE = 1_000_000;
    private static final Path STATUS = Path.of("/proc/self/status");

    private PeakMemory() {}

    /** Begins a new measurement of the heap. */
    static void reset() {
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
    }

    /** Sum of the heap pools' peaks since the reset, which need not have come at once: an upper bound. */
    static long heapMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .mapToLong(pool -> pool.getPeakUsage().getUsed())
                        .sum()
                / MEGABYTE;
    }

    /** Peak of the resident set since the process started, {@code VmHWM} of proc(5); null where the system does not say. */
    static @Nullable Long residentMegabytes() {
        return residentMegabytes(STATUS);
    }

    /** The same of another process; null also when it has ended. */
    static @Nullable Long residentMegabytes(long pid) {
        return residentMegabytes(Path.of("/proc", Long.toString(pid), "status"));
    }

    private static @Nullable Long residentMegabytes(Path status) {
        try {
            return !Files.isReadable(status)
                    ? null
                    : Files.readAllLines(status).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024 / MEGABYTE)
                            .findFirst()
                            .orElse(null);
        } catch (IOException e) {
            return null;
        }
    }
}
