package dev.footfall.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples that stand beside the rules. */
class AgentRulesTest {
    private static final AgentRules RULES = AgentRules.bundled();
    private static final AgentClassifier CLASSIFIER = AgentClassifier.bundled();

    @TestFactory
    Stream<DynamicTest> programsDecideTheirExamples() {
        return RULES.programs().stream().flatMap(rule -> rule.examples().stream()
                .map(example -> dynamicTest(rule.name() + ": " + example, () -> {
                    Agent agent = CLASSIFIER.classify(example);
                    assertThat(agent.name()).isEqualTo(rule.name());
                    assertThat(agent.agentClass()).isEqualTo(rule.agentClass());
                })));
    }

    @TestFactory
    Stream<DynamicTest> browsersDecideTheirExamples() {
        return AgentRules.bundledBrowsers().stream().flatMap(rule -> rule.examples().stream()
                .map(example -> dynamicTest(rule.name() + ": " + example, () -> {
                    Agent agent = CLASSIFIER.classify(example);
                    assertThat(agent.name()).isEqualTo(rule.name());
                    assertThat(agent.agentClass()).isEqualTo(AgentClass.HUMAN);
                })));
    }

    @TestFactory
    Stream<DynamicTest> systemsDecideTheirExamples() {
        return RULES.systems().stream().flatMap(rule -> rule.examples().stream()
                .map(example -> dynamicTest(rule.os() + ": " + example, () -> {
                    Agent agent = CLASSIFIER.classify(example);
                    assertThat(agent.agentClass()).isEqualTo(AgentClass.HUMAN);
                    assertThat(agent.os()).isEqualTo(rule.os());
                    assertThat(agent.device()).isEqualTo(rule.device());
                })));
    }

    @TestFactory
    Stream<DynamicTest> wordsTellRobotsAndSpareOthers() {
        return RULES.words().stream()
                .flatMap(rule -> Stream.concat(
                        rule.examples().stream()
                                .map(example -> dynamicTest(rule.word() + ": " + example, () -> assertThat(
                                                CLASSIFIER.classify(example).agentClass())
                                        .isEqualTo(AgentClass.DECLARED_BOT))),
                        rule.counterExamples().stream()
                                .map(example -> dynamicTest("not " + rule.word() + ": " + example, () -> assertThat(
                                                CLASSIFIER.classify(example).agentClass())
                                        .isEqualTo(AgentClass.HUMAN)))));
    }

    @TestFactory
    Stream<DynamicTest> peopleAreNotTakenForCrawlers() {
        return RULES.people().stream()
                .map(person -> dynamicTest(person.why(), () -> assertThat(
                                CLASSIFIER.classify(person.example()).agentClass())
                        .isEqualTo(AgentClass.HUMAN)));
    }
}
