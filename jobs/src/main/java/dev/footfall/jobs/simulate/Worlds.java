package dev.footfall.jobs.simulate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.footfall.jobs.UserException;
import dev.footfall.text.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The worlds and parameters of {@code worlds.yaml}. */
public final class Worlds {
    private static final double LARGEST_WEIGHT = 1e6;
    private static final File FILE = read();

    private Worlds() {}

    private record File(
            @JsonProperty("parameters") List<Entry> parameters,
            @JsonProperty("worlds") List<Kind> worlds) {}

    /**
     * A parameter as the file describes it.
     *
     * @param usual a number, or a list of weights
     * @param range least and largest value believed possible, from which worlds to fit by are drawn; null for what is not
     *     drawn
     */
    public record Entry(
            @JsonProperty("name") String name,
            @JsonProperty("usual") JsonNode usual,
            @JsonProperty("range") double @Nullable [] range,
            @JsonProperty("unit") String unit,
            @JsonProperty("source") String source) {
        /** Whose description it is. */
        public Parameter parameter() {
            return Parameter.valueOf(name.toUpperCase(Locale.ROOT));
        }

        private double[] value() {
            return numbers(usual);
        }

        /** The usual value as text. */
        public String usualText() {
            return usual.isArray() ? usual.toString().replace(",", ", ") : usual.asText();
        }

        /** @throws UserException when it is no value of this parameter */
        void check(double[] value) {
            double[] usualValue = value();
            boolean weights = usualValue.length > 1;
            boolean zeroToOne = unit.startsWith("share") || unit.startsWith("chance") || unit.startsWith("1 when");
            double largest = zeroToOne ? 1 : LARGEST_WEIGHT;
            boolean fine = weights ? value.length > 0 : value.length == 1;
            double sum = 0;
            for (double v : value) {
                fine &= v >= 0 && v <= largest;
                sum += v;
            }
            fine &= !weights || sum > 0;
            fine &= parameter() != Parameter.WEEKDAYS || value.length == usualValue.length;
            fine &= parameter() != Parameter.LEASES || value.length == usualValue.length;
            if (!fine) {
                throw new UserException(
                        "no value for " + name + ": " + Arrays.toString(value),
                        name + " is: " + unit + "; usually " + usualText());
            }
        }
    }

    /**
     * A kind of world.
     *
     * @param sets what differs from the usual values
     */
    public record Kind(
            @JsonProperty("name") String name,
            @JsonProperty("about") String about,
            @JsonProperty("sets") Map<String, JsonNode> sets) {
        /** Every parameter's value in such a world. */
        public Parameters parameters() {
            Parameters values = usual();
            for (Map.Entry<String, JsonNode> set : sets.entrySet()) {
                Entry entry = parameter(set.getKey());
                double[] value = numbers(set.getValue());
                entry.check(value);
                values = values.with(entry.parameter(), value);
            }
            return values;
        }
    }

    /** All kinds, in the file's order. */
    public static List<Kind> all() {
        return FILE.worlds;
    }

    /** All parameters, in the file's order. */
    public static List<Entry> parameters() {
        return FILE.parameters;
    }

    /**
     * The kind of that name.
     *
     * @throws UserException when there is none
     */
    public static Kind named(String name) {
        return FILE.worlds.stream()
                .filter(kind -> kind.name.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "world", name, FILE.worlds.stream().map(Kind::name).toList()));
    }

    /** @throws UserException when there is none of that name */
    static Entry parameter(String name) {
        return FILE.parameters.stream()
                .filter(entry -> entry.name.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(
                        "parameter",
                        name,
                        FILE.parameters.stream().map(Entry::name).toList()));
    }

    /** The usual value of every parameter. */
    static Parameters usual() {
        Map<Parameter, double[]> values = new EnumMap<>(Parameter.class);
        FILE.parameters.forEach(entry -> values.put(entry.parameter(), entry.value()));
        return Parameters.of(values);
    }

    private static UserException unknown(String what, String name, List<String> known) {
        return new UserException(
                "there is no " + what + " '" + name + "'",
                NearestName.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see footfall simulate --list"));
    }

    private static double[] numbers(JsonNode node) {
        if (!node.isArray()) {
            return new double[] {node.asDouble()};
        }
        double[] values = new double[node.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = node.get(i).asDouble();
        }
        return values;
    }

    private static File read() {
        try (InputStream in =
                Objects.requireNonNull(Worlds.class.getResourceAsStream("worlds.yaml"), "worlds.yaml is in the jar")) {
            return new YAMLMapper().readValue(in, File.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
