package dev.footfall.noise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What noisy counts cost in zero-concentrated differential privacy (Bun, Steinke 2016), and how much noise a price buys. One
 * unit is what a browser token did on one day: it enters at most {@code cells} counts and changes each by at most 1. Costs
 * of several days and releases add up.
 */
public final class PrivacyCost {
    /** Digits of σ² after the point; rounded up, so that there is never less noise than was paid for. */
    private static final int DIGITS = 6;

    private PrivacyCost() {}

    /**
     * σ² of the noise on each count, so that a day costs {@code rho}: cells / 2ρ.
     *
     * @param cells most counts that one token enters on a day, at least 1
     * @param rho above 0
     */
    public static BigDecimal variance(int cells, BigDecimal rho) {
        return BigDecimal.valueOf(cells).divide(rho.multiply(BigDecimal.valueOf(2)), DIGITS, RoundingMode.UP);
    }

    /** What a release of some days costs: for a token that was there on each of them. */
    public static BigDecimal ofDays(BigDecimal rhoPerDay, long days) {
        return rhoPerDay.multiply(BigDecimal.valueOf(days)).stripTrailingZeros();
    }

    /**
     * The ε of (ε, δ)-differential privacy that ρ implies: ρ + 2√(ρ ln 1/δ) (Bun, Steinke 2016, proposition 1.3).
     *
     * @param delta in (0, 1)
     */
    public static double epsilon(BigDecimal rho, double delta) {
        double r = rho.round(MathContext.DECIMAL64).doubleValue();
        return r + 2 * Math.sqrt(r * Math.log(1 / delta));
    }
}
