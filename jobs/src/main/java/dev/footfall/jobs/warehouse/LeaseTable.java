package dev.footfall.jobs.warehouse;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The leases of one warehouse in the database. All times are the database's. */
final class LeaseTable {
    /** A holder that is in the midst of a step has its row locked; waiting longer would outlast the patience asked for. */
    private static final String IMPATIENT = "SET LOCAL lock_timeout = '2s'";

    /** What PostgreSQL calls a lock that was not to be had in time. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Who takes a lease is alone for so long; the number tells warehouses of one database apart. */
    private static final String ALONE = "SELECT pg_advisory_xact_lock(1818583411, hashtext(?))";

    private static final String DELETE_ENDED = """
            DELETE FROM footfall_leases
            WHERE warehouse = ? AND ends <= clock_timestamp()
            """;

    private static final String TAKE = """
            INSERT INTO footfall_leases (warehouse, owner, exclusive, ends)
            SELECT ?, ?, ?, clock_timestamp() + make_interval(secs => ?)
            WHERE NOT EXISTS (
              SELECT FROM footfall_leases
              WHERE warehouse = ? AND (exclusive OR ?))
            """;

    private static final String RENEW = """
            UPDATE footfall_leases
            SET ends = clock_timestamp() + make_interval(secs => ?)
            WHERE warehouse = ? AND owner = ?
            """;

    private static final String DELETE = """
            DELETE FROM footfall_leases
            WHERE warehouse = ? AND owner = ?
            """;

    private static final String OWNERS = """
            SELECT owner FROM footfall_leases
            WHERE warehouse = ?
            ORDER BY exclusive DESC, owner
            """;

    private final String warehouse;
    private final double lastsSeconds;

    LeaseTable(String warehouse, Duration lasts) {
        this.warehouse = warehouse;
        this.lastsSeconds = lasts.toMillis() / 1000.0;
    }

    /** Takes a lease if nobody holds one that excludes it; leases that have ended are deleted first. */
    boolean take(Connection connection, String owner, boolean shared) throws SQLException {
        connection.setAutoCommit(false);
        try {
            boolean taken = takeAlone(connection, owner, shared);
            connection.commit();
            return taken;
        } catch (SQLException e) {
            connection.rollback();
            if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private boolean takeAlone(Connection connection, String owner, boolean shared) throws SQLException {
        execute(connection, IMPATIENT);
        execute(connection, ALONE, warehouse);
        update(connection, DELETE_ENDED, warehouse);
        return update(connection, TAKE, warehouse, owner, !shared, lastsSeconds, warehouse, !shared) == 1;
    }

    /** Gives the lease a full term from now on; false when it is gone. */
    boolean renew(Connection connection, String owner) throws SQLException {
        return update(connection, RENEW, lastsSeconds, warehouse, owner) == 1;
    }

    /** Gives the lease back; false when it was gone. */
    boolean delete(Connection connection, String owner) throws SQLException {
        return update(connection, DELETE, warehouse, owner) == 1;
    }

    /** Who holds leases, a writer first. */
    List<String> owners(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection, OWNERS, warehouse);
                ResultSet rows = statement.executeQuery()) {
            List<String> owners = new ArrayList<>();
            while (rows.next()) {
                owners.add(rows.getString(1));
            }
            return owners;
        }
    }

    private static int update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            statement.execute();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
