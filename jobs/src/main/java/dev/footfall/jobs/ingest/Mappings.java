package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.log.Mapping;
import dev.footfall.log.NdjsonFormat;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Formats given by mapping files. */
final class Mappings {
    private Mappings() {}

    /** The formats of the mapping files that a configuration names. */
    static List<LogFormat> of(Configuration configuration) {
        return configuration.mappings().stream()
                .map(file -> read(Path.of(file)))
                .toList();
    }

    /**
     * The format that {@code --format} and {@code --mapping} name; {@code null} for {@code auto}.
     *
     * @throws UserException when the two do not go together
     */
    static @Nullable LogFormat chosen(String format, @Nullable Path mapping) {
        if (mapping != null) {
            if (!format.equals("auto") && !format.equals("ndjson")) {
                throw new UserException(
                        "--mapping goes with --format ndjson, not with " + format, "leave one of the two out");
            }
            return read(mapping);
        }
        return format.equals("auto") ? null : LogFormats.find(format);
    }

    /** The format of a mapping file. */
    static LogFormat read(Path file) {
        try {
            return NdjsonFormat.of(Mapping.parse(Files.readString(file), file.toString()));
        } catch (IOException e) {
            throw new UserException(
                    "cannot read the mapping " + file + " (" + Reason.of(e) + ")",
                    "name a readable file with --mapping or under mappings: in footfall.yaml");
        }
    }
}
