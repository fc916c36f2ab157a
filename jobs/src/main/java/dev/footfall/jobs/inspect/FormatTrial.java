package dev.footfall.jobs.inspect;

import dev.footfall.jobs.UserException;
import dev.footfall.log.Detection;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.log.Mapping;
import dev.footfall.log.NdjsonFormat;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tries formats on the first lines of a file. */
final class FormatTrial {
    private final List<LogFormat> mapped;

    private FormatTrial(List<LogFormat> mapped) {
        this.mapped = mapped;
    }

    /**
     * A trial of the bundled formats and of these mappings.
     *
     * @throws UserException when a mapping cannot be read
     * @throws dev.footfall.log.FormatException when a mapping is faulty
     */
    static FormatTrial withMappings(List<Path> mappings) {
        List<LogFormat> formats = new ArrayList<>();
        for (Path file : mappings) {
            formats.add(NdjsonFormat.of(Mapping.parse(text(file), file.toString())));
        }
        return new FormatTrial(formats);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UserException(
                    "cannot read the mapping " + file + " (" + Reason.of(e) + ")",
                    "name a readable YAML file with --mapping");
        }
    }

    /**
     * How the format that was asked for, or the one that fits best, does on these lines.
     *
     * @param asked name of a format or of a mapping, a format string, {@code ndjson} for the only mapping, or null for
     *     whichever fits
     * @return empty when none was asked for and none parses half of the lines
     */
    Optional<Detection> run(@Nullable String asked, List<byte[]> lines) {
        if (asked != null && !asked.equals("auto")) {
            return Optional.of(Detection.of(named(asked), lines));
        }
        return LogFormats.detect(lines, mapped);
    }

    /** What the lines look like, for a message: empty text, or {@code ; closest is } and how it does. */
    String closest(List<byte[]> lines) {
        return LogFormats.closest(lines, mapped)
                .map(found -> "; closest is " + found.summary())
                .orElse("");
    }

    private LogFormat named(String asked) {
        boolean onlyMapping = asked.equals("ndjson") && mapped.size() == 1;
        return mapped.stream()
                .filter(format -> onlyMapping || format.name().equals(asked))
                .findFirst()
                .orElseGet(() -> LogFormats.find(asked));
    }
}
