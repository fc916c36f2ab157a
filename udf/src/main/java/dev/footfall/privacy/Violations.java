package dev.footfall.privacy;

import dev.footfall.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong in one policy file. */
final class Violations {
    private static final int MOST_NAMES_LISTED = 12;
    private static final int LONGEST_QUOTE = 60;

    private final String origin;
    private final List<Violation> found = new ArrayList<>();

    Violations(String origin) {
        this.origin = origin;
    }

    String origin() {
        return origin;
    }

    void add(YamlNode.Place place, String path, String what, String mend) {
        Violation violation = new Violation(origin, place.line(), place.column(), path, what, mend);
        // A part of the file may be looked at more than once.
        if (!found.contains(violation)) {
            found.add(violation);
        }
    }

    /** Something typed that is not among the known names. */
    void unknown(YamlNode.Place place, String path, String what, String typed, Collection<String> known) {
        add(place, path, quoted(typed) + " is no " + what, suggestion(typed, known));
    }

    void throwIfAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Violation::line).thenComparingInt(Violation::column));
            throw new PolicyException(found);
        }
    }

    static String quoted(String typed) {
        boolean cut = typed.length() > LONGEST_QUOTE;
        return "\"" + (cut ? typed.substring(0, LONGEST_QUOTE) + "…" : typed).replaceAll("\\p{Cntrl}", "?") + "\"";
    }

    static String suggestion(String typed, Collection<String> known) {
        return NearestName.of(typed, known)
                .map(name -> "did you mean " + name + "?")
                .orElseGet(() -> known.isEmpty()
                        ? "remove it"
                        : "use " + (known.size() == 1 ? "" : "one of ") + listed(known));
    }

    private static String listed(Collection<String> known) {
        String names = known.stream().limit(MOST_NAMES_LISTED).collect(Collectors.joining(", "));
        return known.size() > MOST_NAMES_LISTED ? names + ", …" : names;
    }
}
