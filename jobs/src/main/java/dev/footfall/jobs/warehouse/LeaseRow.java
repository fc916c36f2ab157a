package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lock of a warehouse that several machines share: a row in the catalogue's database with a term, which a thread
 * renews well before it ends. Terms are counted by the database's clock alone. A row whose term has ended may be deleted
 * by whoever wants the lock; as long as it stands, its holder has the lock, even if it renews it late.
 */
final class LeaseRow implements WarehouseLock {
    /**
     * How long a lease lasts, and how often it is renewed.
     *
     * @param lasts from one renewal on; so long does the lock of a killed process stand
     * @param renewed time between two renewals
     */
    record Term(Duration lasts, Duration renewed) {
        /** Half of the patience of those who wait, and three renewals may fail. */
        static final Term USUAL = new Term(Duration.ofSeconds(60), Duration.ofSeconds(15));
    }

    /**
     * What is asked for.
     *
     * @param warehouse name of the warehouse in the database
     * @param directory its directory, for messages
     * @param shared whether other readers may hold it, too
     */
    record Claim(String warehouse, Path directory, boolean shared) {}

    private static final Duration POLL = Duration.ofMillis(250);

    private final CatalogueDatabase database;
    private final LeaseTable leases;
    private final Claim claim;
    private final String owner;
    private final Term term;
    private final Thread renewal;

    /** Whose turn it is to use the connection: the renewal's, or that of a step. */
    private final ReentrantLock turn = new ReentrantLock();

    private @Nullable Connection connection;
    private boolean lost;
    private volatile boolean closed;

    private LeaseRow(CatalogueDatabase database, Claim claim, Term term, String owner, Connection connection) {
        this.database = database;
        this.claim = claim;
        this.term = term;
        this.owner = owner;
        this.connection = connection;
        this.leases = new LeaseTable(claim.warehouse(), term.lasts());
        this.renewal = new Thread(this::keepRenewing, "footfall-lease");
        this.renewal.setDaemon(true);
    }

    /**
     * Takes the lock.
     *
     * @throws UserException when another still holds it after {@code patience}, or the database cannot be used
     */
    static LeaseRow take(CatalogueDatabase database, Claim claim, Term term, Duration patience) {
        LeaseTable leases = new LeaseTable(claim.warehouse(), term.lasts());
        String owner = owner();
        Connection connection = database.connect();
        boolean taken = false;
        try {
            LockWait.until(
                    claim.directory(),
                    patience,
                    POLL,
                    () -> tryTake(database, leases, connection, owner, claim.shared()),
                    () -> holders(leases, connection));
            taken = true;
        } finally {
            if (!taken) {
                closeQuietly(connection);
            }
        }
        LeaseRow lease = new LeaseRow(database, claim, term, owner, connection);
        lease.renewal.start();
        return lease;
    }

    private static boolean tryTake(
            CatalogueDatabase database, LeaseTable leases, Connection connection, String owner, boolean shared) {
        try {
            return leases.take(connection, owner, shared);
        } catch (SQLException e) {
            throw database.failed(e);
        }
    }

    /** Host and process, so that who waits knows for whom, and something that no other process has. */
    private static String owner() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "unknown";
        }
        return host + "/" + ManagementFactory.getRuntimeMXBean().getPid() + "/" + UUID.randomUUID();
    }

    private static String holders(LeaseTable leases, Connection connection) {
        try {
            List<String> owners = leases.owners(connection);
            if (owners.isEmpty()) {
                return "";
            }
            String[] first = owners.get(0).split("/", -1);
            String more = owners.size() > 1 ? " and " + (owners.size() - 1) + " more" : "";
            return " (process " + first[1] + " on " + first[0] + more + ")";
        } catch (SQLException e) {
            return "";
        }
    }

    /**
     * As {@link Fence#guard}. The row is locked while the step lasts, so a step of any length is safe; should the
     * connection break meanwhile, a full term is left.
     */
    void guard(Runnable step) {
        turn.lock();
        try {
            if (turn.getHoldCount() > 1) {
                step.run();
                return;
            }
            if (closed) {
                throw new IllegalStateException("only who holds the warehouse alone may change it");
            }
            if (lost) {
                throw refused();
            }
            renew();
            hold();
            try {
                step.run();
            } finally {
                release();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Renews the lease; a connection that broke is replaced once. */
    private void renew() {
        try {
            renew(open());
        } catch (SQLException e) {
            disconnect();
            if (!CatalogueDatabase.disconnected(e)) {
                throw database.failed(e);
            }
            try {
                renew(open());
            } catch (SQLException again) {
                disconnect();
                throw database.failed(again);
            }
        }
    }

    private void renew(Connection open) throws SQLException {
        if (!leases.renew(open, owner)) {
            lost = true;
            throw refused();
        }
    }

    /** Begins a transaction that has the row, so that nobody can delete it. */
    private void hold() {
        try {
            Connection open = open();
            open.setAutoCommit(false);
            renew(open);
        } catch (SQLException e) {
            disconnect();
            throw database.failed(e);
        } catch (UserException e) {
            disconnect();
            throw e;
        }
    }

    /** Ends that transaction with a fresh term. The step has happened: whether the lease still stands, the next one asks. */
    private void release() {
        try {
            Connection open = open();
            leases.renew(open, owner);
            open.commit();
            open.setAutoCommit(true);
        } catch (SQLException | UserException e) {
            disconnect();
        }
    }

    private TakenOver refused() {
        return new TakenOver(
                "another footfall took over warehouse " + claim.directory() + ", because this one had not renewed its"
                        + " lease in " + database.settings().place() + " for "
                        + term.lasts().toSeconds()
                        + " s (a machine that was suspended, or a database out of reach)",
                "run this again; what was not complete is completed or removed");
    }

    private void keepRenewing() {
        while (!closed) {
            LockSupport.parkNanos(term.renewed().toNanos());
            if (!closed && turn.tryLock()) {
                try {
                    if (!closed && !lost) {
                        renew();
                    }
                } catch (UserException e) {
                    // Tried again next time; a step that needs the lease meanwhile asks for itself and says so.
                } finally {
                    turn.unlock();
                }
            }
        }
    }

    private Connection open() {
        Connection open = connection;
        if (open == null) {
            open = database.connect();
            connection = open;
        }
        return open;
    }

    private void disconnect() {
        if (connection != null) {
            closeQuietly(connection);
            connection = null;
        }
    }

    private static void closeQuietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // The server ends what it cannot answer any more; there is nothing else to do.
            return;
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            LockSupport.unpark(renewal);
            boolean stood = delete();
            disconnect();
            if (!stood && claim.shared()) {
                throw UserException.failed(
                        "the lease on warehouse " + claim.directory() + " in "
                                + database.settings().place() + " ran out while it was read, or cannot be asked for",
                        "do not use what was printed, for a writer may have been at work, and run this again");
            }
        } finally {
            turn.unlock();
        }
    }

    /** Says whether the lease stood to the end. A writer has asked before each step that counts. */
    private boolean delete() {
        if (lost) {
            return false;
        }
        try {
            return leases.delete(open(), owner);
        } catch (SQLException | UserException e) {
            return false;
        }
    }
}
