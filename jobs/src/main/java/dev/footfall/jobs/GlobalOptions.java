package dev.footfall.jobs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
public final class GlobalOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Configuration; ./footfall.yaml is read when it exists.")
    @Nullable
    Path config;

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where tables and keys live (default: the configuration's, else ./warehouse).")
    @Nullable
    Path warehouse;

    /** The configuration file named, if one was. */
    public @Nullable Path config() {
        return config;
    }

    /** The warehouse named, if one was. */
    public @Nullable Path warehouse() {
        return warehouse;
    }
}
