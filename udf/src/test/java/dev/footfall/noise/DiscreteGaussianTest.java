package dev.footfall.noise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sampler against the mass function; seeds are fixed, so a right one stays right. */
class DiscreteGaussianTest {
    private static final int DRAWS = 200_000;
    /** Fewer expected draws are too few for the χ² approximation. */
    private static final double LEAST_EXPECTED = 10;

    private static DiscreteGaussian sampler(String variance, long seed) {
        Random random = new Random(seed);
        return DiscreteGaussian.of(
                new BigDecimal(variance), () -> (long) random.nextInt() << 32 | random.nextInt() & 0xffffffffL);
    }

    /**
     * Pearson's χ² of draws against the mass function, as a number of standard deviations above what a right sampler
     * gives: by Wilson and Hilferty's cube root it is near a standard normal.
     */
    private static double deviation(LongSupplier draws, String variance) {
        DiscreteGaussian law = DiscreteGaussian.of(new BigDecimal(variance));
        Map<Long, Integer> counts = new HashMap<>();
        for (int i = 0; i < DRAWS; i++) {
            counts.merge(draws.getAsLong(), 1, Integer::sum);
        }
        double total = law.mass(0);
        for (long x = 1; law.mass(x) > 0; x++) {
            total += 2 * law.mass(x);
        }
        double chi2 = 0;
        int cells = 0;
        double expectedTail = DRAWS;
        long drawnTail = DRAWS;
        for (long x = 0; DRAWS * law.mass(x) / total >= LEAST_EXPECTED; x++) {
            for (long signed : x == 0 ? new long[] {0} : new long[] {x, -x}) {
                double expected = DRAWS * law.mass(signed) / total;
                int drawn = counts.getOrDefault(signed, 0);
                chi2 += (drawn - expected) * (drawn - expected) / expected;
                cells++;
                expectedTail -= expected;
                drawnTail -= drawn;
            }
        }
        if (expectedTail > 1) {
            chi2 += (drawnTail - expectedTail) * (drawnTail - expectedTail) / expectedTail;
            cells++;
        }
        double freedom = cells - 1;
        double spread = 2 / (9 * freedom);
        return (Math.cbrt(chi2 / freedom) - (1 - spread)) / Math.sqrt(spread);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1", "0.5", "1", "2.25", "10", "50", "333.333334", "1000"})
    void drawsEachNumberAsOftenAsTheMassFunctionSays(String variance) {
        assertThat(deviation(sampler(variance, 11)::draw, variance)).isBetween(-4.0, 4.0);
    }

    /** The control: samplers that are nearly right. */
    @ParameterizedTest
    @ValueSource(strings = {"0.5", "1", "10", "50"})
    void aSamplerThatIsNearlyRightIsCaught(String variance) {
        Random random = new Random(12);
        double sigma = Math.sqrt(Double.parseDouble(variance));
        double rounded = deviation(() -> Math.round(sigma * random.nextGaussian()), variance);
        double cutOff = deviation(() -> (long) (sigma * random.nextGaussian()), variance);
        String more = new BigDecimal(variance).multiply(new BigDecimal("1.05")).toPlainString();
        double otherVariance = deviation(sampler(more, 13)::draw, variance);
        DiscreteGaussian right = sampler(variance, 14);
        double fewZeros = deviation(
                () -> {
                    long x = right.draw();
                    return x == 0 && random.nextInt(8) == 0 ? 1 : x;
                },
                variance);

        assertThat(cutOff).isGreaterThan(6);
        assertThat(otherVariance).isGreaterThan(6);
        assertThat(fewZeros).isGreaterThan(6);
        if (sigma <= 1) {
            assertThat(rounded).isGreaterThan(6); // for wide ones the two laws are alike to a hair
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.5", "10", "500"})
    void hasMeanNoughtAndNoMoreThanItsVariance(String variance) {
        DiscreteGaussian sampler = sampler(variance, 15);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS; i++) {
            long x = sampler.draw();
            sum += x;
            squares += (double) x * x;
        }
        double sigma = sampler.sigma();
        assertThat(sum / DRAWS).isCloseTo(0, within(5 * sigma / Math.sqrt(DRAWS)));
        assertThat(squares / DRAWS).isLessThan(sigma * sigma * (1 + 5 * Math.sqrt(2.0 / DRAWS)));
    }

    @Test
    void theIntervalHoldsAsManyDrawsAsItSays() {
        DiscreteGaussian sampler = sampler("50", 16);
        long w = sampler.halfWidth(0.95);
        int inside = 0;
        for (int i = 0; i < DRAWS; i++) {
            inside += Math.abs(sampler.draw()) <= w ? 1 : 0;
        }
        assertThat(w).isEqualTo(14); // 1.96 × 7.07, rounded up
        assertThat(inside / (double) DRAWS).isBetween(0.95, 0.97);
    }

    @Test
    void drawsFromTheSystemDifferFromRunToRun() {
        DiscreteGaussian one = DiscreteGaussian.of(new BigDecimal("1000000"));
        DiscreteGaussian other = DiscreteGaussian.of(new BigDecimal("1000000"));
        boolean differ = false;
        for (int i = 0; i < 20; i++) {
            differ |= one.draw() != other.draw();
        }
        assertThat(differ).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e13", "0.0000000000001"})
    void refusesWhatIsNoVariance(String variance) {
        assertThatIllegalArgumentException().isThrownBy(() -> DiscreteGaussian.of(new BigDecimal(variance)));
    }
}
