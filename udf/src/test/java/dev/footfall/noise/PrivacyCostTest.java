package dev.footfall.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivacyCostTest {
    @ParameterizedTest
    @CsvSource({"10, 0.1, 50", "10, 0.015, 333.333334", "1, 0.5, 1", "10, 3, 1.666667"})
    void aPriceBuysNoLessNoiseThanCellsOverTwiceRho(int cells, String rho, String variance) {
        assertThat(PrivacyCost.variance(cells, new BigDecimal(rho))).isEqualByComparingTo(variance);
    }

    @Test
    void daysAddUpExactly() {
        assertThat(PrivacyCost.ofDays(new BigDecimal("0.1"), 30)).isEqualByComparingTo("3");
    }

    /** Bun and Steinke 2016, proposition 1.3: 0.5 and 1e-6 give 0.5 + 2√(0.5 · 13.8155). */
    @Test
    void epsilonFollowsFromRhoAndDelta() {
        assertThat(PrivacyCost.epsilon(new BigDecimal("0.5"), 1e-6)).isCloseTo(5.7565, within(1e-3));
    }
}
