package dev.footfall.jobs.simulate;

import java.util.List;

/**
 * A reproducible stream of random numbers: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014). Our own and over StrictMath, so that the same seed gives the same bytes on every Java version
 * and processor.
 *
 * <p>{@link #fork} gives streams that depend on the key and the seed alone, not on what was drawn before: adding a draw
 * for one person changes nothing for the others.
 */
final class Dice {
    private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;
    private static final double UNIT = 0x1.0p-53;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final long origin;
    private long state;

    Dice(long seed) {
        origin = mix(seed + GOLDEN);
        state = origin;
    }

    /** An independent stream for the key. */
    Dice fork(long key) {
        return new Dice(origin ^ mix(key * GOLDEN + 1));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58_476d_1ce4_e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d0_49bb_1331_11ebL;
        return z ^ (z >>> 31);
    }

    /** 64 random bits. */
    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double unit() {
        return (next() >>> 11) * UNIT;
    }

    /** True with the probability {@code p}. */
    boolean chance(double p) {
        return unit() < p;
    }

    /** Uniform in 0 to {@code bound - 1}; the bias is below 2^-31. */
    int below(int bound) {
        return (int) (((next() >>> 32) * bound) >>> 32);
    }

    /** Uniform in {@code from} to {@code to}, both included. */
    int between(int from, int to) {
        return from + below(to - from + 1);
    }

    /** Exponential with that mean. */
    double exponential(double mean) {
        return -mean * StrictMath.log(1 - unit());
    }

    /** Standard normal (Box and Muller). */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
        return radius * StrictMath.cos(2 * StrictMath.PI * unit());
    }

    /** Log-normal with that median; {@code sigma} is the standard deviation of the logarithm. */
    double logNormal(double median, double sigma) {
        return median * StrictMath.exp(sigma * normal());
    }

    /** Gamma with mean {@code mean} (Marsaglia and Tsang, 2000); a shape below 1 gives a heavy tail. */
    double gamma(double shape, double mean) {
        double boost = shape < 1 ? StrictMath.pow(1 - unit(), 1 / shape) : 1;
        double d = (shape < 1 ? shape + 1 : shape) - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = normal();
            double v = StrictMath.pow(1 + c * x, 3);
            if (v > 0 && StrictMath.log(1 - unit()) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
                return boost * d * v * mean / shape;
            }
        }
    }

    /** Poisson, for means up to some hundred (multiplication, Knuth). */
    int poisson(double mean) {
        double left = mean;
        int count = 0;
        while (true) {
            left -= exponential(1);
            if (left < 0) {
                return count;
            }
            count++;
        }
    }

    /** Number of failures before a success, with that mean. */
    int geometric(double mean) {
        return (int) StrictMath.floor(StrictMath.log(1 - unit()) / StrictMath.log(mean / (1 + mean)));
    }

    /** One of the values, all alike. */
    <T> T pick(List<T> values) {
        return values.get(below(values.size()));
    }

    /** Hexadecimal digits in lower case. */
    String hex(int digits) {
        char[] text = new char[digits];
        long bits = 0;
        for (int i = 0; i < digits; i++) {
            bits = i % 16 == 0 ? next() : bits >>> 4;
            text[i] = HEX[(int) (bits & 15)];
        }
        return new String(text);
    }
}
