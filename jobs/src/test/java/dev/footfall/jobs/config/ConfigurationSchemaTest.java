package dev.footfall.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.footfall.jobs.UserException;
import dev.footfall.page.EventRules;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema, the example, the documentation and the program say the same. */
class ConfigurationSchemaTest {
    private static final Path SAMPLE = Path.of("..", "data-samples", "footfall.yaml");
    private static final JsonNode TEXT = text();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(TEXT);

    private static JsonNode text() {
        try (InputStream in = Configuration.class.getResourceAsStream("/footfall.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<ValidationMessage> validate(String yaml) throws IOException {
        return SCHEMA.validate(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    }

    /** A part of the configuration: its record, and where the schema describes it. */
    private record Part(Class<?> type, String pointer, String prefix) {}

    static Stream<Part> parts() {
        return Stream.of(
                new Part(Configuration.class, "/properties", ""),
                new Part(CatalogSettings.class, "/properties/catalog/properties", "catalog."),
                new Part(Configuration.Databases.class, "/properties/databases/properties", "databases."),
                new Part(Configuration.Pages.class, "/properties/pages/properties", "pages."),
                new Part(Configuration.Site.class, "/$defs/site/properties", "sites[]."),
                new Part(Configuration.Event.class, "/$defs/event/properties", "events[]."));
    }

    private static Set<String> keys(Class<?> type) {
        return Arrays.stream(type.getDeclaredConstructors())
                .flatMap(constructor -> Arrays.stream(constructor.getParameters()))
                .map((Parameter parameter) -> parameter.getAnnotation(JsonProperty.class))
                .filter(Objects::nonNull)
                .map(JsonProperty::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void schemaAndRecordHaveTheSameKeys(Part part) {
        Set<String> described = new TreeSet<>();
        TEXT.at(part.pointer).fieldNames().forEachRemaining(described::add);

        Set<String> declared = keys(part.type).isEmpty() ? componentKeys(part.type) : keys(part.type);

        assertThat(declared).isNotEmpty().isEqualTo(described);
    }

    private static Set<String> componentKeys(Class<?> type) {
        return Arrays.stream(type.getDeclaredFields())
                .map(field -> field.getAnnotation(JsonProperty.class))
                .filter(Objects::nonNull)
                .map(JsonProperty::value)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("parts")
    void everyKeyIsDocumentedAndInTheExample(Part part) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));
        String example = Files.readString(SAMPLE);

        TEXT.at(part.pointer).fieldNames().forEachRemaining(key -> {
            boolean container =
                    TEXT.at(part.pointer + "/" + key + "/properties").isObject()
                            || key.equals("sites")
                            || key.equals("events");
            assertThat(example).contains(key + ":");
            assertThat(container || page.contains("| `" + part.prefix + key + "` |"))
                    .as(part.prefix + key)
                    .isTrue();
        });
    }

    @Test
    void theEventsAreThoseOfTheRules() {
        assertThat(TEXT.at("/$defs/event/properties/event/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(EventRules.EVENTS);
    }

    @Test
    void theExampleIsValidAndLoads() throws IOException {
        assertThat(validate(Files.readString(SAMPLE))).isEmpty();

        Configuration sample = Configuration.load(SAMPLE);
        assertThat(sample.sites()).hasSize(2);
        assertThat(sample.siteOf("de.shop.example.com")).contains("shop");
        assertThat(sample.zone("docs").getId()).isEqualTo("UTC");
        assertThat(sample.databases().city()).endsWith("geo/city.mmdb");
        assertThat(sample.spark()).containsEntry("spark.sql.shuffle.partitions", "8");
    }

    @Test
    void aFileThatSaysNothingIsValid(@TempDir Path directory) throws IOException {
        assertThat(validate("{}")).isEmpty();
        assertThat(Configuration.load(Files.writeString(directory.resolve("f.yaml"), "# nothing\n")))
                .isEqualTo(Configuration.defaults());
    }

    /** What the program refuses, the schema refuses as well. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "warehuose: w",
                "catalog: {}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall', password: x}",
                "catalog: {uri: 'jdbc:mysql://db/footfall'}",
                "catalog: {uri: 'jdbc:postgresql://db'}",
                "catalog: {uri: 'jdbc:postgresql://me:secret@db/footfall'}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall?password=secret'}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall?ssl=true&sslPassword=secret'}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall?user=me'}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall', password_variable: secret}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall', schema: 'a b'}",
                "catalog: {uri: 'jdbc:postgresql://db/footfall', name: 'a/b'}",
                "sites: [{hosts: [a]}]",
                "sites: [{name: a, zoen: UTC}]",
                "sites: shop",
                "forwarded_header: via",
                "databases: {town: x}",
                "pages: {page: [shop/**]}",
                "pages: {keep_trailing_slash: [1]}",
                "events: [{event: log-in}]",
                "events: [{event: sign-in, paths: [login]}]",
                "events: [{event: sign-in, lowest_status: many}]",
            })
    void refusesWhatIsWrong(String yaml, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("f.yaml"), yaml + "\n");

        assertThat(validate(yaml)).isNotEmpty();
        assertThatThrownBy(() -> Configuration.load(file))
                .isInstanceOf(UserException.class)
                .hasMessageContaining("f.yaml")
                .message()
                .doesNotContain("secret")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example.com/footfall",
                "jdbc:postgresql://db.example.com:5433/footfall",
                "jdbc:postgresql://a,b/footfall?sslmode=verify-full&targetServerType=primary",
                "jdbc:postgresql://[2001:db8::1]:5432/footfall?sslrootcert=/etc/user=x",
            })
    void takesAnAddressWithoutSecrets(String uri, @TempDir Path directory) throws IOException {
        String yaml = "catalog: {uri: '" + uri + "'}";
        assertThat(validate(yaml)).isEmpty();
        Configuration read = Configuration.load(Files.writeString(directory.resolve("f.yaml"), yaml));
        assertThat(read.catalog()).isEqualTo(new CatalogSettings(uri, null, null, null, "footfall"));
    }
}
