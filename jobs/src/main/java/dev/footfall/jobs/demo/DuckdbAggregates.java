package dev.footfall.jobs.demo;

import dev.footfall.jobs.UserException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/**
 * Five aggregates over a combined log in DuckDB, which knows no logs: a regular expression takes the lines apart. Its driver
 * is no part of the program; it is loaded from a jar that the user names.
 */
final class DuckdbAggregates {
    private static final String DRIVER = "org.duckdb.DuckDBDriver";
    private static final String COMBINED =
            "^(\\S+) \\S+ .* \\[(\\d+/\\w+/\\d+:\\d+)[^\\]]*\\] \"\\S+ (\\S+)[^\"]*\" (\\d+) (\\d+)";

    private DuckdbAggregates() {}

    /** The statements, one to read the log and five to ask. */
    static List<String> statements(Path log) {
        // A delimiter that no log holds makes each line one column.
        String read = """
                CREATE TEMP TABLE hits AS
                SELECT f.client, f.hour, f.page, f.status, CAST(f.bytes AS BIGINT) AS bytes
                FROM (
                  SELECT regexp_extract(line, '%s', ['client', 'hour', 'page', 'status', 'bytes']) AS f
                  FROM read_csv('%s', columns = {'line': 'VARCHAR'}, delim = E'\\x01', quote = '', escape = '',
                                header = false, auto_detect = false))
                WHERE f.status <> ''""".formatted(COMBINED, log.toString().replace("'", "''"));
        return List.of(
                read,
                "SELECT status, count(*) FROM hits GROUP BY status",
                "SELECT sum(bytes) FROM hits",
                "SELECT page, count(*) AS n FROM hits GROUP BY page ORDER BY n DESC LIMIT 20",
                "SELECT count(DISTINCT client) FROM hits",
                "SELECT hour, count(*) FROM hits GROUP BY hour");
    }

    /**
     * Runs them in this process; how much memory that takes cannot be told.
     *
     * @throws IOException when the jar cannot be read
     * @throws UserException when it is no driver of DuckDB
     */
    static TimedProcess run(Path jar, Path log) throws IOException {
        if (!Files.isReadable(jar)) {
            throw new UserException("cannot read " + jar, "name DuckDB's JDBC driver with --duckdb-jar FILE");
        }
        URL[] driver = {jar.toUri().toURL()};
        long start = System.nanoTime();
        try (URLClassLoader loader = new URLClassLoader(driver, ClassLoader.getPlatformClassLoader());
                Connection connection = connect(loader, jar);
                Statement statement = connection.createStatement()) {
            for (String sql : statements(log)) {
                statement.execute(sql);
            }
            return new TimedProcess((System.nanoTime() - start) / 1e9, null, null);
        } catch (SQLException e) {
            return new TimedProcess((System.nanoTime() - start) / 1e9, null, String.valueOf(e.getMessage()));
        }
    }

    private static Connection connect(ClassLoader loader, Path jar) throws SQLException {
        try {
            Driver driver =
                    (Driver) loader.loadClass(DRIVER).getDeclaredConstructor().newInstance();
            return driver.connect("jdbc:duckdb:", new Properties());
        } catch (ReflectiveOperationException e) {
            throw new UserException(
                    jar + " holds no driver of DuckDB", "name DuckDB's JDBC driver with --duckdb-jar FILE");
        }
    }
}
