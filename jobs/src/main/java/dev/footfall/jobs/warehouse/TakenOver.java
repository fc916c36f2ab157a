package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import org.apache.iceberg.exceptions.CleanableFailure;

/**
 * Another holds the warehouse now, and the step that asked was not carried out. Iceberg learns by the type that what was
 * written for a commit (files that Spark rewrote, manifests) can be deleted.
 */
final class TakenOver extends UserException implements CleanableFailure {
    private static final long serialVersionUID = 1L;

    /** The surroundings failed, not the input. */
    private static final int EXIT_FAILED = 1;

    TakenOver(String what, String advice) {
        super(EXIT_FAILED, what, advice);
    }
}
