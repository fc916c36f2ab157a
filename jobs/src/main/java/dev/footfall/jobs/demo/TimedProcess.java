package dev.footfall.jobs.demo;

import dev.footfall.jobs.output.SafeText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Time and memory of another program, from its start to its end.
 *
 * @param seconds time by the clock
 * @param peakMegabytes the most resident memory of it and its children, each at its own peak, in millions of bytes; null
 *     where the system does not say ({@code VmHWM} of proc(5))
 * @param problem what it said last when it failed; null when it succeeded
 */
record TimedProcess(
        double seconds,
        @Nullable Long peakMegabytes,
        @Nullable String problem) {
    private static final long LOOK_EVERY_MILLIS = 5;
    private static final int LONGEST_PROBLEM = 200;

    /**
     * Runs a program to its end; what it prints is thrown away.
     *
     * @param directory where it runs and where its messages are kept for the while
     * @throws IOException when it cannot be started
     */
    static TimedProcess run(List<String> command, Path directory) throws IOException {
        Path messages = Files.createTempFile(directory, "messages", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(messages.toFile());
        Map<Long, Long> peaks = new HashMap<>();
        long start = System.nanoTime();
        Process process = builder.start();
        try {
            do {
                note(process.toHandle(), peaks);
                process.descendants().forEach(child -> note(child, peaks));
            } while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak = peaks.values().stream().mapToLong(Long::longValue).sum();
        String problem = process.exitValue() == 0 ? null : "exit code " + process.exitValue() + lastLine(messages);
        Files.delete(messages);
        return new TimedProcess(seconds, peak == 0 ? null : peak, problem);
    }

    /** Peaks only grow, so the last look before the end is what counts. */
    private static void note(ProcessHandle process, Map<Long, Long> peaks) {
        Long peak = PeakMemory.residentMegabytes(process.pid());
        if (peak != null) {
            peaks.merge(process.pid(), peak, Math::max);
        }
    }

    private static String lastLine(Path messages) throws IOException {
        String text = new String(Files.readAllBytes(messages), StandardCharsets.UTF_8).strip();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return last.isEmpty() ? "" : ": " + SafeText.of(last.substring(0, Math.min(LONGEST_PROBLEM, last.length())));
    }
}
