package dev.footfall.jobs.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of a catalogue's database: Iceberg's two, in the form that its JDBC catalogue defines, and our own two. */
final class CatalogueSchema {
    /** Numbers of the advisory lock under which the tables are made and warehouses registered; "foot", "fall". */
    private static final String MAKING = "SELECT pg_advisory_xact_lock(1718579060, 1717660780)";

    private static final List<String> TABLES = List.of("""
            CREATE TABLE IF NOT EXISTS iceberg_tables (
              catalog_name varchar(255) NOT NULL,
              table_namespace varchar(255) NOT NULL,
              table_name varchar(255) NOT NULL,
              metadata_location varchar(1000),
              previous_metadata_location varchar(1000),
              iceberg_type varchar(5),
              PRIMARY KEY (catalog_name, table_namespace, table_name)
            )
            """, """
            CREATE TABLE IF NOT EXISTS iceberg_namespace_properties (
              catalog_name varchar(255) NOT NULL,
              namespace varchar(255) NOT NULL,
              property_key varchar(255),
              property_value varchar(1000),
              PRIMARY KEY (catalog_name, namespace, property_key)
            )
            """, """
            CREATE TABLE IF NOT EXISTS footfall_warehouses (
              name varchar(255) PRIMARY KEY,
              location varchar(1000) NOT NULL,
              made boolean NOT NULL DEFAULT false
            )
            """, """
            CREATE TABLE IF NOT EXISTS footfall_leases (
              warehouse varchar(255) NOT NULL,
              owner varchar(255) NOT NULL,
              exclusive boolean NOT NULL,
              ends timestamptz NOT NULL,
              PRIMARY KEY (warehouse, owner)
            )
            """);

    private CatalogueSchema() {}

    /** Makes what is missing; who may not make tables can use those that are there. */
    static void make(Connection connection) throws SQLException {
        if (present(connection)) {
            return;
        }
        boolean before = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(MAKING);
            for (String table : TABLES) {
                statement.execute(table);
            }
            connection.commit();
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(before);
        }
    }

    /** Whether the tables are there; the last that is made tells. */
    static boolean present(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT to_regclass('footfall_leases') IS NOT NULL");
                ResultSet row = statement.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
