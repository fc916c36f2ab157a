package dev.footfall.jobs.ingest;

import dev.footfall.jobs.config.Configuration;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of commands that locate clients: they outrank the configuration's databases. */
final class DatabaseOptions {
    @Option(names = "--geo", paramLabel = "FILE", description = "City database (MMDB).")
    @Nullable
    Path geo;

    @Option(names = "--asn", paramLabel = "FILE", description = "ASN database (MMDB).")
    @Nullable
    Path asn;

    @Option(names = "--networks", paramLabel = "FILE", description = "Named client networks (CSV: cidr,name[,asn]).")
    @Nullable
    Path networks;

    /** The configuration with what was given in place of what it names. */
    Configuration over(Configuration configuration) {
        return configuration.with(absolute(geo), absolute(asn), absolute(networks));
    }

    private static @Nullable String absolute(@Nullable Path path) {
        return path == null ? null : path.toAbsolutePath().toString();
    }
}
