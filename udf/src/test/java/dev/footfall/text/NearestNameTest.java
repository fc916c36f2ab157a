package dev.footfall.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"tokn, token", "kepe, keep", "browsr, browser", "token, token", "audiense, audience"})
    void offersTheNameThatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, List.of("keep", "token", "browser", "audience")))
                .contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"zebra", "network-hourly"})
    void offersNothingWhenNothingIsNear(String typed) {
        assertThat(NearestName.of(typed, List.of("keep", "token"))).isEmpty();
    }

    @Test
    void offersTheAlphabeticallyFirstOfEquallyNearNames() {
        assertThat(NearestName.of("cat", List.of("rat", "bat"))).contains("bat");
    }
}
