package dev.footfall.jobs.ingest;

import org.jspecify.annotations.Nullable;

/** The rules of the batch at hand, loaded once in each process that runs its tasks. */
final class SharedRules {
    private static @Nullable String batch;
    private static @Nullable Rules rules;

    private SharedRules() {}

    /** The rules of a batch; those of the batch before are closed. */
    static synchronized Rules of(IngestTask.Settings settings) {
        Rules loaded = rules;
        if (loaded == null || !settings.batch().equals(batch)) {
            if (loaded != null) {
                loaded.close();
            }
            loaded = Rules.load(settings.configuration());
            rules = loaded;
            batch = settings.batch();
        }
        return loaded;
    }
}
