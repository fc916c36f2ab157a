package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.NearestName;
import java.util.List;

/** Finds the table that a name on the command line means. */
final class TableNames {
    private TableNames() {}

    /**
     * The table of that full name.
     *
     * @throws UserException when there is none, with the nearest name
     */
    static TableSpec find(String name) {
        List<String> known = Tables.ALL.stream().map(TableSpec::fullName).toList();
        return Tables.named(name)
                .orElseThrow(() -> new UserException(
                        "no table '" + name + "'",
                        NearestName.of(name, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("the tables are " + String.join(", ", known))));
    }
}
