package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.hold.HeldCase;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.KeyException;
import dev.footfall.privacy.KeyStore;
import dev.footfall.text.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall hold release}: ends a case. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = {
            "Ends a case: destroys its key and its copies. What the tables still have stays there until its term is"
                    + " over;",
            "what retention or erasure took out of them is gone for good then."
        },
        footer = {"", "Interrupted, it can be run again.", "", "Examples:", "  footfall hold release --case 12-C-4711"})
final class HoldReleaseCommand implements Callable<Integer> {
    @ParentCommand
    HoldCommand parent;

    @Spec
    CommandSpec spec;

    @Option(names = "--case", required = true, paramLabel = "ID", description = "The case, as 'hold list' names it.")
    @Nullable
    String caseId;

    @Override
    public Integer call() {
        String id = CaseOptions.checked(caseId);
        Workspace workspace = Workspace.of(parent.footfall.options());
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            KeyStore keys = warehouse.openKeys();
            Holds holds = Holds.of(warehouse, keys);
            if (!holds.exists(id)) {
                List<String> known =
                        holds.openCases().stream().map(HeldCase::id).toList();
                throw new UserException(
                        "no case '" + id + "' is open",
                        NearestName.of(id, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("'footfall hold list' names those that are"));
            }
            Optional<HeldCase> open = readable(holds, id);
            Act act = NotedCommand.act(spec, workspace.policy(), Set.of())
                    .underCase(id, open.map(c -> String.join(" ", c.bases())).orElse(null));
            if (open.isPresent()) {
                act = act.tables(open.get().rows().keySet()).rows(open.get().total());
            }
            workspace.ledger().append(act);
            holds.release(id);
            spec.commandLine()
                    .getErr()
                    .println("case " + id + " is released: its key and "
                            + open.map(c -> String.format(Locale.ROOT, "%,d rows", c.total()))
                                    .orElse("what was left of its copies")
                            + " are destroyed");
        }
        return 0;
    }

    /** A case can be released even when it can no longer be read, as after a release that was interrupted. */
    private static Optional<HeldCase> readable(Holds holds, String id) {
        try {
            return holds.find(id);
        } catch (UserException | KeyException keyIsGone) {
            return Optional.empty();
        }
    }
}
