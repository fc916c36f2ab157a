package dev.footfall.jobs;

import dev.footfall.jobs.config.CatalogSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A real PostgreSQL, one for all tests of a JVM, started by the first that needs it and ended with the JVM. It asks user
 * {@code footfall} for the password that the build puts into the environment. Where it cannot start, tests are skipped
 * and the reason is shouted.
 */
public final class TestDatabase {
    /** Environment variable with the right password. */
    public static final String PASSWORD_VARIABLE = "FOOTFALL_TEST_DATABASE_PASSWORD";

    private static @Nullable TestDatabase running;
    private static @Nullable String reason;

    private final EmbeddedPostgres server;

    private TestDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /** The database; aborts the test where there can be none. */
    public static synchronized TestDatabase get() {
        if (running == null && reason == null) {
            try {
                TestDatabase started = new TestDatabase(EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setLocaleConfig("locale", "C")
                        .start());
                started.askForPasswords();
                running = started;
            } catch (IOException | RuntimeException e) {
                reason = String.valueOf(e.getMessage());
                System.err.println("=================================================================");
                System.err.println("NOT TESTED: the catalogue in a database. PostgreSQL does not start");
                System.err.println("here: " + reason);
                System.err.println("=================================================================");
            }
        }
        Assumptions.assumeTrue(running != null, () -> "PostgreSQL does not start here: " + reason);
        return java.util.Objects.requireNonNull(running);
    }

    /** The password of the user {@code footfall}. */
    public static String password() {
        return System.getenv(PASSWORD_VARIABLE);
    }

    private void askForPasswords() throws IOException {
        execute("CREATE ROLE footfall LOGIN PASSWORD '" + password() + "'");
        execute("CREATE ROLE guest LOGIN PASSWORD '" + password() + "'");
        execute("CREATE DATABASE footfall OWNER footfall");
        Path rules = Path.of(text("SHOW hba_file"));
        Files.writeString(rules, """
                local all postgres trust
                host all postgres all trust
                host all all all scram-sha-256
                """);
        execute("SELECT pg_reload_conf()");
        while (!refusesAWrongPassword()) {
            Thread.onSpinWait(); // the server reads its rules a moment after it was told to
        }
    }

    private boolean refusesAWrongPassword() {
        try {
            DriverManager.getConnection(uri(), "footfall", "wrong").close();
            return false;
        } catch (SQLException e) {
            return true;
        }
    }

    /** Address of the database, without user and password. */
    public String uri() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/footfall";
    }

    /** Settings with which a warehouse of a name can be used. */
    public CatalogSettings settings(String name) {
        return new CatalogSettings(uri(), "footfall", PASSWORD_VARIABLE, null, name);
    }

    /** Writes a configuration with these settings. */
    public Path configuration(Path file, String name) {
        return Samples.write(file, """
                catalog:
                  uri: %s
                  user: footfall
                  password_variable: %s
                  name: %s
                """.formatted(uri(), PASSWORD_VARIABLE, name));
    }

    /** Does something as the administrator of the server, in the database that footfall uses once that is there. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value that a query gives. */
    public String text(String sql) {
        List<String> rows = column(sql);
        return rows.get(0);
    }

    /** The first value of each row that a query gives. */
    public List<String> column(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Connection connect() throws SQLException {
        try {
            return server.getDatabase("postgres", "footfall").getConnection();
        } catch (SQLException e) {
            return server.getPostgresDatabase().getConnection();
        }
    }

    /** Lets the term of every lease on a warehouse end, as if its holders had been suspended for long. */
    public void endLeases(String name) {
        execute("UPDATE footfall_leases SET ends = clock_timestamp() - interval '1 second' WHERE warehouse = '" + name
                + "'");
    }

    /** Where the tables of a warehouse stand, to go back to. */
    public Map<String, String> pointers(String name) {
        Map<String, String> pointers = new TreeMap<>();
        for (String row : column("SELECT table_namespace || ' ' || table_name || ' ' || metadata_location"
                + " FROM iceberg_tables WHERE catalog_name = '" + name + "'")) {
            int location = row.lastIndexOf(' ');
            pointers.put(row.substring(0, location), row.substring(location + 1));
        }
        return pointers;
    }

    /** Puts the tables of a warehouse back to where they stood, and frees it. */
    public void restore(String name, Map<String, String> pointers) {
        StringBuilder sql = new StringBuilder("DELETE FROM footfall_leases WHERE warehouse = '" + name + "';");
        pointers.forEach((table, location) -> sql.append("UPDATE iceberg_tables SET metadata_location = '")
                .append(location)
                .append("' WHERE catalog_name = '")
                .append(name)
                .append("' AND table_namespace || ' ' || table_name = '")
                .append(table)
                .append("';"));
        execute(sql.toString());
    }
}
