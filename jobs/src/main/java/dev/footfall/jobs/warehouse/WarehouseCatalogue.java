package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.CatalogSettings;
import dev.footfall.table.TableSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.jspecify.annotations.Nullable;

/** Where a warehouse keeps its table pointers and its lock. Data files lie in its directory in either case. */
sealed interface WarehouseCatalogue extends Fence permits DirectoryCatalogue, DatabaseCatalogue {
    /**
     * The catalogue of a warehouse that exists.
     *
     * @throws UserException when it was made with the other kind or under another name, or the catalogue cannot be used
     */
    static WarehouseCatalogue open(Path directory, WarehouseMarker marker, @Nullable CatalogSettings settings) {
        String name = marker.databaseName().orElse(null);
        if (settings == null) {
            if (name != null) {
                throw new UserException(
                        "warehouse " + directory + " has its catalogue in a database, under the name '" + name + "'",
                        "name the database under catalog: in footfall.yaml");
            }
            return DirectoryCatalogue.open(directory);
        }
        if (name == null) {
            throw new UserException(
                    "warehouse " + directory + " has its catalogue in its directory, not in " + settings.place(),
                    "take catalog: out of footfall.yaml, or name another directory with --warehouse");
        }
        if (!name.equals(settings.name())) {
            throw new UserException(
                    "warehouse " + directory + " is called '" + name + "', and catalog.name is '" + settings.name()
                            + "'",
                    "set catalog.name to '" + name + "', or name another directory with --warehouse");
        }
        return DatabaseCatalogue.open(directory, settings);
    }

    /** Iceberg's view of it; commits through it pass the fence. */
    Catalog tables();

    /** Whether a table is there. */
    boolean holds(TableSpec spec);

    /**
     * Takes the lock, waiting for others.
     *
     * @throws UserException when another still holds it in the end
     */
    WarehouseLock lock(boolean shared);

    /** Properties of the same catalogue for Spark, without the prefix that names it there; no password is among them. */
    Map<String, String> forSpark();

    /** Name of the warehouse in its database; empty when the catalogue lies in the directory. */
    Optional<String> databaseName();
}
