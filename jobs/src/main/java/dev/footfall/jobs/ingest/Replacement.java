package dev.footfall.jobs.ingest;

import dev.footfall.jobs.warehouse.Adjustment;
import dev.footfall.jobs.warehouse.RowRemoval;
import dev.footfall.jobs.warehouse.RowSelection;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What a fresh reading of files takes the place of: all that earlier batches took of these files, or of their beginnings,
 * lines that were replayed from quarantine since included.
 *
 * @param removals what goes, by full table name
 * @param notes what the user should know, a sentence each
 */
record Replacement(Map<String, RowRemoval> removals, List<Adjustment> adjustments, List<String> notes) {
    /** An ingest that replaces nothing. */
    static final Replacement NONE = new Replacement(Map.of(), List.of(), List.of());

    private static final List<TableSpec> TABLES =
            List.of(Tables.AUDIENCE_HITS, Tables.SECURITY_HITS, Tables.NETWORK_HOURLY, Tables.QUARANTINE, Tables.FILES);

    /** Finds what goes; {@code batch} is the batch that brings the new rows. */
    static Replacement of(
            Warehouse warehouse, String batch, Collection<InputPlanner.Looked> files, InputPlanner planner) {
        List<String> notes = new ArrayList<>();
        Map<Vault, Set<String>> ids = new LinkedHashMap<>();
        for (InputPlanner.Looked file : files) {
            notes.add(note(file));
            for (FileIdentity.Known known : file.replaced()) {
                for (Vault vault : Vault.values()) {
                    ids.computeIfAbsent(vault, v -> new HashSet<>())
                            .add(planner.id(TokenKind.file(vault), planner.identityOfRows(known)));
                }
            }
        }
        if (ids.isEmpty()) {
            return new Replacement(Map.of(), List.of(), notes);
        }
        Set<String> batches = batches(warehouse, ids.getOrDefault(Vault.INGEST, Set.of()));
        Map<String, RowRemoval> removals = new LinkedHashMap<>();
        for (TableSpec spec : TABLES) {
            RowSelection selection = RowSelection.ofFiles(ids.getOrDefault(spec.vault(), Set.of()), batches);
            removals.put(spec.fullName(), RowRemoval.of(warehouse.table(spec.fullName()), batch, selection));
        }
        notes.add("rows replaced: "
                + removals.entrySet().stream()
                        .filter(entry -> entry.getValue().total() > 0)
                        .map(entry -> String.format(
                                Locale.ROOT, "%,d of %s", entry.getValue().total(), entry.getKey()))
                        .collect(Collectors.joining(", ")));
        return new Replacement(removals, Adjustment.of(batch, Adjustment.Kind.AGAIN, removals), notes);
    }

    private static String note(InputPlanner.Looked file) {
        String batches = file.replaced().stream()
                .map(FileIdentity.Known::batch)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return batches.isEmpty()
                ? file.path() + " was not taken before: it replaces nothing"
                : file.path() + " takes the place of what batch " + batches + " took of it";
    }

    /** The batches that wrote rows of these files. */
    private static Set<String> batches(Warehouse warehouse, Set<String> ids) {
        Set<String> batches = new HashSet<>();
        try (CloseableIterable<Record> rows = IcebergGenerics.read(warehouse.table(Tables.FILES.fullName()))
                .select("batch", "file")
                .build()) {
            for (Record row : rows) {
                if (ids.contains((String) row.getField("file"))) {
                    batches.add((String) row.getField("batch"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }
}
