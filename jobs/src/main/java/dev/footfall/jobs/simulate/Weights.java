package dev.footfall.jobs.simulate;

import java.util.Collection;
import java.util.function.ToDoubleFunction;

/** Draws an index with a probability in proportion to its weight, in constant time (alias method, Vose 1991). */
final class Weights {
    private final double[] keep;
    private final int[] alias;

    Weights(double... weights) {
        int n = weights.length;
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("weights need a positive sum");
        }
        keep = new double[n];
        alias = new int[n];
        int[] small = new int[n];
        int[] large = new int[n];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < n; i++) {
            keep[i] = weights[i] * n / sum;
            alias[i] = i;
            if (keep[i] < 1) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int less = small[--smalls];
            int more = large[larges - 1];
            alias[less] = more;
            keep[more] -= 1 - keep[less];
            if (keep[more] < 1) {
                larges--;
                small[smalls++] = more;
            }
        }
        // What rounding left over belongs to itself.
        while (smalls > 0) {
            keep[small[--smalls]] = 1;
        }
    }

    /** The i-th of {@code n} values has the weight 1 / (i + 1)^exponent. */
    static Weights zipf(int n, double exponent) {
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = StrictMath.pow(i + 1, -exponent);
        }
        return new Weights(weights);
    }

    static <T> Weights of(Collection<T> values, ToDoubleFunction<T> weight) {
        return new Weights(values.stream().mapToDouble(weight).toArray());
    }

    int draw(Dice dice) {
        int i = dice.below(keep.length);
        return dice.unit() < keep[i] ? i : alias[i];
    }
}
