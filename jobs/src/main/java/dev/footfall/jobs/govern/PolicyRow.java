package dev.footfall.jobs.govern;

import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.DataClass;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.privacy.Purpose;
import dev.footfall.privacy.Term;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the policy says of one column, in words for a row of a list.
 *
 * @param purposes separated by commas; null when it is not kept
 * @param retention null when it is not kept
 * @param clause null when it is not kept
 */
record PolicyRow(
        String form,
        @Nullable String purposes,
        @Nullable String retention,
        @Nullable String clause,
        String dataClass) {

    static PolicyRow of(CompiledPolicy policy, TableSpec table, ColumnSpec column) {
        Optional<Rule> rule = policy.rule(table, column).filter(r -> r.form() != Form.DROP);
        return new PolicyRow(
                word(policy.form(table.fullName(), column.name())),
                rule.map(PolicyRow::purposes).orElse(null),
                rule.map(Rule::retention).map(Term::toString).orElse(null),
                rule.map(Rule::clause).orElse(null),
                rule.map(Rule::dataClass).orElse(DataClass.OTHER).label());
    }

    private static String purposes(Rule rule) {
        return rule.purposes().stream().sorted().map(Purpose::label).collect(Collectors.joining(", "));
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
