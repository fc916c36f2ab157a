package dev.footfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("country", "campaign", "city", "day", "device", "referrer");

    @ParameterizedTest
    @CsvSource({
        "contry, country",
        "COUNTRY, country",
        "refferer, referrer",
        "dya, day",
        "ctiy, city",
        "devices, device",
        "campain, campaign"
    })
    void findsTheNameThatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, KNOWN)).contains(meant);
    }

    @Test
    void guessesNothingWhenNothingIsNear() {
        assertThat(NearestName.of("temperature", KNOWN)).isEqualTo(Optional.empty());
        assertThat(NearestName.of("", KNOWN)).isEmpty();
        assertThat(NearestName.of("day", List.of())).isEmpty();
    }
}
