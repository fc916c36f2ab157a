package dev.footfall.jobs.inspect;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the surroundings found.
 *
 * @param check what was looked at
 * @param detail what was found
 * @param advice how to mend or better it; empty when there is nothing to do
 */
record Finding(String check, Status status, String detail, String advice) {
    /** Whether the program can work. */
    enum Status {
        /** As it should be. */
        ok,
        /** Works, but not as well or as privately as it could. */
        warn,
        /** Does not work. */
        fail
    }

    static final List<String> COLUMNS = List.of("check", "status", "detail", "advice");

    static Finding ok(String check, String detail) {
        return new Finding(check, Status.ok, detail, "");
    }

    static Finding warn(String check, String detail, String advice) {
        return new Finding(check, Status.warn, detail, advice);
    }

    static Finding fail(String check, String detail, String advice) {
        return new Finding(check, Status.fail, detail, advice);
    }

    List<@Nullable Object> row() {
        return Arrays.asList(check, status.name(), detail, advice.isEmpty() ? null : advice);
    }
}
