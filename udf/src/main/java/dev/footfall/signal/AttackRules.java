package dev.footfall.signal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The content of {@code attack_rules.yaml}, which says what the parts mean. */
record AttackRules(List<String> tags, List<Rule> rules) {
    /** Where a rule looks. */
    enum Place {
        /** The whole target, decoded. */
        @JsonProperty("target")
        TARGET,
        /** The target before {@code ?}, decoded. */
        @JsonProperty("path")
        PATH,
        /** The target after {@code ?}, decoded. */
        @JsonProperty("query")
        QUERY,
        /** The target in lower case as it came, escapes included. */
        @JsonProperty("raw")
        RAW,
        /** The referrer, decoded. */
        @JsonProperty("referrer")
        REFERRER,
        /** The User-Agent, decoded. */
        @JsonProperty("agent")
        AGENT
    }

    record Rule(
            String tag,
            List<Place> in,
            List<String> any,
            @Nullable String pattern,
            List<String> examples,
            List<String> counterExamples) {}

    static AttackRules bundled() {
        YAMLMapper yaml = YAMLMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try (InputStream in = Objects.requireNonNull(AttackRules.class.getResourceAsStream("attack_rules.yaml"))) {
            return yaml.readValue(in, AttackRules.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the bundled attack rules cannot be read", e);
        }
    }
}
