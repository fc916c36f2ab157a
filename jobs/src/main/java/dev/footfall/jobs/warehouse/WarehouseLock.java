package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import java.time.Duration;

/**
 * The warehouse's lock: writers hold it alone, readers share it. A {@link LockFile} where one machine has the warehouse
 * on its disk, a {@link LeaseRow} where several share it.
 */
public sealed interface WarehouseLock extends AutoCloseable permits LockFile, LeaseRow {
    /** How long a command waits for another before it gives up. */
    Duration PATIENCE = Duration.ofMinutes(2);

    /**
     * Lets go of the lock.
     *
     * @throws UserException when a reader's lock was lost meanwhile, so that what was read may be of two states
     */
    @Override
    void close();
}
