package dev.footfall.jobs.ledger;

import dev.footfall.ledger.Act;
import dev.footfall.privacy.KeyStore;
import java.nio.file.Path;
import java.util.List;

/** Notes in the ledger when keys were made, destroyed or encrypted anew. */
public final class KeyNotes {
    /** How the ledger names these entries. */
    public static final String COMMAND = "keys changed";

    private KeyNotes() {}

    /**
     * One entry for all that happened since the last one, by whichever process; none when nothing did. The caller holds
     * the writer's lock.
     *
     * @param keys directory of the keys
     * @throws dev.footfall.jobs.UserException when the ledger cannot be written; then the next call notes it
     */
    public static void note(Path keys, Ledger ledger) {
        ledger.sealing(); // makes the ledger's own key, so that its beginning is among what is noted
        KeyStore.tell(keys, events -> {
            Act act = Act.of(COMMAND, List.of());
            for (var event : events.entrySet()) {
                act = act.fact(event.getKey(), event.getValue());
            }
            ledger.append(act);
        });
    }
}
