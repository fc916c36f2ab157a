package dev.footfall.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ApportionmentTest {
    @Test
    void givesTheRestToTheLargestRemainders() {
        assertThat(Apportionment.of(10, new double[] {1, 1, 1})).containsExactly(4, 3, 3);
        assertThat(Apportionment.of(7, new double[] {5, 0, 2})).containsExactly(5, 0, 2);
        assertThat(Apportionment.of(0, new double[] {0, 0})).containsExactly(0, 0);
    }

    @Test
    void refusesToGiveToNobody() {
        assertThatThrownBy(() -> Apportionment.of(1, new double[] {0})).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void sharesSumToTheTotal(
            @ForAll @LongRange(min = 0, max = 1_000_000) long total,
            @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0.01, max = 1000) Double> weights) {
        long[] shares = Apportionment.of(
                total, weights.stream().mapToDouble(Double::doubleValue).toArray());

        assertThat(Arrays.stream(shares).sum()).isEqualTo(total);
        assertThat(Arrays.stream(shares).min().orElseThrow()).isNotNegative();
    }

    @Test
    void wilsonMatchesThePublishedExample() {
        // 10 of 20: 0.299 to 0.701
        Interval half = Apportionment.share(0.5, 20);
        assertThat(half.low()).isCloseTo(0.2993, within(0.0005));
        assertThat(half.high()).isCloseTo(0.7007, within(0.0005));
        assertThat(Apportionment.share(0, 10).high()).isCloseTo(0.2775, within(0.0005));
    }
}
