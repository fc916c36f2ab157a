package dev.footfall.jobs.warehouse;

import dev.footfall.table.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.hadoop.HadoopCatalog;

/** Table pointers in the directory of each table, and a lock file: for the disk of one machine. */
final class DirectoryCatalogue implements WarehouseCatalogue {
    /** Name of the lock file. */
    static final String LOCK = "lock";

    private final Path directory;
    private final Catalog tables;

    private DirectoryCatalogue(Path directory) {
        this.directory = directory;
        this.tables = new HadoopCatalog(Warehouse.hadoop(), Warehouse.location(directory));
    }

    /**
     * The catalogue in a directory, which may be about to be made.
     *
     * @throws dev.footfall.jobs.UserException when the directory is on a network file system
     */
    static DirectoryCatalogue open(Path directory) {
        LocalDisk.require(directory);
        return new DirectoryCatalogue(directory);
    }

    /** As {@link #forSpark}, for a warehouse that need not exist yet. */
    static Map<String, String> forSpark(Path directory) {
        return Map.of("type", "hadoop", "warehouse", Warehouse.location(directory));
    }

    @Override
    public Catalog tables() {
        return tables;
    }

    @Override
    public boolean holds(TableSpec spec) {
        return Files.isDirectory(
                directory.resolve(spec.vault().label()).resolve(spec.name()).resolve("metadata"));
    }

    @Override
    public WarehouseLock lock(boolean shared) {
        return LockFile.take(directory.resolve(LOCK), shared, WarehouseLock.PATIENCE);
    }

    /** The operating system takes a lock from nobody who lives, so there is nothing to ask. */
    @Override
    public void guard(Runnable step) {
        step.run();
    }

    @Override
    public Map<String, String> forSpark() {
        return forSpark(directory);
    }

    @Override
    public Optional<String> databaseName() {
        return Optional.empty();
    }
}
