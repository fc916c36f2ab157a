package dev.footfall.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PolicySchemaTest {
    private static final Path SAMPLE = Path.of("..", "data-samples", "policy.yaml");
    private static final JsonNode SCHEMA_TEXT = schemaText();
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(
                    SCHEMA_TEXT,
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    private static JsonNode schemaText() {
        try (InputStream in = PolicyFile.class.getResourceAsStream("policy.schema.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<ValidationMessage> validate(String yaml) throws IOException {
        return SCHEMA.validate(new ObjectMapper(new YAMLFactory()).readTree(yaml));
    }

    @Test
    void acceptsTheBundledPolicyAndTheSample() throws IOException {
        assertThat(validate(PolicyFileTest.BUNDLED)).isEmpty();
        assertThat(validate(Files.readString(SAMPLE))).isEmpty();
    }

    @Test
    void theSampleIsAPolicyForEveryColumn() {
        CompiledPolicy sample = CompiledPolicy.of(PolicyFile.load(SAMPLE), Tables.ALL);
        assertThat(sample.violations()).isEmpty();
        assertThat(sample.form("security.hits", "ip")).isEqualTo(Form.TOKEN);
        assertThat(sample.form("audience.hits", "city")).isEqualTo(Form.DROP);
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "wrong_policies.csv", numLinesToSkip = 1, delimiter = ';', quoteCharacter = '\u0001')
    void refusesWhatTheLoaderRefusesUnlessOnlyTheLoaderCanTell(String name, String find, String replace, String judge)
            throws IOException {
        Set<ValidationMessage> messages = validate(PolicyFileTest.changed(find, replace));
        assertThat(judge).isIn("both", "loader");
        assertThat(messages.isEmpty()).as(name + ": " + messages).isEqualTo(judge.equals("loader"));
    }

    @Test
    void namesTheColumnsAndFormsThatTheTablesHave() {
        Set<String> inTables = new TreeSet<>();
        for (TableSpec table : Tables.ALL) {
            for (ColumnSpec column : table.columns()) {
                String forms = Arrays.stream(Form.values())
                        .filter(column.forms()::contains)
                        .map(PolicyReader::label)
                        .collect(Collectors.joining("_"));
                inTables.add(
                        "\"" + column.name() + "\": { \"$ref\": \"#/$defs/" + forms + "\" } in " + table.fullName());
            }
        }
        Set<String> inSchema = new TreeSet<>();
        SCHEMA_TEXT.at("/properties/rules/properties").properties().forEach(table -> table.getValue()
                .get("properties")
                .properties()
                .forEach(column -> inSchema.add("\"" + column.getKey() + "\": { \"$ref\": \""
                        + column.getValue().get("$ref").asText() + "\" } in " + table.getKey())));
        assertThat(inSchema).as("columns of policy.schema.json").isEqualTo(inTables);
    }

    @Test
    void everyFormGroupListsItsForms() {
        SCHEMA_TEXT.get("$defs").properties().forEach(definition -> {
            JsonNode forms = definition.getValue().at("/properties/form/enum");
            if (!forms.isMissingNode()) {
                Set<String> listed = new TreeSet<>();
                forms.forEach(form -> listed.add(form.asText()));
                assertThat(listed)
                        .isEqualTo(new TreeSet<>(Set.of(definition.getKey().split("_"))));
            }
        });
    }
}
