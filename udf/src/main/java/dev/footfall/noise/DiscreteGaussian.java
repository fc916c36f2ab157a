package dev.footfall.noise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * The discrete Gaussian of mean 0: whole numbers x, each with a chance in proportion to exp(-x² / 2σ²). Sampled exactly, by
 * algorithm 3 of Canonne, Kamath, Steinke, "The Discrete Gaussian for Differential Privacy" (NeurIPS 2020), from the
 * system's secure random numbers. Added to a figure that one visitor changes by at most Δ, it gives Δ² / 2σ² zero-concentrated
 * differential privacy (theorem 4 there). Not thread-safe.
 */
public final class DiscreteGaussian {
    /** Figures are counts; with more noise than this none of them says anything. */
    private static final BigDecimal MOST_VARIANCE = BigDecimal.valueOf(1L << 40);
    /** Digits of σ² after the point, so that products stay short. */
    private static final int MOST_DIGITS = 12;

    private final BigInteger numerator;
    private final BigInteger denominator;
    private final long scale;
    private final ExactDraws draws;

    private DiscreteGaussian(BigInteger numerator, BigInteger denominator, Bits bits) {
        BigInteger common = numerator.gcd(denominator);
        this.numerator = numerator.divide(common);
        this.denominator = denominator.divide(common);
        scale = numerator.divide(denominator).sqrt().longValueExact() + 1;
        draws = new ExactDraws(bits);
    }

    /**
     * Noise of a variance parameter.
     *
     * @param variance σ², above 0 and at most 2^40, with at most 12 digits after the point
     * @throws IllegalArgumentException when it is out of that range
     */
    public static DiscreteGaussian of(BigDecimal variance) {
        SecureRandom random = new SecureRandom();
        return of(variance, random::nextLong);
    }

    static DiscreteGaussian of(BigDecimal variance, Bits bits) {
        if (variance.signum() <= 0 || variance.compareTo(MOST_VARIANCE) > 0 || variance.scale() > MOST_DIGITS) {
            throw new IllegalArgumentException("no variance: " + variance);
        }
        return variance.scale() <= 0
                ? new DiscreteGaussian(variance.toBigIntegerExact(), BigInteger.ONE, bits)
                : new DiscreteGaussian(variance.unscaledValue(), BigInteger.TEN.pow(variance.scale()), bits);
    }

    /** A draw. */
    public long draw() {
        BigInteger wide = BigInteger.valueOf(scale).multiply(denominator);
        // (|y| - σ²/t)² / 2σ² with σ² = n/d is (|y|·t·d - n)² / (2·n·d·t²)
        BigInteger below = numerator
                .multiply(denominator)
                .multiply(BigInteger.valueOf(scale).pow(2))
                .shiftLeft(1);
        while (true) {
            long y = draws.laplace(scale);
            BigInteger above = BigInteger.valueOf(Math.abs(y))
                    .multiply(wide)
                    .subtract(numerator)
                    .pow(2);
            if (draws.exp(above, below)) {
                return y;
            }
        }
    }

    /** σ: square root of the variance parameter, which the variance itself is never above. */
    public double sigma() {
        return Math.sqrt(new BigDecimal(numerator).doubleValue() / denominator.doubleValue());
    }

    /** The least w for which a draw lies in [-w, w] with at least this chance, in (0, 1). */
    public long halfWidth(double chance) {
        double total = mass(0);
        for (long x = 1; mass(x) > 0; x++) {
            total += 2 * mass(x);
        }
        double inside = mass(0);
        long w = 0;
        while (inside / total < chance) {
            w++;
            inside += 2 * mass(w);
        }
        return w;
    }

    /** In proportion to the chance of x. */
    double mass(long x) {
        double sigma = sigma();
        double z = x / sigma;
        return Math.exp(-z * z / 2);
    }
}
