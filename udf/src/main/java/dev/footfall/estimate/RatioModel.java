package dev.footfall.estimate;

/**
 * A quadratic function of the ratios of {@link Evidence}, each standardized and held within the range that it was fitted
 * on.
 *
 * @param mean of each ratio in the worlds of the fit
 * @param deviation standard deviation of each
 * @param low below which a ratio counts as this
 * @param high above which a ratio counts as this
 * @param coefficients of the terms, in the order of {@link #terms(double[])}
 */
public record RatioModel(double[] mean, double[] deviation, double[] low, double[] high, double[] coefficients) {
    /** Copies what it is given. */
    public RatioModel {
        mean = mean.clone();
        deviation = deviation.clone();
        low = low.clone();
        high = high.clone();
        coefficients = coefficients.clone();
        int n = mean.length;
        if (deviation.length != n || low.length != n || high.length != n || coefficients.length != size(n)) {
            throw new IllegalArgumentException("the parts do not fit together");
        }
    }

    /** How many terms {@code n} ratios have. */
    public static int size(int n) {
        return 1 + n + n * (n + 1) / 2;
    }

    /** One, each of the standardized ratios, and each product of two: a row of the fit's design. */
    public static double[] terms(double[] standardized) {
        int n = standardized.length;
        double[] terms = new double[size(n)];
        terms[0] = 1;
        int at = 1 + n;
        for (int i = 0; i < n; i++) {
            terms[1 + i] = standardized[i];
            for (int j = i; j < n; j++) {
                terms[at++] = standardized[i] * standardized[j];
            }
        }
        return terms;
    }

    /** The value of the function. */
    public double value(double[] ratios) {
        double[] standardized = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            double held = Math.max(low[i], Math.min(high[i], ratios[i]));
            standardized[i] = (held - mean[i]) / deviation[i];
        }
        double[] terms = terms(standardized);
        double sum = 0;
        for (int i = 0; i < terms.length; i++) {
            sum += coefficients[i] * terms[i];
        }
        return sum;
    }

    /** By how many standard deviations the ratios leave the range of the fit, at most; 0 within. */
    double outside(double[] ratios) {
        double most = 0;
        for (int i = 0; i < mean.length; i++) {
            most = Math.max(most, Math.max(low[i] - ratios[i], ratios[i] - high[i]) / deviation[i]);
        }
        return most;
    }
}
