package dev.footfall.jobs.door;

import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.Purpose;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** What the ledger notes of a door. */
public final class DoorAct {
    private DoorAct() {}

    /**
     * The act of a command.
     *
     * @param purposes for which the data was kept
     * @param clause id of the clause that opens the door; noted beside those of the purposes
     */
    public static Act of(
            CommandSpec spec, CompiledPolicy policy, Collection<Purpose> purposes, @Nullable String clause) {
        Act act = NotedCommand.act(spec, policy, purposes);
        Set<String> clauses = new LinkedHashSet<>(act.clauses());
        if (clause != null) {
            clauses.add(clause);
        }
        return act.purposes(act.purposes(), clauses);
    }

    /** With keyed digests of what was looked for; as it is when nothing was. */
    public static Act looked(Act act, String name, String digests) {
        return digests.isEmpty() ? act : act.fact(name, digests);
    }
}
