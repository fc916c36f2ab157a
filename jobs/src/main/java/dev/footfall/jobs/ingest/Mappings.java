package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.Configuration;
import dev.footfall.log.LogFormat;
import dev.footfall.log.Mapping;
import dev.footfall.log.NdjsonFormat;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Formats given by mapping files. */
final class Mappings {
    private Mappings() {}

    /** The formats of the mapping files that a configuration names. */
    static List<LogFormat> of(Configuration configuration) {
        return configuration.mappings().stream()
                .map(file -> read(Path.of(file)))
                .toList();
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
