package dev.footfall.agent;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of {@code agent_rules.yaml}, which says what the parts mean. */
record AgentRules(
        List<Program> programs,
        List<Word> words,
        List<Person> people,
        Map<String, String> crawlerNames,
        List<SystemRule> systems) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** A program that says what it is. */
    record Program(
            String name,
            @JsonProperty("class") AgentClass agentClass,
            List<String> tokens,
            List<String> version,
            List<String> examples) {
        Program {
            version = orElse(version, tokens);
        }
    }

    /** A word by which agents call themselves robots. */
    record Word(String word, boolean end, List<String> except, List<String> examples, List<String> counterExamples) {
        Word {
            except = orElse(except, List.of());
        }
    }

    /** A pattern of the crawler list that would take people for crawlers. */
    record Person(String pattern, List<String> unless, String why, String example) {
        Person {
            unless = orElse(unless, List.of());
        }
    }

    /** An operating system and the device it tells. */
    record SystemRule(String os, DeviceClass device, List<String> tokens, List<String> also, List<String> examples) {
        SystemRule {
            also = orElse(also, List.of());
        }
    }

    /** A browser; {@code version} holds where the version stands, the first that occurs. */
    record Browser(String name, List<String> tokens, List<String> also, List<String> version, List<String> examples) {
        Browser {
            also = orElse(also, List.of());
            version = orElse(version, tokens);
        }
    }

    /** The content of {@code browser_rules.yaml}. */
    record Browsers(List<Browser> browsers) {}

    static AgentRules bundled() {
        return read("agent_rules.yaml", AgentRules.class);
    }

    static List<Browser> bundledBrowsers() {
        return read("browser_rules.yaml", Browsers.class).browsers();
    }

    private static <T> List<T> orElse(@Nullable List<T> given, List<T> otherwise) {
        return given == null ? otherwise : given;
    }

    private static <T> T read(String resource, Class<T> type) {
        try (InputStream in = Objects.requireNonNull(AgentRules.class.getResourceAsStream(resource))) {
            return YAML.readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("bundled rules " + resource + " cannot be read", e);
        }
    }
}
