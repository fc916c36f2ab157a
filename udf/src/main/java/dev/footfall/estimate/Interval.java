package dev.footfall.estimate;

/**
 * An estimate and the range in which the truth is expected to lie in 95 of 100 cases.
 *
 * @param point the estimate; {@code low <= point <= high}
 */
public record Interval(double point, double low, double high) {
    /** Standard deviations on either side of the middle that hold 95 % of a normal distribution. */
    static final double Z95 = 1.96;

    /** @throws IllegalArgumentException when the numbers are not finite, not ordered or negative */
    public Interval {
        if (!(0 <= low && low <= point && point <= high && high < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("no interval: " + low + " <= " + point + " <= " + high);
        }
    }

    /** Exactly this number. */
    public static Interval exactly(double point) {
        return new Interval(point, point, point);
    }

    /** The interval of a point whose logarithm has the standard deviation {@code sigma}. */
    public static Interval logNormal(double point, double sigma) {
        double factor = Math.exp(Z95 * sigma);
        return new Interval(point, point / factor, point * factor);
    }

    /** The same with no part below {@code floor}; the point moves up with it. */
    public Interval atLeast(double floor) {
        return new Interval(Math.max(point, floor), Math.max(low, floor), Math.max(high, floor));
    }

    /** The same with no part above {@code ceiling}. */
    public Interval atMost(double ceiling) {
        return new Interval(Math.min(point, ceiling), Math.min(low, ceiling), Math.min(high, ceiling));
    }

    /** Sum of two numbers whose errors may go the same way: ends add up. */
    public Interval plus(Interval other) {
        return new Interval(point + other.point, low + other.low, high + other.high);
    }

    /** How many times this number goes into {@code whole}; the point must be above zero, and a low end of zero counts as the point. */
    Interval under(double whole) {
        return new Interval(whole / point, whole / high, whole / (low > 0 ? low : point));
    }

    /** Standard deviation of the logarithm that has this interval's width; 0 for the interval of zero. */
    double logSigma() {
        return low <= 0 ? (high > 0 ? 1 : 0) : Math.log(high / low) / (2 * Z95);
    }

    /** The point, rounded. */
    public long rounded() {
        return Math.round(point);
    }

    /** The low end, rounded down. */
    public long lowRounded() {
        return (long) Math.floor(low);
    }

    /** The high end, rounded up. */
    public long highRounded() {
        return (long) Math.ceil(high);
    }
}
