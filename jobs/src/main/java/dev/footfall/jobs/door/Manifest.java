package dev.footfall.jobs.door;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.PolicyFile.Clause;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.privacy.Purpose;
import dev.footfall.table.OutputColumn;
import dev.footfall.table.OutputColumns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes with data that leaves: what it is, under which policy and clause, by which rule each column was kept, how many
 * rows, the files' digests, and what was left out and why. It names nobody of whom the data is.
 */
public final class Manifest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final CompiledPolicy policy;
    private final ObjectNode root = JSON.createObjectNode();
    private final ArrayNode datasets = JSON.createArrayNode();
    private final ArrayNode withheld = JSON.createArrayNode();
    private final Set<String> clauses = new LinkedHashSet<>();

    /**
     * A manifest without datasets.
     *
     * @param clause the policy's clause that lets the recipient have it; {@code null} when it is the recipient's own
     */
    public Manifest(CompiledPolicy policy, String recipient, @Nullable String clause, Instant made) {
        this.policy = policy;
        root.put("recipient", recipient);
        if (clause != null) {
            clauses.add(clause);
            root.put("clause", clause);
        }
        root.put("made", made.toString());
    }

    /** Adds a fact about the whole; nothing when it is null. */
    public Manifest fact(String name, @Nullable String value) {
        if (value != null) {
            root.put(name, value);
        }
        return this;
    }

    /**
     * Adds a file.
     *
     * @param dataset full name of the table or output
     * @param columns names of its columns, in their order
     * @param digest SHA-256 of the file
     * @param leftOut what of the dataset is not in it, with the reason
     */
    void dataset(
            String dataset,
            String file,
            Collection<String> columns,
            long rows,
            byte[] digest,
            Map<String, String> leftOut) {
        ObjectNode node = datasets.addObject()
                .put("dataset", dataset)
                .put("file", file)
                .put("rows", rows)
                .put("sha256", Parcel.hex(digest));
        ArrayNode described = node.putArray("columns");
        for (String column : columns) {
            describe(dataset, column, described.addObject());
        }
        ArrayNode out = node.putArray("left_out");
        leftOut.forEach((what, why) -> out.addObject().put("what", what).put("why", why));
    }

    /** Adds something that is in no file at all, with the reason. */
    public void leftOut(String what, String why) {
        withheld.addObject().put("what", what).put("why", why);
    }

    private void describe(String dataset, String column, ObjectNode node) {
        node.put("column", column);
        List<Rule> rules =
                sources(dataset, column).flatMap(s -> rule(s).stream()).toList();
        if (rules.isEmpty()) {
            return;
        }
        Set<String> purposes = new LinkedHashSet<>();
        Set<String> allowed = new LinkedHashSet<>();
        Set<String> forms = new LinkedHashSet<>();
        Set<String> classes = new LinkedHashSet<>();
        for (Rule rule : rules) {
            rule.purposes().stream().map(Purpose::label).sorted().forEach(purposes::add);
            allowed.add(rule.clause());
            forms.add(rule.form().name().toLowerCase(java.util.Locale.ROOT));
            classes.add(rule.dataClass().label());
        }
        clauses.addAll(allowed);
        node.put("rule", String.join(" ", forms))
                .put("class", String.join(" ", classes))
                .put("purposes", String.join(" ", purposes))
                .put("clauses", String.join(" ", allowed));
    }

    private static Stream<String> sources(String dataset, String column) {
        List<OutputColumn> ofOutput = OutputColumns.ALL.stream()
                .filter(one -> one.output().equals(dataset) && one.column().equals(column))
                .toList();
        return ofOutput.isEmpty()
                ? Stream.of(dataset + "." + column)
                : ofOutput.stream().flatMap(one -> one.sources().stream().sorted());
    }

    private Optional<Rule> rule(String fullColumn) {
        int dot = fullColumn.lastIndexOf('.');
        return Optional.ofNullable(policy.policy()
                        .rules()
                        .getOrDefault(fullColumn.substring(0, dot), Map.of())
                        .get(fullColumn.substring(dot + 1)))
                .filter(rule -> !rule.clause().isEmpty());
    }

    /** Ids of the clauses that it names. */
    public Set<String> clauses() {
        return clauses;
    }

    /** The text, with the digest of each clause that it names. */
    byte[] text() throws IOException {
        ObjectNode all = root.deepCopy();
        ObjectNode node = all.putObject("policy")
                .put("version", policy.policy().version())
                .put("starts", policy.policy().starts().toString());
        ObjectNode digests = node.putObject("clauses");
        for (String id : clauses) {
            Clause clause = policy.policy().clauses().get(id);
            if (clause != null) {
                digests.put(id, clause.sha256());
            }
        }
        all.set("datasets", datasets);
        if (!withheld.isEmpty()) {
            all.set("withheld", withheld);
        }
        return (JSON.writeValueAsString(all) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
