package dev.footfall.jobs;

import dev.footfall.jobs.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the global options come to: the configuration in force and the warehouse's directory. */
public record Workspace(Configuration configuration, Path warehouse) {
    private static final Path DEFAULT_WAREHOUSE = Path.of("warehouse");

    /** Reads the configuration that the options name, else ./footfall.yaml when it exists. */
    public static Workspace of(GlobalOptions options) {
        Path file = options.config();
        if (file == null && Files.isRegularFile(Path.of(Configuration.DEFAULT_FILE))) {
            file = Path.of(Configuration.DEFAULT_FILE);
        }
        Configuration configuration = file == null ? Configuration.defaults() : Configuration.load(file);
        Path warehouse = options.warehouse();
        if (warehouse == null) {
            warehouse = configuration.warehouse() == null ? DEFAULT_WAREHOUSE : Path.of(configuration.warehouse());
        }
        return new Workspace(configuration, warehouse);
    }
}
