package dev.footfall.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentClassifierTest {
    private static final int HOSTILE_LENGTH = 65_536;
    private static final AgentClassifier CLASSIFIER = AgentClassifier.bundled();

    @ParameterizedTest
    @CsvFileSource(
            resources = "agent_cases.csv",
            delimiter = '|',
            quoteCharacter = '\u0001',
            useHeadersInDisplayName = true)
    void tellsClassDeviceSystemNameAndVersion(
            String agentClass, String device, String os, String name, int version, String userAgent) {
        Agent agent = CLASSIFIER.classify(userAgent);
        assertThat(agent.agentClass().label()).isEqualTo(agentClass);
        assertThat(agent.device().label()).isEqualTo(device);
        assertThat(agent.os()).isEqualTo(os);
        assertThat(agent.name()).isEqualTo(name);
        assertThat(agent.majorVersion()).isEqualTo(version);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-", "   "})
    void takesAMissingAgentForATool(String userAgent) {
        assertThat(CLASSIFIER.classify(userAgent)).isEqualTo(Agent.ABSENT);
        assertThat(Agent.ABSENT.agentClass()).isEqualTo(AgentClass.TOOL);
    }

    @Test
    void looksAtTheFirst1024CharactersOnly() {
        String browser = "Mozilla/5.0 (X11; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0";
        assertThat(CLASSIFIER
                        .classify(browser + " ".repeat(1024) + "Googlebot/2.1")
                        .agentClass())
                .isEqualTo(AgentClass.HUMAN);
        assertThat(CLASSIFIER
                        .classify(browser + " ".repeat(500) + "Googlebot/2.1")
                        .agentClass())
                .isEqualTo(AgentClass.DECLARED_BOT);
    }

    @ParameterizedTest
    @MethodSource("hostileAgents")
    void spendsLittleOnHostileAgents(String userAgent) {
        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int i = 0; i < 1000; i++) {
                CLASSIFIER.classify(userAgent);
            }
        });
    }

    static Stream<String> hostileAgents() {
        return Stream.of(
                        "a",
                        "(",
                        "Spider spider",
                        "ContextualBot",
                        "Current",
                        "Mozilla/",
                        " ",
                        "\u0000",
                        "\ud800",
                        "WGET",
                        "sonic",
                        "9")
                .map(s -> s.repeat(HOSTILE_LENGTH / s.length()));
    }

    @Test
    void namesNothingThatStandsOnlyInTheAgent() {
        Random random = new Random(7);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            String word = Long.toString(random.nextLong(), 36);
            names.add(CLASSIFIER.classify(word + "/1.0").name());
            Agent phone = CLASSIFIER.classify("Mozilla/5.0 (Linux; Android 9; " + word.toUpperCase(Locale.ROOT)
                    + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/100.0.0.0 Mobile Safari/537.36");
            names.add(phone.name());
            names.add(phone.os());
        }
        assertThat(names).hasSizeLessThan(8).contains(Agent.OTHER, "Chrome", "Android");
    }
}
