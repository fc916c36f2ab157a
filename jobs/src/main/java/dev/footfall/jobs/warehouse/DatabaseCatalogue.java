package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.CatalogSettings;
import dev.footfall.table.TableSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Table pointers and leases in a database, so that several machines can share the warehouse's directory. The database
 * knows each warehouse by its name and location, and whether it was made to the end.
 */
final class DatabaseCatalogue implements WarehouseCatalogue {
    private static final String REGISTER = """
            INSERT INTO footfall_warehouses (name, location)
            VALUES (?, ?)
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String FIND = "SELECT location, made FROM footfall_warehouses WHERE name = ?";

    private static final String FORGET_POINTERS = "DELETE FROM iceberg_tables WHERE catalog_name = ?";

    private static final String MADE = "UPDATE footfall_warehouses SET made = true WHERE name = ?";

    /**
     * What the database knows of a warehouse.
     *
     * @param location URI of the directory, without a slash at its end
     * @param made whether all its tables were made
     */
    private record Registered(String location, boolean made) {}

    private final CatalogueDatabase database;
    private final Path directory;
    private final Registered registered;
    private final DatabaseTables tables;
    private final LeaseRow.Term term;

    /** The lease under which this process writes. */
    private @Nullable LeaseRow writer;

    private DatabaseCatalogue(CatalogueDatabase database, Path directory, Registered registered, LeaseRow.Term term) {
        this.database = database;
        this.directory = directory;
        this.registered = registered;
        this.term = term;
        this.tables = DatabaseTables.of(database, registered.location(), this);
    }

    /**
     * The catalogue of a warehouse that exists.
     *
     * @throws UserException when the database cannot be used, or does not know the warehouse
     */
    static DatabaseCatalogue open(Path directory, CatalogSettings settings) {
        CatalogueDatabase database = CatalogueDatabase.of(settings, System.getenv());
        try (Connection connection = database.connect()) {
            Registered known = CatalogueSchema.present(connection)
                    ? find(connection, settings.name()).orElse(null)
                    : null;
            if (known == null) {
                throw new UserException(
                        "the database " + settings.place() + " does not know warehouse '" + settings.name() + "'",
                        "check catalog.uri, catalog.schema and catalog.name, or restore the database");
            }
            requireSame(known, directory, settings);
            return new DatabaseCatalogue(database, directory, known, LeaseRow.Term.USUAL);
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }

    /**
     * The catalogue of a warehouse that is about to be made in a directory, or whose making was broken off there.
     *
     * @throws UserException when the database cannot be used, or has another warehouse of this name
     */
    static DatabaseCatalogue register(Path directory, CatalogSettings settings) {
        CatalogueDatabase database = CatalogueDatabase.of(settings, System.getenv());
        try (Connection connection = database.connect()) {
            CatalogueSchema.make(connection);
            try (PreparedStatement statement = connection.prepareStatement(REGISTER)) {
                statement.setString(1, settings.name());
                statement.setString(2, location(directory));
                statement.executeUpdate();
            }
            Registered known = find(connection, settings.name()).orElseThrow();
            requireSame(known, directory, settings);
            if (known.made() && !Files.exists(directory.resolve(DirectoryCatalogue.LOCK))) {
                throw new UserException(
                        "the database " + settings.place() + " knows warehouse '" + settings.name() + "' at "
                                + directory + ", where there is none",
                        "mount its file system, or restore it; if it is gone for good, choose another catalog.name");
            }
            return new DatabaseCatalogue(database, directory, known, LeaseRow.Term.USUAL);
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }

    private static Optional<Registered> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Registered(row.getString("location"), row.getBoolean("made")))
                        : Optional.empty();
            }
        }
    }

    private static String location(Path directory) {
        return Warehouse.location(directory.toAbsolutePath().normalize());
    }

    /** Tables know their files by absolute paths, so that a warehouse must stand where it was made. */
    private static void requireSame(Registered known, Path directory, CatalogSettings settings) {
        if (known.location().equals(location(directory))) {
            return;
        }
        Path recorded = Warehouse.path(known.location());
        try {
            if (Files.exists(directory) && Files.exists(recorded) && Files.isSameFile(recorded, directory)) {
                return;
            }
        } catch (IOException e) {
            // Not to be told apart: then the names count.
        }
        throw new UserException(
                "in the database " + settings.place() + " the name '" + settings.name() + "' is that of the warehouse "
                        + recorded + ", not of " + directory,
                "choose another catalog.name for this one, or mount the directory where it was made");
    }

    /**
     * Says under the exclusive lock that the tables are about to be made: what a making that was broken off left is
     * forgotten, for it holds no rows.
     */
    void beginMaking() {
        if (!registered.made()) {
            guard(() -> update(FORGET_POINTERS));
        }
    }

    /** Says that all tables are made. */
    void endMaking() {
        guard(() -> update(MADE));
    }

    private void update(String sql) {
        try (Connection connection = database.connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, database.settings().name());
            statement.executeUpdate();
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }

    @Override
    public Catalog tables() {
        return tables;
    }

    @Override
    public boolean holds(TableSpec spec) {
        return tables.tableExists(TableIdentifier.of(Namespace.of(spec.vault().label()), spec.name()));
    }

    @Override
    public WarehouseLock lock(boolean shared) {
        LeaseRow lease = LeaseRow.take(
                database,
                new LeaseRow.Claim(database.settings().name(), directory, shared),
                term,
                WarehouseLock.PATIENCE);
        if (!shared) {
            writer = lease;
        }
        return lease;
    }

    @Override
    public void guard(Runnable step) {
        LeaseRow lease = writer;
        if (lease == null) {
            throw new IllegalStateException("only who holds the warehouse alone may change it");
        }
        lease.guard(step);
    }

    @Override
    public Map<String, String> forSpark() {
        Map<String, String> properties = DatabaseTables.properties(database.settings(), registered.location());
        properties.put("catalog-impl", DatabaseTables.class.getName());
        return properties;
    }

    @Override
    public Optional<String> databaseName() {
        return Optional.of(database.settings().name());
    }
}
