package dev.footfall.estimate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * From counts of a period to people and browsers, by what worlds with known truth have in common: indirect inference
 * (Gouriéroux, Monfort and Renault, "Indirect inference", Journal of Applied Econometrics 8, 1993). Worlds were drawn
 * from wide ranges of published values, in two constructions of different laws; {@code people-model.csv} holds the fit and
 * says by which command it was made.
 *
 * <p>Intervals are conformal (Vovk, Gammerman and Shafer, "Algorithmic learning in a random world", 2005): as wide as held
 * the truth in 96 % of the worlds of <i>one</i> construction when the model had seen only the <i>other</i>, by length of
 * period and number of accounts, and wider for few people.
 *
 * <p>Not valid for a site unlike all worlds; where its ratios leave the worlds' range the interval is widened, and it says so.
 */
public final class PeopleModel {
    /** What is estimated. */
    public enum Target {
        PEOPLE,
        BROWSERS;

        /** Its name in the file. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Upper ends of the classes of days in which intervals are alike; the last class has none. */
    public static final List<Integer> DAY_CLASSES = List.of(1, 10);
    /** Upper ends of the classes of accounts; the last class has none. */
    public static final List<Integer> ACCOUNT_CLASSES = List.of(4, 29);

    private static final double ALONE = 400;
    private static final double MOST_WIDENING = 4;
    private static final String FILE = "people-model.csv";

    private final Map<Evidence, Map<Target, RatioModel>> models;
    /** Half widths of the logarithm by evidence, target, class of days and class of accounts. */
    private final Map<Evidence, Map<Target, double[][]>> widths;

    private PeopleModel(Map<Evidence, Map<Target, RatioModel>> models, Map<Evidence, Map<Target, double[][]>> widths) {
        this.models = models;
        this.widths = widths;
    }

    /** Read when it is first asked for. */
    private static final class Bundled {
        static final PeopleModel MODEL = bundledModel();
    }

    /** The model that comes with the program. */
    static PeopleModel bundled() {
        return Bundled.MODEL;
    }

    /** How much wider than for many an interval is for an estimate of {@code count}. */
    public static double fewness(double count) {
        return Math.sqrt(1 + ALONE / Math.max(1, count));
    }

    /** In which class of {@code ends} a number is. */
    public static int classOf(List<Integer> ends, long number) {
        int at = 0;
        while (at < ends.size() && number > ends.get(at)) {
            at++;
        }
        return at;
    }

    /** The estimate of a period that has units. */
    Interval estimate(Target target, PeriodStatistics s) {
        Evidence evidence = Evidence.in(s);
        RatioModel model = models.get(evidence).get(target);
        double[] ratios = evidence.ratios(s);
        double point = s.units() * Math.exp(model.value(ratios));
        double widening = 1 + Math.min(MOST_WIDENING - 1, model.outside(ratios));
        double half =
                widths.get(evidence).get(target)[classOf(DAY_CLASSES, s.days())][classOf(ACCOUNT_CLASSES, s.persons())]
                        * fewness(point)
                        * widening;
        return new Interval(point, point * Math.exp(-half), point * Math.exp(half));
    }

    /** Whether the ratios of a period leave the range of the worlds that the model was fitted on, by more than a deviation. */
    boolean isBeyond(PeriodStatistics s) {
        Evidence evidence = Evidence.in(s);
        return models.get(evidence).get(Target.PEOPLE).outside(evidence.ratios(s)) > 1;
    }

    /**
     * Reads a model as the fit writes it: {@code evidence,target,ratio,NAME,mean,deviation,low,high},
     * {@code evidence,target,term,value} in order, and {@code evidence,target,width,DAYS,ACCOUNTS,value}.
     *
     * @throws IllegalArgumentException when a part is missing
     */
    static PeopleModel read(Stream<String> lines) {
        Map<String, List<String[]>> rows = new HashMap<>();
        lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(",", -1))
                .forEach(cells -> rows.computeIfAbsent(
                                cells[0] + "," + cells[1] + "," + cells[2], key -> new ArrayList<>())
                        .add(cells));
        Map<Evidence, Map<Target, RatioModel>> models = new EnumMap<>(Evidence.class);
        Map<Evidence, Map<Target, double[][]>> widths = new EnumMap<>(Evidence.class);
        for (Evidence evidence : Evidence.values()) {
            models.put(evidence, new EnumMap<>(Target.class));
            widths.put(evidence, new EnumMap<>(Target.class));
            for (Target target : Target.values()) {
                String key = evidence.name().toLowerCase(Locale.ROOT) + "," + target.label() + ",";
                List<String[]> ratios = rows.getOrDefault(key + "ratio", List.of());
                if (!ratios.stream().map(cells -> cells[3]).toList().equals(evidence.names())) {
                    throw new IllegalArgumentException(key + "ratio: not the ratios of the program");
                }
                models.get(evidence)
                        .put(
                                target,
                                new RatioModel(
                                        column(ratios, 4),
                                        column(ratios, 5),
                                        column(ratios, 6),
                                        column(ratios, 7),
                                        column(rows.getOrDefault(key + "term", List.of()), 3)));
                double[][] table = new double[DAY_CLASSES.size() + 1][ACCOUNT_CLASSES.size() + 1];
                for (String[] cells : rows.getOrDefault(key + "width", List.of())) {
                    table[Integer.parseInt(cells[3])][Integer.parseInt(cells[4])] = Double.parseDouble(cells[5]);
                }
                widths.get(evidence).put(target, table);
            }
        }
        return new PeopleModel(models, widths);
    }

    private static double[] column(List<String[]> rows, int at) {
        return rows.stream().mapToDouble(cells -> Double.parseDouble(cells[at])).toArray();
    }

    private static PeopleModel bundledModel() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PeopleModel.class.getResourceAsStream(FILE), FILE + " is in the jar"),
                StandardCharsets.UTF_8))) {
            return read(reader.lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
