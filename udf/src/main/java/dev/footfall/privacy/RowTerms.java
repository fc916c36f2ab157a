package dev.footfall.privacy;

import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.TableSpec;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long the rows of a table are kept, and which of their columns end before them. A row ends with the column that is
 * kept longest, but with the first of those that it cannot do without ({@link ColumnSpec#required()}).
 */
public final class RowTerms {
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Term row;
    private final String clause;

    private RowTerms(CompiledPolicy policy, TableSpec table) {
        Term longest = Term.NONE;
        Optional<Rule> shortest = Optional.empty();
        for (ColumnSpec column : table.columns()) {
            Optional<Rule> rule = policy.rule(table, column);
            if (rule.isEmpty()) {
                continue;
            }
            longest = longest.max(rule.get().retention());
            if (!column.required()) {
                rules.put(column.name(), rule.get());
            } else if (shortest.isEmpty()
                    || shortest.get().retention().longerThan(rule.get().retention())) {
                shortest = rule;
            }
        }
        row = shortest.map(Rule::retention).filter(longest::longerThan).orElse(longest);
        clause = shortest.map(Rule::clause).orElse("");
    }

    /** The terms of a table. */
    public static RowTerms of(CompiledPolicy policy, TableSpec table) {
        return new RowTerms(policy, table);
    }

    /** How long a row is kept; {@link Term#NONE} when the policy has no rule for the table. */
    public Term row() {
        return row;
    }

    /** The clause under which a row as a whole is kept; empty when the policy has no rule for the table. */
    public String clause() {
        return clause;
    }

    /** Whether rows of a day are no longer kept on the day {@code asOf}. */
    public boolean rowEnded(LocalDate day, LocalDate asOf) {
        return ended(row, day, asOf);
    }

    /** Rules of the columns that are kept for a shorter time than their row, by column. */
    public Map<String, Rule> shorter() {
        Map<String, Rule> shorter = new LinkedHashMap<>();
        rules.forEach((column, rule) -> {
            if (rule.retention().count() > 0 && row.longerThan(rule.retention())) {
                shorter.put(column, rule);
            }
        });
        return shorter;
    }

    /** Columns whose values of a day are no longer kept on the day {@code asOf}, though their rows may be. */
    public List<String> endedColumns(LocalDate day, LocalDate asOf) {
        List<String> ended = new ArrayList<>();
        shorter().forEach((column, rule) -> {
            if (ended(rule.retention(), day, asOf)) {
                ended.add(column);
            }
        });
        return ended;
    }

    private static boolean ended(Term term, LocalDate day, LocalDate asOf) {
        return !term.after(day).isAfter(asOf);
    }
}
