package dev.footfall.jobs.attack;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the attacks came to, printed when all are done: the table of docs/threat-model.md. */
final class AttackTable {
    private final Map<String, String> rows = new TreeMap<>();

    /**
     * Notes the outcome of an attack.
     *
     * @param here share of the targets that it reached here, 0 to 1
     * @param control the same on a weakened build
     */
    void add(String attack, double here, double control) {
        rows.put(attack, String.format(Locale.ROOT, "| %s | %.1f %% | %.1f %% |", attack, 100 * here, 100 * control));
    }

    @Override
    public String toString() {
        return "| attack | here | on a weakened build |\n|---|---|---|\n" + String.join("\n", rows.values());
    }
}
