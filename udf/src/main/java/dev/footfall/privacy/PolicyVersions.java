package dev.footfall.privacy;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The versions of a policy, each from its start on. The hits of a day are ruled by what the version in force on that day
 * and all later ones allow together: a later version that is wider does not reach back, one that is narrower does. So the
 * order in which logs come in makes no difference.
 *
 * <p>Days before the first version are those of the bundled policy, which holds where no other does. A policy of which it
 * is known that it held earlier says so by its start. Immutable and thread-safe.
 */
public final class PolicyVersions {
    /**
     * Days with the same rules.
     *
     * @param from first day; {@link LocalDate#MIN} for the first span
     * @param until first day after it; {@link LocalDate#MAX} for the last span
     * @param policy what holds for their hits
     */
    public record Span(LocalDate from, LocalDate until, CompiledPolicy policy) {}

    private final List<Path> files;
    private final CompiledPolicy current;
    private final List<Span> spans;

    private PolicyVersions(List<Path> files, List<PolicyFile> newestFirst) {
        this.files = List.copyOf(files);
        current = CompiledPolicy.ofAllTables(newestFirst.get(0));
        spans = spans(newestFirst);
    }

    /** The bundled policy, for all days. */
    public static PolicyVersions bundled() {
        return new PolicyVersions(List.of(), List.of(PolicyFile.bundled()));
    }

    /**
     * Reads a policy file and, one after the other, the files that each names as the version before it.
     *
     * @throws PolicyException when one is missing, unreadable or wrong, when a version does not start before the one that
     *     names it, or when a file names itself in the end
     */
    public static PolicyVersions load(Path file) {
        List<PolicyFile> versions = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        Path next = file;
        while (next != null) {
            PolicyFile version = PolicyFile.load(next);
            if (!files.add(next.toAbsolutePath().normalize())) {
                throw wrong(version, "names a file as its earlier version that comes after it", "end the chain");
            }
            if (!versions.isEmpty()) {
                checkOrder(versions.get(versions.size() - 1), version);
            }
            versions.add(version);
            Path at = next;
            next = version.earlier().map(at::resolveSibling).orElse(null);
        }
        versions.add(PolicyFile.bundled());
        return new PolicyVersions(List.copyOf(files), versions);
    }

    private static void checkOrder(PolicyFile later, PolicyFile earlier) {
        if (!earlier.starts().isBefore(later.starts())) {
            throw wrong(
                    earlier,
                    "starts on " + earlier.starts() + ", but the version after it, " + later.origin() + ", on "
                            + later.starts(),
                    "give each version the day from which it held");
        }
    }

    private static PolicyException wrong(PolicyFile file, String what, String mend) {
        return new PolicyException(List.of(new Violation(file.origin(), 0, 0, "earlier", what, mend)));
    }

    private static List<Span> spans(List<PolicyFile> newestFirst) {
        List<Span> spans = new ArrayList<>();
        LocalDate until = LocalDate.MAX;
        PolicyFile allowed = newestFirst.get(0);
        for (int i = 0; i < newestFirst.size(); i++) {
            PolicyFile version = newestFirst.get(i);
            allowed = i == 0 ? version : NarrowerPolicy.of(version, allowed);
            boolean first = i == newestFirst.size() - 1;
            LocalDate from = first ? LocalDate.MIN : version.starts();
            spans.add(new Span(from, until, CompiledPolicy.ofAllTables(allowed)));
            until = from;
        }
        Collections.reverse(spans);
        return List.copyOf(spans);
    }

    /** The newest version as written, which is the policy in force. */
    public CompiledPolicy current() {
        return current;
    }

    /** What holds for the hits of a day. */
    public CompiledPolicy on(LocalDate day) {
        return spans.stream()
                .filter(span -> day.isBefore(span.until()))
                .findFirst()
                .orElseGet(() -> spans.get(spans.size() - 1))
                .policy();
    }

    /** All days, in their order. */
    public List<Span> spans() {
        return spans;
    }

    /** The files, newest first; none for the bundled policy. */
    public List<Path> files() {
        return files;
    }
}
