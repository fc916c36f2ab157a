package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.BatchId;
import dev.footfall.jobs.warehouse.BatchPlan;
import dev.footfall.jobs.warehouse.RowRemoval;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.GivenIdentifier;
import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.OptOutList;
import dev.footfall.table.Form;
import dev.footfall.table.Tables;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall optout import}: puts identifiers on the list of opt-outs. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Puts identifiers on the list of opt-outs, one a line as kind,value, or as values of one --kind. Kinds:"
                    + " cookie,",
            "account, address (all who share it), mail (an account that unsubscribed from optional mail).",
            "From then on 'ingest' marks their hits as opted out. Hits that are there already are marked where the key"
                    + " of",
            "their epoch lives; in older epochs nobody can be found any more."
        },
        footer = {
            "",
            "A line that is wrong is named by its number, and nothing is imported. Interrupted, run it again.",
            "",
            "Examples:",
            "  footfall optout import optouts.csv",
            "  footfall optout import --kind mail - < unsubscribed.txt"
        })
final class OptOutImportCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("kind", "identifiers", "new");

    @ParentCommand
    OptOutCommand parent;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What all lines are: cookie, account, address or mail.")
    @Nullable
    String kind;

    @Parameters(paramLabel = "FILE", description = "File of identifiers; - for standard input.")
    String file = "";

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Workspace workspace = Workspace.of(parent.footfall.options());
        CompiledPolicy policy = workspace.policy();
        List<GivenIdentifier> entries = IdentifierLines.of("FILE", file, kind, List.of(Kind.values()));
        if (policy.form(Tables.AUDIENCE_HITS.fullName(), "opt_out") == Form.DROP
                && entries.stream().anyMatch(entry -> entry.kind() != Kind.MAIL)) {
            throw new UserException(
                    "the policy drops audience.hits.opt_out, so no opt-out would be honoured",
                    "give the column a rule with form: derive");
        }
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            KeyStore keys = warehouse.openKeys();
            workspace.ledger().append(act(workspace, entries));
            OptOutList list = OptOutList.read(warehouse.directory(), keys);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (Map.Entry<Kind, List<GivenIdentifier>> ofKind : byKind(entries).entrySet()) {
                long fresh = list.add(ofKind.getValue());
                rows.add(List.of(
                        ofKind.getKey().label(), (long) ofKind.getValue().size(), fresh));
            }
            long marked = mark(warehouse, new OptOutEdit(new KnownTokens(entries, keys, workspace.policyVersions())));
            output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "marked %,d hits that were there; hits of epochs whose key is gone cannot be found%n",
                            marked);
        }
        return 0;
    }

    private Act act(Workspace workspace, List<GivenIdentifier> entries) {
        Act act = DoorAct.of(spec, workspace.policy(), Set.of(), null).tables(List.of(Tables.AUDIENCE_HITS.fullName()));
        for (Map.Entry<Kind, List<GivenIdentifier>> ofKind : byKind(entries).entrySet()) {
            act = act.fact(ofKind.getKey().label(), ofKind.getValue().size());
        }
        return act;
    }

    private static Map<Kind, List<GivenIdentifier>> byKind(List<GivenIdentifier> entries) {
        Map<Kind, List<GivenIdentifier>> byKind = new EnumMap<>(Kind.class);
        entries.forEach(entry ->
                byKind.computeIfAbsent(entry.kind(), k -> new ArrayList<>()).add(entry));
        return byKind;
    }

    /** Marks the rows that are there, in one step; says how many. */
    private static long mark(Warehouse warehouse, OptOutEdit edit) {
        String act = BatchId.next(Clock.systemUTC());
        String table = Tables.AUDIENCE_HITS.fullName();
        warehouse.begin(act);
        try {
            RowRemoval marked = RowRemoval.of(warehouse.table(table), act, edit);
            if (marked.totalChanged() == 0) {
                warehouse.abandon(act);
                return 0;
            }
            warehouse.commit(BatchPlan.of(act, Map.of(table, marked), Map.of()));
            return marked.totalChanged();
        } catch (RuntimeException | Error e) {
            warehouse.abandon(act);
            throw e;
        }
    }
}
