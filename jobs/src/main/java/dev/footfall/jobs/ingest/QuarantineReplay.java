package dev.footfall.jobs.ingest;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.warehouse.Adjustment;
import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.BatchPlan;
import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.jobs.warehouse.QuarantinedLine;
import dev.footfall.jobs.warehouse.RowRemoval;
import dev.footfall.jobs.warehouse.RowSelection;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.log.LogFormat;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines in quarantine again, after a parser or a mapping was mended. Lines that parse become hits of a new batch and
 * leave quarantine, in one plan; the others stay as they are. Lines are plain in memory only, and only for as long as a
 * round takes.
 */
public final class QuarantineReplay {
    /**
     * What the user asked for.
     *
     * @param batch only lines of this batch; {@code null} for all
     * @param format the format to read them by; {@code null} for the one by which each was read
     */
    public record Request(@Nullable String batch, @Nullable LogFormat format) {}

    /**
     * What became of the lines of a file.
     *
     * @param name name of the file
     * @param format the format by which they were read now
     * @param replayed lines that were tried; {@code hits} of them parsed
     */
    public record Count(String name, String format, long replayed, long hits) {}

    /**
     * What came of it.
     *
     * @param batch the new batch, empty when nothing parsed
     * @param notes what the user should know, a sentence each
     */
    public record Answer(Optional<String> batch, List<Count> counts, List<String> notes) {}

    private final Warehouse warehouse;
    private final Configuration configuration;
    private final String code;
    private final Clock clock;

    /**
     * A replay within a warehouse.
     *
     * @param code version of the program, kept with the batch
     */
    public QuarantineReplay(Warehouse warehouse, Configuration configuration, String code, Clock clock) {
        this.warehouse = warehouse;
        this.configuration = configuration;
        this.code = code;
        this.clock = clock;
    }

    /** Replays lines. A failure leaves the warehouse as it was. */
    public Answer run(Request request) {
        long start = System.nanoTime();
        try (WarehouseLock lock = warehouse.lockForWriting();
                Rules rules = Rules.load(configuration)) {
            IngestTask.Settings settings =
                    IngestTask.Settings.of(warehouse, BatchId.next(clock), configuration, clock.millis());
            KeyStore keys = warehouse.openKeys();
            InputPlanner planner = new InputPlanner(
                    keys,
                    KnownFiles.read(warehouse),
                    new InputPlanner.Wish(null, null, true, false),
                    rules,
                    clock.millis());
            QuarantineCipher cipher = new QuarantineCipher(keys, rules.policy.epoch(TokenKind.QUARANTINE));
            warehouse.begin(settings.batch());
            try {
                ReplayedLines lines = new ReplayedLines(settings, rules, planner, request.format());
                QuarantinedLine.forEach(warehouse, cipher, request.batch(), lines::take);
                lines.flush();
                return answer(lines, settings, rules, start);
            } catch (RuntimeException e) {
                warehouse.abandon(settings.batch());
                throw e;
            }
        }
    }

    private Answer answer(ReplayedLines lines, IngestTask.Settings settings, Rules rules, long start) {
        List<Count> counts = lines.counts();
        if (lines.places().isEmpty()) {
            warehouse.abandon(settings.batch());
            return new Answer(Optional.empty(), counts, lines.notes());
        }
        commit(lines, settings, rules, (System.nanoTime() - start) / 1e9);
        return new Answer(Optional.of(settings.batch()), counts, lines.notes());
    }

    private void commit(ReplayedLines lines, IngestTask.Settings settings, Rules rules, double seconds) {
        Set<ReplayedLines.Place> places = lines.places();
        RowSelection selection = new RowSelection(
                List.of("batch", "file", "byte_offset"),
                row -> row.getField("byte_offset") instanceof Long offset
                        && places.contains(new ReplayedLines.Place(
                                (String) row.getField("batch"), (String) row.getField("file"), offset)),
                places.stream().map(ReplayedLines.Place::batch).collect(Collectors.toCollection(HashSet::new)),
                false);
        String quarantine = Tables.QUARANTINE.fullName();
        Map<String, RowRemoval> removals =
                Map.of(quarantine, RowRemoval.of(warehouse.table(quarantine), settings.batch(), selection));
        Map<String, List<DataFile>> files = new LinkedHashMap<>(lines.files());
        AccountRows rows = new AccountRows(warehouse, rules.policy, settings);
        List<AccountRows.Taken> taken = lines.taken();
        files.put(Tables.FILES.fullName(), new ArrayList<>(rows.files(taken)));
        files.put(Tables.BATCHES.fullName(), rows.batch(taken, rules, code, seconds));
        files.put(
                Tables.ADJUSTMENTS.fullName(),
                Adjustment.write(
                        warehouse, Adjustment.of(settings.batch(), Adjustment.Kind.REPLAY, removals), clock.instant()));
        warehouse.commit(BatchPlan.of(settings.batch(), removals, files));
    }
}
