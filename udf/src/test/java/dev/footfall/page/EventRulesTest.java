package dev.footfall.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EventRulesTest {
    @ParameterizedTest
    @CsvFileSource(resources = "event_cases.csv", numLinesToSkip = 1)
    void tellsEventsByMethodPathAndStatus(@Nullable String event, @Nullable String method, String path, int status) {
        assertThat(EventRules.defaults().event(method, path, status)).isEqualTo(event);
        assertThat(EventRules.defaults().looksAt(path)).satisfies(looks -> {
            if (event != null) {
                assertThat(looks).isTrue();
            }
        });
    }

    @Test
    void letsTheSitesRulesDecideFirst() {
        EventRules rules = EventRules.of(List.of(
                new EventRules.Rule("sign-in", List.of("GET"), List.of("/sso/callback"), 200, 399),
                new EventRules.Rule("checkout", null, List.of("/login"), 0, 0)));
        assertThat(rules.event("GET", "/sso/callback", 302)).isEqualTo("sign-in");
        assertThat(rules.event("GET", "/sso/callback", 400)).isNull();
        assertThat(rules.event("POST", "/login", 200)).isEqualTo("checkout");
        assertThat(rules.event("POST", "/de/login", 200)).isEqualTo("sign-in");
        assertThat(rules.looksAt("/sso/callback")).isTrue();
        assertThat(rules.looksAt("/products/oak-lamp")).isFalse();
    }

    @Test
    void refusesAnEventThatIsNotInTheList() {
        assertThatThrownBy(() -> new EventRules.Rule("signin", null, List.of("/x"), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'signin'");
    }
}
