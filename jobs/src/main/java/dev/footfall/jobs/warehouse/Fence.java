package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;

/** Lets through only who holds the warehouse alone. */
@FunctionalInterface
interface Fence {
    /**
     * Carries out a step that must not happen once another may write; nobody can take the lock over while it lasts. A
     * step within a step of the same thread is part of it.
     *
     * @throws UserException when the lock was lost before the step, which then is not carried out
     */
    void guard(Runnable step);
}
