package dev.footfall.jobs.ingest;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.jobs.warehouse.QuarantinedLine;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.log.Detection;
import dev.footfall.log.LogFormats;
import dev.footfall.log.Outcome;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How much of a batch may go to quarantine before the ingest says that something is wrong.
 *
 * @param percent of the new lines, 0 to 100
 */
record QuarantineLimit(double percent) {
    /** Fewer new lines than this prove nothing: one odd line in twenty of a small log is no format that changed. */
    static final int LEAST_LINES = 1_000;

    /** Quarantined lines of a file by which its real format is looked for. */
    private static final int SAMPLE_LINES = 200;

    QuarantineLimit {
        if (!(percent >= 0 && percent <= 100)) {
            throw new UserException(
                    "--max-quarantine " + percent + " is no share of lines", "give a percentage from 0 to 100");
        }
    }

    /** Whether a batch has more quarantined lines than it may. */
    boolean exceededBy(IngestJob.Answer answer) {
        long lines = newLines(answer.files());
        return lines >= LEAST_LINES && 100.0 * quarantined(answer.files()) > percent * lines;
    }

    private static long newLines(List<FileAccount> files) {
        return files.stream()
                .mapToLong(file -> file.hits() + file.quarantined())
                .sum();
    }

    private static long quarantined(List<FileAccount> files) {
        return files.stream().mapToLong(FileAccount::quarantined).sum();
    }

    /**
     * What is the matter with a batch that exceeds the limit, and how to mend it: one line.
     *
     * @param epochs the epoch that the policy gives the quarantine
     */
    String complaint(IngestJob.Answer answer, Warehouse warehouse, EpochKind epochs) {
        FileAccount worst = answer.files().stream()
                .max(Comparator.comparingLong(FileAccount::quarantined))
                .orElseThrow();
        long lines = newLines(answer.files());
        String batch = answer.batch().orElse("");
        Optional<String> format = looksLike(worst, batch, warehouse, epochs);
        String cause = format.map(name -> worst.path() + " looks like " + name + ", not " + worst.format())
                .orElseGet(() -> worst.path() + ": most of its lines " + mostOften(worst.reasons()));
        String advice = format.map(name ->
                        "read them again by 'footfall quarantine replay --batch " + batch + " --format " + name + "'")
                .orElse("look at them by 'footfall quarantine show --batch " + batch + "', or take the batch back by"
                        + " 'footfall batches undo " + batch + "'");
        return String.format(
                Locale.ROOT,
                "%.1f %% of %,d lines went to quarantine, more than --max-quarantine %s: %s; %s",
                100.0 * quarantined(answer.files()) / lines,
                lines,
                percent == Math.rint(percent) ? String.valueOf((long) percent) : String.valueOf(percent),
                cause,
                advice);
    }

    private static String mostOften(Map<Outcome, Long> reasons) {
        return reasons.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(entry -> "have the reason " + QuarantineRows.label(entry.getKey()) + " ("
                        + entry.getKey().reason() + ")")
                .orElse("did not parse");
    }

    /** The format that most of a file's quarantined lines have, when it is another than the one it was read by. */
    private static Optional<String> looksLike(FileAccount file, String batch, Warehouse warehouse, EpochKind epochs) {
        KeyStore keys = warehouse.openKeys();
        List<byte[]> sample = new ArrayList<>();
        String name = file.path().substring(file.path().lastIndexOf('/') + 1);
        try (WarehouseLock lock = warehouse.lockForReading()) {
            QuarantinedLine.forEach(warehouse, new QuarantineCipher(keys, epochs), batch, line -> {
                if (line.content() instanceof QuarantineCipher.Plain plain
                        && (line.name().isEmpty() || line.name().equals(name))) {
                    sample.add(plain.line());
                }
                return sample.size() < SAMPLE_LINES;
            });
        }
        return LogFormats.detect(sample)
                .map(Detection::format)
                .map(format -> format.name())
                .filter(format -> !format.equals(file.format()));
    }
}
