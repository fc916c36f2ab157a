package dev.footfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({
        "combned, combined",
        "Combined, combined",
        "comon, common",
        "combined-time, combined_time",
        "combiend, combined",
        "wc3, w3c",
        "quarantine, ''",
        "xyz, ''",
        "'', ''"
    })
    void offersTheNearestName(String typed, String expected) {
        List<String> known = List.of("combined", "common", "combined_time", "w3c", "beacon");
        assertThat(NearestName.of(typed, known).orElse("")).isEqualTo(expected);
    }

    @Property
    void distanceIsAMetricsBasics(@ForAll @StringLength(max = 8) String a, @ForAll @StringLength(max = 8) String b) {
        assertThat(NearestName.distance(a, a)).isZero();
        assertThat(NearestName.distance(a, b)).isEqualTo(NearestName.distance(b, a));
        assertThat(NearestName.distance(a, b))
                .isBetween(Math.abs(a.length() - b.length()), Math.max(a.length(), b.length()));
    }
}
