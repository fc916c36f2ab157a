package dev.footfall.table;

import java.util.List;
import java.util.Optional;

/**
 * A table.
 *
 * @param vault the vault that holds it
 * @param name name inside the vault; the full name is {@code vault.name}
 * @param columns in the order of the schema; field ids count from 1 in this order and are never reused
 */
public record TableSpec(Vault vault, String name, String description, List<ColumnSpec> columns) {
    public TableSpec {
        columns = List.copyOf(columns);
    }

    /** Name as users write it, such as {@code audience.hits}. */
    public String fullName() {
        return vault.label() + "." + name;
    }

    /** The column of that name. */
    public Optional<ColumnSpec> column(String columnName) {
        return columns.stream().filter(c -> c.name().equals(columnName)).findFirst();
    }
}
