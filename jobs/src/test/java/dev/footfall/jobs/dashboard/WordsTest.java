package dev.footfall.jobs.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.jobs.dashboard.View.Figure;
import dev.footfall.jobs.dashboard.View.Headline;
import dev.footfall.jobs.dashboard.View.Unit;
import java.time.LocalDate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1234567|1,234,567", "-5|−5", "2.25|2.3", "1234.6|1,235", "NaN|–", "Infinity|–"})
    void countsHaveSeparators(double value, String shown) {
        assertThat(Words.count(value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0,0 B", "999,999 B", "1500,1.5 kB", "92400000000,92.4 GB", "123456789,123 MB", "-2000,-2.0 kB"})
    void bytesHaveUnits(double value, String shown) {
        assertThat(Words.bytes(value).replace('\u202f', ' ')).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0,0.0 %", "0.0001,<0.1 %", "0.1234,12.3 %", "1,100.0 %"})
    void sharesHaveOneDigit(double value, String shown) {
        assertThat(Words.share(value).replace('\u202f', ' ')).isEqualTo(shown);
    }

    @Test
    void unknownIsADash() {
        assertThat(Words.count(null)).isEqualTo("–");
        assertThat(Words.bytes(null)).isEqualTo("–");
        assertThat(Words.share(null)).isEqualTo("–");
    }

    @Test
    void aSpanNamesItsLastDay() {
        LocalDate day = LocalDate.of(2026, 3, 2);
        assertThat(Words.span(day, day.plusDays(28))).isEqualTo("2 Mar 2026 – 29 Mar 2026");
        assertThat(Words.span(day, day.plusDays(1))).isEqualTo("2 Mar 2026");
    }

    @ParameterizedTest
    @CsvSource({"AT,Austria", "SG,Singapore", "(other),(other)", "unknown,unknown"})
    void countriesHaveNames(String code, String name) {
        assertThat(Words.country(code)).isEqualTo(name);
    }

    @Test
    void charactersThatHideOrReorderAreShown() {
        assertThat(Words.visible("a\u202eb\u0000c\u200bd\u2028")).isEqualTo("a\\u202eb\\u0000c\\u200bd\\u2028");
        assertThat(Words.visible("Zürich – 東京 🙂")).isEqualTo("Zürich – 東京 🙂");
    }

    @Test
    void longTextsAreCutBetweenCharacters() {
        assertThat(Words.visible("🙂".repeat(500))).isEqualTo("🙂".repeat(140) + "…");
        assertThat(Words.prose("x".repeat(500))).hasSize(500);
    }

    @Test
    void aChangeWithinTheIntervalsIsNoTrend() {
        assertThat(trend(Figure.estimate(110, 95, 125), Figure.estimate(100, 88, 112)))
                .isEqualTo("level +10.0 %");
        assertThat(trend(Figure.estimate(140, 125, 155), Figure.estimate(100, 88, 112)))
                .isEqualTo("up +40.0 %");
        assertThat(trend(Figure.count(50), Figure.count(100))).isEqualTo("down −50.0 %");
        assertThat(trend(Figure.count(100_001), Figure.count(100_000))).isEqualTo("level unchanged");
        assertThat(trend(Figure.count(3), Figure.count(0))).isEqualTo("up new");
        assertThat(trend(Figure.count(0), Figure.count(0))).isEqualTo("level unchanged");
    }

    @Test
    void shadesCutAtRoundNumbersAndLeaveNothingUnshaded() {
        Shades shades = Shades.of(DoubleStream.iterate(1, value -> value <= 600, value -> value + 1));
        assertThat(shades.bounds()).containsExactly(100d, 200d, 300d, 400d, 500d);
        assertThat(shades.of(0)).isZero();
        assertThat(shades.of(Double.NaN)).isZero();
        assertThat(shades.of(1)).isEqualTo(1);
        assertThat(shades.of(100)).isEqualTo(2);
        assertThat(shades.of(600)).isEqualTo(Shades.CLASSES);
        assertThat(Shades.of(DoubleStream.of(7, 7, 7)).size()).isEqualTo(1);
        assertThat(Shades.of(DoubleStream.empty()).size()).isZero();
    }

    private static String trend(Figure now, Figure before) {
        Comparison comparison = Comparison.of(new Headline("hits", "Hits", "", Unit.COUNT, now, before));
        return comparison == null
                ? "none"
                : comparison.trend() + " " + comparison.text().replace('\u202f', ' ');
    }
}
