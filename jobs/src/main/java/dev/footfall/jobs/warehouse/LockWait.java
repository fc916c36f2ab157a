package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for another command's lock: says so once, and gives up in the end. */
final class LockWait {
    private LockWait() {}

    /**
     * Tries until it succeeds.
     *
     * @param warehouse directory of the warehouse, for messages
     * @param poll time between two tries
     * @param taken takes the lock, or says that another has it
     * @param holder who holds the lock, in brackets with a space before; empty when unknown
     * @throws UserException when another still holds it after {@code patience}
     */
    static void until(
            Path warehouse, Duration patience, Duration poll, BooleanSupplier taken, Supplier<String> holder) {
        long until = System.nanoTime() + patience.toNanos();
        boolean said = false;
        while (!taken.getAsBoolean()) {
            if (System.nanoTime() - until > 0) {
                throw UserException.failed(
                        "warehouse " + warehouse + " is in use by another footfall" + holder.get(),
                        "wait for it to end, or end it, and run this again");
            }
            if (!said && patience.compareTo(poll) > 0) {
                System.err.println("footfall: waiting for another footfall" + holder.get() + " that uses " + warehouse);
                said = true;
            }
            LockSupport.parkNanos(poll.toNanos());
        }
    }
}
