package dev.footfall.privacy;

import dev.footfall.table.Form;
import dev.footfall.table.Vault;
import java.util.List;
import java.util.Optional;

/**
 * Why a column is what it is: rule, purposes, retention, clause.
 *
 * @param column full name, such as {@code audience.hits.browser}
 * @param description what the column holds
 * @param form {@link Form#DROP} when it has no rule
 * @param retention {@link Term#NONE} when it is not kept
 * @param clause the clause that allows it; empty when it is not kept
 * @param origin the policy file
 * @param version the policy's version
 * @param line line of the rule in the file; 0 when it has none
 * @param note why it is dropped; empty when it is kept
 */
public record Explanation(
        String column,
        String description,
        Form form,
        DataClass dataClass,
        Term retention,
        List<Use> uses,
        Optional<PolicyFile.Clause> clause,
        String origin,
        String version,
        int line,
        String note) {

    /**
     * A purpose for which the column is kept.
     *
     * @param epoch how long a token of its vault stays the same
     * @param retention the longest that the purpose allows
     */
    public record Use(Purpose purpose, Vault vault, EpochKind epoch, Term retention, List<String> clauses) {}
}
