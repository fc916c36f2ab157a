package dev.footfall.jobs.report;

import java.util.List;

/**
 * What to count.
 *
 * @param by dimensions, at least one, in the order of the result's columns
 * @param compare whether to show the preceding span beside; needs the scope's {@code from}
 * @param k small cells of fewer browsers than this are suppressed; 0 shows all, for the operator's own eyes
 */
public record TrafficQuery(Scope scope, List<Dimension> by, boolean compare, int k) {
    /** Shows everything to the operator. */
    public static final int SHOW_ALL = 0;

    public TrafficQuery {
        by = by.stream().distinct().toList();
        if (by.isEmpty() || k < 0) {
            throw new IllegalArgumentException("a report needs a dimension, and k is not negative");
        }
    }

    boolean ofVisits() {
        return by.stream().anyMatch(Dimension::isOfVisit)
                || scope.where().stream().anyMatch(c -> c.dimension().isOfVisit());
    }

    boolean uses(Dimension dimension) {
        return by.contains(dimension) || scope.where().stream().anyMatch(c -> c.dimension() == dimension);
    }
}
