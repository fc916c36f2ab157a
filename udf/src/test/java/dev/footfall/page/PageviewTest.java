package dev.footfall.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footfall.agent.AgentClass;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PageviewTest {
    @ParameterizedTest
    @CsvFileSource(resources = "pageview_cases.csv", numLinesToSkip = 1, quoteCharacter = '"')
    void followsTheDefinition(
            boolean expected,
            String kind,
            @Nullable String method,
            int status,
            String agentClass,
            @Nullable String beaconEvent,
            String why) {
        AgentClass who = Stream.of(AgentClass.values())
                .filter(c -> c.label().equals(agentClass))
                .findFirst()
                .orElseThrow();
        assertThat(Pageview.isPageview(Kind.valueOf(kind.toUpperCase(Locale.ROOT)), method, status, who, beaconEvent))
                .as(why)
                .isEqualTo(expected);
    }
}
