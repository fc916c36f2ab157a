package dev.footfall.table;

import java.util.Set;

/**
 * A column.
 *
 * @param name snake_case, the same in tables, reports and the policy file
 * @param forms the forms in which the program can write it; a rule with another form is refused. {@link Form#DROP} is
 *     always possible except for columns that carry the accounts ({@code batch}, {@code file}, {@code day}, {@code ts})
 * @param description one line
 */
public record ColumnSpec(String name, ColumnType type, Set<Form> forms, String description) {
    public ColumnSpec {
        forms = Set.copyOf(forms);
    }

    /** Whether the program cannot do without the column, so that the policy may not drop it. */
    public boolean required() {
        return !forms.contains(Form.DROP);
    }
}
