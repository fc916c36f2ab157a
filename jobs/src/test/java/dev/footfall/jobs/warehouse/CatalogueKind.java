package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.Cli;
import dev.footfall.jobs.TestDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;

/** Both catalogues, for tests of what must be the same under either. */
public enum CatalogueKind {
    /** In the warehouse's directory. */
    DIRECTORY {
        @Override
        public void prepare(Path directory) {}

        @Override
        public List<Object> options(Path directory) {
            return List.of();
        }

        @Override
        public Warehouse open(Path directory) {
            return Warehouse.open(directory);
        }

        @Override
        Map<String, String> pointers(Path directory) {
            return Map.of();
        }

        @Override
        void restore(Path directory, Map<String, String> pointers) {}
    },
    /** In a database; the warehouse is called as its directory. */
    DATABASE {
        @Override
        public void prepare(Path directory) {
            TestDatabase.get().configuration(configuration(directory), warehouseName(directory));
        }

        @Override
        public List<Object> options(Path directory) {
            return List.of("--config", configuration(directory));
        }

        @Override
        public Warehouse open(Path directory) {
            return Warehouse.open(directory, TestDatabase.get().settings(warehouseName(directory)));
        }

        @Override
        Map<String, String> pointers(Path directory) {
            return TestDatabase.get().pointers(warehouseName(directory));
        }

        @Override
        void restore(Path directory, Map<String, String> pointers) {
            TestDatabase.get().restore(warehouseName(directory), pointers);
        }
    };

    private static Path configuration(Path directory) {
        return directory.resolveSibling(directory.getFileName() + ".yaml");
    }

    private static String warehouseName(Path directory) {
        return directory.getFileName().toString();
    }

    /** Makes ready for a warehouse in a directory that is not there yet, whose name no other test uses. */
    public abstract void prepare(Path directory);

    /** Options by which commands find the catalogue. */
    public abstract List<Object> options(Path directory);

    /** Opens the warehouse. */
    public abstract Warehouse open(Path directory);

    /** Where the tables stand, as far as the directory does not say it. */
    abstract Map<String, String> pointers(Path directory);

    /** Puts the tables back to where they stood. */
    abstract void restore(Path directory, Map<String, String> pointers);

    /** Ingests into the warehouse, as JSON. */
    public List<Map<String, Object>> ingest(Path directory, Object... arguments) {
        List<Object> all = new java.util.ArrayList<>(options(directory));
        all.addAll(List.of(arguments));
        return Cli.ingest(directory, all.toArray());
    }

    /** Runs a command on the warehouse. */
    public Cli.Run run(Path directory, Object... arguments) {
        List<Object> all = new java.util.ArrayList<>(List.of("--warehouse", directory));
        all.addAll(options(directory));
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray());
    }

    /** Makes a directory what another is. */
    static void copyOver(Path directory, Path from) {
        FileUtil.fullyDelete(directory.toFile());
        WarehouseFiles.copy(from, directory);
    }
}
