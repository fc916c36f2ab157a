package dev.footfall.privacy;

import java.math.BigDecimal;

/**
 * How much may be learnt from noisy releases, in zero-concentrated differential privacy (ρ of Bun, Steinke 2016) per
 * browser token. Exact decimal numbers.
 *
 * @param month most that all releases over days of one calendar month may cost together, whoever gets them; above 0
 * @param day what a release costs for each of its days, unless another price is asked for; above 0, at most {@code month}
 * @param cells most cells that a token enters on one day, at least 1
 */
public record NoiseBudget(BigDecimal month, BigDecimal day, int cells) {
    /** What both allow: the smaller budget, and with fewer cells no less noise. */
    NoiseBudget narrowed(NoiseBudget other) {
        return new NoiseBudget(month.min(other.month), day.min(other.day), Math.max(cells, other.cells));
    }
}
