package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.config.CatalogSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.jdbc.JdbcClientPool;
import org.jspecify.annotations.Nullable;

/**
 * Iceberg's catalogue in a database. Spark makes one from properties, so it is public; the password is in none of them:
 * properties go to executors, show in Spark's pages and end in event logs.
 */
public final class DatabaseTables extends JdbcCatalog {
    /** Not {@code user}: that is what Iceberg calls the user of Spark. */
    private static final String USER = "database-user";

    private static final String PASSWORD_VARIABLE = "database-password-variable";
    private static final String SCHEMA = "database-schema";
    private static final String NAME = "warehouse-name";

    /** One connection for each warehouse that the process uses: catalogues come and go and close none. */
    private static final Map<CatalogSettings, JdbcClientPool> CONNECTIONS = new HashMap<>();

    private final @Nullable Fence fence;

    /** For Spark, which reads only; commits through it pass no fence. */
    public DatabaseTables() {
        super(null, properties -> connections(CatalogueDatabase.of(settings(properties), System.getenv())), false);
        this.fence = null;
    }

    private DatabaseTables(CatalogueDatabase database, Fence fence) {
        super(null, properties -> connections(database), false);
        this.fence = fence;
    }

    /** The tables of a warehouse whose location is a URI; each commit passes the fence. */
    static DatabaseTables of(CatalogueDatabase database, String location, Fence fence) {
        DatabaseTables tables = new DatabaseTables(database, fence);
        tables.setConf(Warehouse.hadoop());
        tables.initialize(database.settings().name(), properties(database.settings(), location));
        return tables;
    }

    /** What Spark needs to make the same catalogue. */
    static Map<String, String> properties(CatalogSettings settings, String location) {
        Map<String, String> properties = new HashMap<>();
        properties.put(CatalogProperties.URI, settings.uri());
        properties.put(CatalogProperties.WAREHOUSE_LOCATION, location);
        properties.put(NAME, settings.name());
        putIfKnown(properties, USER, settings.user());
        putIfKnown(properties, PASSWORD_VARIABLE, settings.passwordVariable());
        putIfKnown(properties, SCHEMA, settings.schema());
        return properties;
    }

    private static void putIfKnown(Map<String, String> properties, String key, @Nullable String value) {
        if (value != null) {
            properties.put(key, value);
        }
    }

    private static CatalogSettings settings(Map<String, String> properties) {
        return new CatalogSettings(
                Objects.requireNonNull(properties.get(CatalogProperties.URI)),
                properties.get(USER),
                properties.get(PASSWORD_VARIABLE),
                properties.get(SCHEMA),
                properties.get(NAME));
    }

    private static JdbcClientPool connections(CatalogueDatabase database) {
        synchronized (CONNECTIONS) {
            return CONNECTIONS.computeIfAbsent(database.settings(), settings -> new Connections(database));
        }
    }

    /** The name is that of the warehouse in the database, whatever Spark calls the catalogue. */
    @Override
    public void initialize(@Nullable String name, Map<String, String> properties) {
        super.initialize(properties.get(NAME), properties);
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier identifier) {
        TableOperations operations = super.newTableOps(identifier);
        return fence == null ? operations : new FencedOperations(operations, fence);
    }

    /** Closes nothing: the connection is for the other catalogues of this process, too. */
    @Override
    public void close() {}

    /**
     * One connection, replaced before it is used when the server has ended it meanwhile. What was begun is never done
     * again: whether a pointer moved when its connection broke, only the tables tell.
     */
    private static final class Connections extends JdbcClientPool {
        private static final int VALID_WITHIN_SECONDS = 5;

        private final CatalogueDatabase database;
        private @Nullable Connection connection;

        Connections(CatalogueDatabase database) {
            super(1, database.settings().uri(), Map.of());
            this.database = database;
        }

        @Override
        public synchronized <R> R run(Action<R, Connection, SQLException> action)
                throws SQLException, InterruptedException {
            return action.run(usable());
        }

        @Override
        public <R> R run(Action<R, Connection, SQLException> action, boolean retry)
                throws SQLException, InterruptedException {
            return run(action);
        }

        private Connection usable() throws SQLException {
            Connection usable = connection;
            if (usable == null || !usable.isValid(VALID_WITHIN_SECONDS)) {
                if (usable != null) {
                    usable.close();
                }
                usable = database.connect();
                connection = usable;
            }
            return usable;
        }
    }
}
