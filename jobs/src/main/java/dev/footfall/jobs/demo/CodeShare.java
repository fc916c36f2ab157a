package dev.footfall.jobs.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * How much of the working time of all threads is spent in some code and in what it calls, by the samples of Java Flight
 * Recorder.
 */
final class CodeShare {
    private static final String SAMPLE = "jdk.ExecutionSample";
    private static final Duration PERIOD = Duration.ofMillis(10);

    private final String prefix;
    private long samples;
    private long inside;

    /** @param prefix how names of the classes begin */
    CodeShare(String prefix) {
        this.prefix = prefix;
    }

    /** Runs a step and counts its samples to those before; the file is for the while. */
    void during(Bench.Step step, Path file) throws IOException {
        try (Recording recording = new Recording()) {
            recording.enable(SAMPLE).withPeriod(PERIOD);
            recording.start();
            step.run();
            recording.stop();
            recording.dump(file);
        }
        try (RecordingFile events = new RecordingFile(file)) {
            while (events.hasMoreEvents()) {
                RecordedEvent event = events.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    samples++;
                    inside += isInside(event.getStackTrace().getFrames()) ? 1 : 0;
                }
            }
        }
    }

    private boolean isInside(List<RecordedFrame> frames) {
        return frames.stream()
                .anyMatch(frame -> frame.getMethod().getType().getName().startsWith(prefix));
    }

    /** 0 to 100; 0 when there was no sample. */
    double percent() {
        return samples == 0 ? 0 : 100.0 * inside / samples;
    }

    long samples() {
        return samples;
    }
}
