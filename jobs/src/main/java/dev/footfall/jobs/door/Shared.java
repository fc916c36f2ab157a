package dev.footfall.jobs.door;

import java.util.List;
import java.util.Map;

/**
 * What was written for a recipient.
 *
 * @param columns of the file, in their order
 * @param leftOut what is not in it, with the reason
 */
record Shared(List<String> columns, long rows, Map<String, String> leftOut) {
    Shared {
        columns = List.copyOf(columns);
    }
}
