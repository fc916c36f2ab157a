package dev.footfall.privacy;

import dev.footfall.privacy.YamlNode.Scalar;
import dev.footfall.privacy.YamlNode.ScalarKind;
import dev.footfall.text.NearestName;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes values out of one map of a policy file and notes what is wrong with them. A getter returns empty when the value
 * is missing or wrong, so that reading goes on and everything wrong is found.
 */
final class MapReader {
    private final Violations violations;
    private final String path;
    private final YamlNode.Place place;
    private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();

    private MapReader(Violations violations, String path, YamlNode.Place place, YamlNode.Mapping map) {
        this.violations = violations;
        this.path = path;
        this.place = place;
        map.entries().forEach(entry -> entries.put(entry.key(), entry));
    }

    /** Reads a map; empty, with a violation, when the node is none. */
    static Optional<MapReader> of(Violations violations, String path, YamlNode.Place place, YamlNode node) {
        if (node instanceof YamlNode.Mapping map) {
            return Optional.of(new MapReader(violations, path, place, map));
        }
        violations.add(node.place(), path, "should be a map, but is " + node.kindName(), "write key: value lines");
        return Optional.empty();
    }

    String path() {
        return path;
    }

    YamlNode.Place place() {
        return place;
    }

    Collection<YamlNode.Entry> entries() {
        return entries.values();
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Place of a key, or of the map when it is missing. */
    YamlNode.Place place(String key) {
        YamlNode.Entry entry = entries.get(key);
        return entry == null ? place : entry.place();
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Notes keys that are not among the known ones, and required ones that are missing and not misspelt. */
    MapReader expect(List<String> required, List<String> optional) {
        List<String> known = new ArrayList<>(required);
        known.addAll(optional);
        Set<String> meant = new HashSet<>();
        for (YamlNode.Entry entry : entries.values()) {
            if (!known.contains(entry.key())) {
                NearestName.of(entry.key(), known).ifPresent(meant::add);
                violations.unknown(entry.place(), pathOf(entry.key()), "key here", entry.key(), known);
            }
        }
        for (String key : required) {
            if (!has(key) && !meant.contains(key)) {
                violations.add(place, pathOf(key), "is missing", "add " + key + ": …");
            }
        }
        return this;
    }

    Optional<MapReader> map(String key) {
        YamlNode.Entry entry = entries.get(key);
        return entry == null ? Optional.empty() : of(violations, pathOf(key), entry.place(), entry.value());
    }

    /** Text that is not blank. */
    Optional<String> text(String key) {
        return scalar(key, ScalarKind.TEXT, "text; put it in quotes").filter(value -> {
            if (value.isBlank()) {
                violations.add(place(key), pathOf(key), "is empty", "write something");
            }
            return !value.isBlank();
        });
    }

    /** Text that matches a pattern. */
    Optional<String> text(String key, Pattern pattern, String what, String mend) {
        return text(key).filter(value -> matches(place(key), pathOf(key), value, pattern, what, mend));
    }

    Optional<Integer> integer(String key, int least, int most) {
        String range = "a whole number from " + least + " to " + most;
        return scalar(key, ScalarKind.INTEGER, range).flatMap(value -> {
            Optional<Integer> number =
                    value.matches("\\d{1,9}") ? Optional.of(Integer.valueOf(value)) : Optional.empty();
            Optional<Integer> good = number.filter(n -> n >= least && n <= most);
            if (good.isEmpty()) {
                violations.add(place(key), pathOf(key), "is out of range", "write " + range);
            }
            return good;
        });
    }

    Optional<Boolean> bool(String key) {
        return scalar(key, ScalarKind.BOOLEAN, "true or false").map(Boolean::valueOf);
    }

    Optional<LocalDate> date(String key) {
        return text(key).flatMap(value -> {
            try {
                return Optional.of(LocalDate.parse(value));
            } catch (DateTimeException noDate) {
                violations.add(
                        place(key),
                        pathOf(key),
                        Violations.quoted(value) + " is no date",
                        "write year, month and day, as in 2026-11-24");
                return Optional.empty();
            }
        });
    }

    Optional<Term> term(String key) {
        return text(key).flatMap(value -> {
            Optional<Term> term = Term.parse(value);
            if (term.isEmpty()) {
                violations.add(
                        place(key),
                        pathOf(key),
                        Violations.quoted(value) + " is no duration",
                        "write a number and days, months or years, as in 90 days or 25 months");
            }
            return term;
        });
    }

    /** A name among constants. */
    <T> Optional<T> oneOf(String key, Collection<T> constants, Function<T, String> label, String what) {
        return text(key).flatMap(value -> constant(place(key), pathOf(key), value, constants, label, what));
    }

    /** Names among constants, each at most once. */
    <T> List<T> someOf(String key, Collection<T> constants, Function<T, String> label, String what) {
        List<T> chosen = new ArrayList<>();
        for (Scalar item : items(key)) {
            constant(item.place(), pathOf(key), item.text(), constants, label, what)
                    .ifPresent(chosen::add);
        }
        return chosen;
    }

    /** Texts that match a pattern, each at most once. */
    List<Scalar> texts(String key, Pattern pattern, String what, String mend) {
        return items(key).stream()
                .filter(item -> matches(item.place(), pathOf(key), item.text(), pattern, what, mend))
                .toList();
    }

    /** Notes that a list has no items. */
    void notEmpty(String key, String mend) {
        if (entries.get(key) != null
                && entries.get(key).value() instanceof YamlNode.Sequence list
                && list.items().isEmpty()) {
            violations.add(place(key), pathOf(key), "is an empty list", mend);
        }
    }

    private List<Scalar> items(String key) {
        YamlNode.Entry entry = entries.get(key);
        if (entry == null) {
            return List.of();
        }
        if (!(entry.value() instanceof YamlNode.Sequence list)) {
            violations.add(
                    entry.value().place(),
                    pathOf(key),
                    "should be a list, but is " + entry.value().kindName(),
                    "write [a, b, …]");
            return List.of();
        }
        List<Scalar> items = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (YamlNode item : list.items()) {
            if (!(item instanceof Scalar scalar) || scalar.kind() != ScalarKind.TEXT) {
                violations.add(
                        item.place(),
                        pathOf(key),
                        "should hold text, but holds " + item.kindName(),
                        "put each value in quotes");
            } else if (!seen.add(scalar.text())) {
                violations.add(
                        item.place(),
                        pathOf(key),
                        Violations.quoted(scalar.text()) + " stands here a second time",
                        "keep one of the two");
            } else {
                items.add(scalar);
            }
        }
        return items;
    }

    private Optional<String> scalar(String key, ScalarKind kind, String should) {
        YamlNode.Entry entry = entries.get(key);
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.value() instanceof Scalar scalar && scalar.kind() == kind) {
            return Optional.of(scalar.text());
        }
        violations.add(entry.value().place(), pathOf(key), "is " + entry.value().kindName(), "it should be " + should);
        return Optional.empty();
    }

    private <T> Optional<T> constant(
            YamlNode.Place at,
            String where,
            String value,
            Collection<T> constants,
            Function<T, String> label,
            String what) {
        Optional<T> found =
                constants.stream().filter(c -> label.apply(c).equals(value)).findFirst();
        if (found.isEmpty()) {
            violations.unknown(
                    at, where, what, value, constants.stream().map(label).collect(Collectors.toList()));
        }
        return found;
    }

    private boolean matches(YamlNode.Place at, String where, String value, Pattern pattern, String what, String mend) {
        boolean good = pattern.matcher(value).matches();
        if (!good) {
            violations.add(at, where, Violations.quoted(value) + " is no " + what, mend);
        }
        return good;
    }
}
