package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.CatalogSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Whether the catalogue of a warehouse can be used from here, before a warehouse needs it. Changes nothing. */
public final class CatalogueCheck {
    /** The rights of a reader; a writer needs those on all tables. */
    private static final String RIGHTS = """
            SELECT has_table_privilege('footfall_leases', 'SELECT')
              AND has_table_privilege('footfall_leases', 'INSERT')
              AND has_table_privilege('footfall_leases', 'UPDATE')
              AND has_table_privilege('footfall_leases', 'DELETE')
              AND has_table_privilege('footfall_warehouses', 'SELECT')
              AND has_table_privilege('iceberg_tables', 'SELECT')
            """;

    private static final String MAY_MAKE = "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)";

    private static final String VERSION = "SELECT split_part(current_setting('server_version'), ' ', 1)";

    private CatalogueCheck() {}

    /**
     * Looks at the catalogue.
     *
     * @param directory directory of the warehouse, which need not exist
     * @param settings database of the catalogue; {@code null} when it lies in the directory
     * @return where the catalogue is
     * @throws UserException when it cannot be used
     */
    public static String of(Path directory, @Nullable CatalogSettings settings) {
        if (settings == null) {
            LocalDisk.require(directory);
            return "in the warehouse's directory, for one machine";
        }
        CatalogueDatabase database = CatalogueDatabase.of(settings, System.getenv());
        try (Connection connection = database.connect()) {
            boolean present = CatalogueSchema.present(connection);
            if (!Boolean.parseBoolean(ask(connection, present ? RIGHTS : MAY_MAKE))) {
                throw new UserException(
                        "no permission to " + (present ? "use" : "make") + " the catalogue's tables in "
                                + settings.place(),
                        "grant it as docs/operations.md says, or check catalog.user and catalog.schema");
            }
            return "'" + settings.name() + "' in " + settings.place() + ", PostgreSQL " + ask(connection, VERSION)
                    + (present ? "" : ", not made yet");
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }

    /** One value as text. */
    private static String ask(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return String.valueOf(row.getObject(1));
        }
    }
}
