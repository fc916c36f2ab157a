package dev.footfall.jobs.release;

import dev.footfall.agent.DeviceClass;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.report.DailyBrowsers;
import dev.footfall.page.Kind;
import dev.footfall.page.Medium;
import dev.footfall.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Into which cells a day may be cut for a noisy release: those whose values are known without looking at a hit, since which
 * cells there are would tell something as well. Every value has its cell, and one is for all others.
 */
public enum PublicCut {
    /** Not at all; every visitor has a device class, so one value stands for any. */
    DAY("day", "device", Stream.of()),
    /** By ISO 3166-1 country, as Java lists them. */
    COUNTRY("country", "country", Arrays.stream(Locale.getISOCountries())),
    /** By class of device. */
    DEVICE("device", "device", Arrays.stream(DeviceClass.values()).map(DeviceClass::label)),
    /** By how visitors came. */
    MEDIUM("medium", "medium", Arrays.stream(Medium.values()).map(Medium::label)),
    /** By what was asked for. */
    KIND("kind", "kind", Arrays.stream(Kind.values()).map(Kind::label));

    /** The cell of {@link #DAY}. */
    static final String ALL = "all";

    private final String label;
    private final String column;

    @SuppressWarnings("ImmutableEnumChecker") // a list of Stream.toList cannot be changed
    private final List<String> known;

    PublicCut(String label, String column, Stream<String> values) {
        this.label = label;
        this.column = column;
        known = values.sorted().toList();
    }

    /** The name on the command line and of the result's column. */
    public String label() {
        return label;
    }

    /** Column of {@code audience.hits} that it is made of. */
    public String column() {
        return column;
    }

    /** Values that are told apart in the table. */
    public List<String> known() {
        return known;
    }

    /** The cells of each day. */
    List<String> cells() {
        if (this == DAY) {
            return List.of(ALL);
        }
        List<String> cells = new ArrayList<>(known);
        cells.add(DailyBrowsers.OTHER);
        return cells;
    }

    /** Name of a counted value's cell. */
    String cell(String value) {
        return this == DAY ? ALL : value;
    }

    /**
     * The cut that dimensions mean: {@code day}, alone or with one other.
     *
     * @param by as typed; empty for {@code day}
     * @throws UserException when there is no such cut
     */
    public static PublicCut of(List<String> by) {
        List<String> others =
                by.stream().filter(name -> !name.equals(DAY.label)).toList();
        if (others.isEmpty()) {
            return DAY;
        }
        List<String> labels = Arrays.stream(values()).map(PublicCut::label).toList();
        if (others.size() > 1) {
            throw new UserException(
                    "a noisy release is by day and one dimension more", "choose from " + String.join(", ", labels));
        }
        return Arrays.stream(values())
                .filter(cut -> cut.label.equals(others.get(0)))
                .findFirst()
                .orElseThrow(() -> new UserException(
                        "no noisy release is by " + others.get(0)
                                + ": which values there are would tell something by itself",
                        NearestName.of(others.get(0), labels)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("choose from " + String.join(", ", labels))));
    }
}
