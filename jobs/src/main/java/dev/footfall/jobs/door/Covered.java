package dev.footfall.jobs.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.jobs.hold.HeldCase;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.hold.RowJson;
import dev.footfall.jobs.warehouse.Warehouse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What a case covers.
 *
 * @param words what, in words that name nobody
 * @param rows its rows
 * @param notes where nobody can be found any more; complete once all rows were handed over
 */
record Covered(String words, Rows rows, Collection<String> notes) {
    /** Rows, each with the full name of its table, as held copies have them. */
    interface Rows {
        void each(BiConsumer<String, JsonNode> action) throws IOException;
    }

    /** The rows that are held for a case. */
    static Covered of(Holds holds, HeldCase open) {
        List<String> selections =
                open.parts().stream().map(part -> part.selection()).distinct().toList();
        return new Covered(String.join(" | ", selections), action -> holds.forEachOnce(open, action), List.of());
    }

    /** The rows of identifiers that the tables have now. */
    static Covered of(Warehouse warehouse, KnownTokens known, HeldAddresses addresses) {
        return new Covered(
                known.words(),
                action -> {
                    for (RowChoice choice : known.choices()) {
                        String table = choice.table().fullName();
                        ChosenRows.forEach(
                                warehouse.table(table),
                                choice,
                                row -> action.accept(table, addresses.added(choice.table(), row, RowJson.of(row))));
                    }
                },
                known.closed());
    }
}
