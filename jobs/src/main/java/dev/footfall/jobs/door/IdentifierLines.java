package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.text.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Identifiers in a file: one a line as {@code kind,value}, or values of one kind; blank lines and {@code #} are passed over. */
final class IdentifierLines {
    private static final int NAMED_LINES = 10;

    private IdentifierLines() {}

    /**
     * Reads the identifiers.
     *
     * @param option for messages
     * @param file its path, or {@code -} for standard input
     * @param kind label of the kind of all lines; {@code null} when each names its own
     * @param allowed kinds that may be there
     * @throws UserException naming the lines that are wrong by their numbers, or when there is none
     */
    static List<GivenIdentifier> of(String option, String file, @Nullable String kind, Collection<Kind> allowed) {
        List<GivenIdentifier> identifiers = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> labels = allowed.stream().map(Kind::label).toList();
        Optional<Kind> all = Optional.ofNullable(kind).map(label -> kind(label, labels));
        for (InputLines.Line line : InputLines.of(option, file)) {
            if (line.number() == 1 && line.text().equalsIgnoreCase("kind,value")) {
                continue;
            }
            identifier(line.text(), all)
                    .filter(one -> allowed.contains(one.kind()))
                    .ifPresentOrElse(identifiers::add, () -> wrong.add(String.valueOf(line.number())));
        }
        if (!wrong.isEmpty()) {
            throw new UserException(
                    option + ": nothing is done, for " + wrong.size() + (wrong.size() == 1 ? " line is" : " lines are")
                            + " wrong, " + String.join(", ", wrong.subList(0, Math.min(NAMED_LINES, wrong.size())))
                            + (wrong.size() > NAMED_LINES ? ", …" : ""),
                    "write kind,value with one of the kinds " + String.join(", ", labels));
        }
        if (identifiers.isEmpty()) {
            throw new UserException(
                    option + ": there is no identifier in it", "give one a line, as in cookie,4f1c9a02");
        }
        return identifiers;
    }

    private static Optional<GivenIdentifier> identifier(String line, Optional<Kind> all) {
        if (all.isPresent()) {
            return GivenIdentifier.of(all.get(), unquoted(line));
        }
        int comma = line.indexOf(',');
        return comma < 0
                ? Optional.empty()
                : Kind.of(line.substring(0, comma).strip().toLowerCase(Locale.ROOT))
                        .flatMap(kind -> GivenIdentifier.of(
                                kind, unquoted(line.substring(comma + 1).strip())));
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replace("\"\"", "\"") : value;
    }

    private static Kind kind(String label, List<String> labels) {
        return Kind.of(label)
                .filter(kind -> labels.contains(label))
                .orElseThrow(() -> new UserException(
                        "--kind '" + label + "' is no kind of identifier here",
                        NearestName.of(label, labels)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("choose " + String.join(", ", labels))));
    }
}
