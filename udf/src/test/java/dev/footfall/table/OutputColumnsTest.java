package dev.footfall.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputColumnsTest {
    @Test
    void everySourceIsAColumnOfATable() {
        Set<String> columns = new HashSet<>();
        Tables.ALL.forEach(
                table -> table.columns().forEach(column -> columns.add(table.fullName() + "." + column.name())));
        assertThat(OutputColumns.ALL)
                .isNotEmpty()
                .allSatisfy(output -> assertThat(columns).as(output.toString()).containsAll(output.sources()));
    }

    @Test
    void noColumnIsListedTwice() {
        OutputColumns.outputs()
                .forEach(output -> assertThat(OutputColumns.of(output)).doesNotHaveDuplicates());
    }
}
