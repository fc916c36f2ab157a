package dev.footfall.estimate;

import java.util.Arrays;

/** Divides a total among parts so that whole numbers come out which sum to it. */
public final class Apportionment {
    private Apportionment() {}

    /**
     * Whole shares of the total in proportion to the weights, by largest remainder (Hamilton's method).
     *
     * @param total zero or more
     * @param weights zero or more, not all zero unless total is zero
     */
    public static long[] of(long total, double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        long[] shares = new long[weights.length];
        if (total == 0) {
            return shares;
        }
        if (!(sum > 0)) {
            throw new IllegalArgumentException("nobody to give " + total + " to");
        }
        double[] remainders = new double[weights.length];
        long left = total;
        for (int i = 0; i < weights.length; i++) {
            double exact = total * weights[i] / sum;
            shares[i] = (long) Math.floor(exact);
            remainders[i] = exact - shares[i];
            left -= shares[i];
        }
        Integer[] order = new Integer[weights.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        Arrays.sort(order, (a, b) -> Double.compare(remainders[b], remainders[a]));
        for (int i = 0; i < left; i++) {
            shares[order[i % order.length]]++;
        }
        return shares;
    }

    /**
     * Range of a proportion seen in a sample, 95 % (Wilson 1927): honest for small samples and proportions near 0 and 1.
     *
     * @param share proportion seen, 0 to 1
     * @param sample observations; more than 0
     */
    public static Interval share(double share, double sample) {
        double z2 = Interval.Z95 * Interval.Z95;
        double middle = (share + z2 / (2 * sample)) / (1 + z2 / sample);
        double half =
                Interval.Z95 * Math.sqrt(share * (1 - share) / sample + z2 / (4 * sample * sample)) / (1 + z2 / sample);
        return new Interval(
                share, Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half)));
    }
}
