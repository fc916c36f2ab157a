package dev.footfall.privacy;

import java.util.List;
import java.util.stream.Collectors;

/** A policy cannot be used; the message lists everything that is wrong with it, one violation a line. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    PolicyException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /** All that is wrong, in the order of the file; at least one. */
    public List<Violation> violations() {
        return violations;
    }
}
