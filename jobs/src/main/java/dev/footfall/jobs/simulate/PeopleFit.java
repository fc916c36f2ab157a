package dev.footfall.jobs.simulate;

import dev.footfall.estimate.Evidence;
import dev.footfall.estimate.PeopleModel;
import dev.footfall.estimate.PeriodStatistics;
import dev.footfall.estimate.RatioModel;
import dev.footfall.jobs.simulate.DrawnWorld.Sample;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/** Fits {@link PeopleModel} to worlds: ridge regression (Hoerl and Kennard 1970) of log(truth / units) on terms of ratios. */
final class PeopleFit {
    private static final double RIDGE = 30;
    /** Periods with fewer people say more about chance than about ratios. */
    private static final double FEWEST = 20;
    /** Variance of a period's logarithm that no number of people takes away. */
    private static final double COMMON_VARIANCE = 0.01;
    /** Part of the samples at either end beyond which a ratio is held. */
    private static final double TAIL = 0.005;
    /** Part of held-out errors that an interval holds. */
    private static final double COVERED = 0.96;

    private static final int DIGITS = 7;

    private final List<String> lines = new ArrayList<>();

    /**
     * Fits all models.
     *
     * @return the lines of {@code people-model.csv}
     */
    static List<String> fit(List<Sample> samples) {
        PeopleFit fit = new PeopleFit();
        for (Evidence evidence : Evidence.values()) {
            List<Sample> of = samples.stream()
                    .filter(s -> s.statistics().units() > 0 && Evidence.in(s.statistics()) == evidence)
                    .filter(s -> s.people() >= FEWEST)
                    .toList();
            for (PeopleModel.Target target : PeopleModel.Target.values()) {
                fit.fit(evidence, target, of);
            }
        }
        return fit.lines;
    }

    private void fit(Evidence evidence, PeopleModel.Target target, List<Sample> samples) {
        String key = evidence.name().toLowerCase(Locale.ROOT) + "," + target.label() + ",";
        RatioModel model = model(evidence, target, samples);
        for (int i = 0; i < evidence.names().size(); i++) {
            lines.add(key + "ratio," + evidence.names().get(i) + "," + number(model.mean()[i]) + ","
                    + number(model.deviation()[i]) + "," + number(model.low()[i]) + "," + number(model.high()[i]));
        }
        for (double coefficient : model.coefficients()) {
            lines.add(key + "term," + number(coefficient));
        }
        double[][] widths = widths(evidence, target, samples);
        for (int days = 0; days < widths.length; days++) {
            for (int accounts = 0; accounts < widths[days].length; accounts++) {
                lines.add(key + "width," + days + "," + accounts + "," + number(widths[days][accounts]));
            }
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%." + DIGITS + "g", value);
    }

    private static double truth(PeopleModel.Target target, Sample sample) {
        return switch (target) {
            case PEOPLE -> sample.people();
            case BROWSERS -> sample.browsers();
        };
    }

    private static RatioModel model(Evidence evidence, PeopleModel.Target target, List<Sample> samples) {
        int n = evidence.names().size();
        double[][] ratios = samples.stream()
                .map(sample -> evidence.ratios(sample.statistics()))
                .toArray(double[][]::new);
        double[] mean = new double[n];
        double[] deviation = new double[n];
        double[] low = new double[n];
        double[] high = new double[n];
        for (int i = 0; i < n; i++) {
            int column = i;
            double[] values = Arrays.stream(ratios)
                    .mapToDouble(row -> row[column])
                    .sorted()
                    .toArray();
            low[i] = values[(int) (TAIL * (values.length - 1))];
            high[i] = values[(int) Math.ceil((1 - TAIL) * (values.length - 1))];
            mean[i] = Arrays.stream(values).average().orElseThrow();
            double centre = mean[i];
            double variance = Arrays.stream(values)
                    .map(v -> (v - centre) * (v - centre))
                    .average()
                    .orElseThrow();
            deviation[i] = Math.sqrt(variance) + 1e-9;
        }
        double[] coefficients = ridge(target, samples, ratios, mean, deviation, low, high);
        return new RatioModel(mean, deviation, low, high, coefficients);
    }

    private static double[] ridge(
            PeopleModel.Target target,
            List<Sample> samples,
            double[][] ratios,
            double[] mean,
            double[] deviation,
            double[] low,
            double[] high) {
        int size = RatioModel.size(mean.length);
        RealMatrix left = new Array2DRowRealMatrix(size, size);
        RealVector right = new ArrayRealVector(size);
        double weights = 0;
        for (int s = 0; s < samples.size(); s++) {
            double[] standardized = new double[mean.length];
            for (int i = 0; i < mean.length; i++) {
                standardized[i] = (Math.max(low[i], Math.min(high[i], ratios[s][i])) - mean[i]) / deviation[i];
            }
            double[] terms = RatioModel.terms(standardized);
            double truth = truth(target, samples.get(s));
            double weight = 1 / (COMMON_VARIANCE + 1 / truth);
            double y = Math.log(truth / samples.get(s).statistics().units());
            weights += weight;
            for (int i = 0; i < size; i++) {
                right.addToEntry(i, weight * y * terms[i]);
                for (int j = 0; j <= i; j++) {
                    left.addToEntry(i, j, weight * terms[i] * terms[j]);
                }
            }
        }
        // Weights of mean one, so that the ridge means the same whatever they are.
        double scale = samples.size() / weights;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double value = left.getEntry(i, j) * scale;
                left.setEntry(i, j, value);
                left.setEntry(j, i, value);
            }
            left.addToEntry(i, i, i == 0 ? 0 : RIDGE);
        }
        return new CholeskyDecomposition(left)
                .getSolver()
                .solve(right.mapMultiply(scale))
                .toArray();
    }

    /** From errors on each construction of a model that has seen the other. */
    private static double[][] widths(Evidence evidence, PeopleModel.Target target, List<Sample> samples) {
        List<List<List<Double>>> errors = new ArrayList<>();
        for (int days = 0; days <= PeopleModel.DAY_CLASSES.size(); days++) {
            errors.add(new ArrayList<>());
            for (int accounts = 0; accounts <= PeopleModel.ACCOUNT_CLASSES.size(); accounts++) {
                errors.get(days).add(new ArrayList<>());
            }
        }
        for (Construction seen : Construction.values()) {
            RatioModel model = model(
                    evidence,
                    target,
                    samples.stream().filter(s -> s.construction() == seen).toList());
            for (Sample sample : samples) {
                if (sample.construction() != seen) {
                    PeriodStatistics s = sample.statistics();
                    double point = s.units() * Math.exp(model.value(evidence.ratios(s)));
                    double error = Math.abs(Math.log(truth(target, sample) / point)) / PeopleModel.fewness(point);
                    errors.get(PeopleModel.classOf(PeopleModel.DAY_CLASSES, s.days()))
                            .get(PeopleModel.classOf(PeopleModel.ACCOUNT_CLASSES, s.persons()))
                            .add(error);
                }
            }
        }
        return errors.stream()
                .map(byAccounts ->
                        byAccounts.stream().mapToDouble(PeopleFit::covering).toArray())
                .toArray(double[][]::new);
    }

    private static double covering(List<Double> errors) {
        if (errors.isEmpty()) {
            return 1;
        }
        double[] sorted =
                errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted[(int) Math.min(sorted.length - 1, Math.ceil(COVERED * sorted.length))];
    }
}
