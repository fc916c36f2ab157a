package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.hold.HeldPart;
import dev.footfall.jobs.hold.HoldWriter;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.hold.RowJson;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.LegalBasis;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall hold add}: copies rows for a case. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Copies rows for a case, encrypted under a key of the case. Retention and erasure go on in the tables, but"
                    + " the",
            "copies stay until the case is released; both say so. Run again for the same case it adds a further part."
        },
        footer = {
            "",
            "Keys of addresses die with their rows. --with-addresses keeps the addresses of the case's rows of",
            "security.hits in the copy, while these keys live.",
            "",
            "Examples:",
            "  footfall hold add --case 12-C-4711 --basis legal-process --file - < accounts.csv",
            "  footfall hold add --case 12-C-4711 --basis legal-process --token 3f2a0c5e8d1b4a6f9c7e2d4b6a8f0e1c",
            "  footfall hold add --case OPS-311 --basis fraud --where event=sign-in --where attack=sqli"
                    + " --from 2026-10-05 --until 2026-10-08"
        })
final class HoldAddCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("case", "table", "rows", "first_day", "last_day");

    @ParentCommand
    HoldCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    CaseOptions of = new CaseOptions();

    @Mixin
    HoldSelection selection = new HoldSelection();

    @Option(
            names = "--with-addresses",
            description = "Keeps the addresses behind the tokens of security.hits too (legal-process and fraud only).")
    boolean withAddresses;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        String caseId = of.caseId();
        Workspace workspace = Workspace.of(parent.footfall.options());
        CompiledPolicy policy = workspace.policy();
        LegalBasis basis = of.basis(List.of(LegalBasis.values()), policy);
        HeldAddresses.check(withAddresses, basis);
        selection.check();
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            KeyStore keys = warehouse.openKeys();
            KnownTokens known = new KnownTokens(selection.identifiers.identifiers(), keys, workspace.policyVersions());
            List<RowChoice> choices = selection.choices(known);
            try (HoldWriter writer = Holds.of(warehouse, keys).add(caseId)) {
                HeldAddresses addresses = new HeldAddresses(keys, policy, withAddresses);
                for (RowChoice choice : choices) {
                    String table = choice.table().fullName();
                    ChosenRows.forEach(
                            warehouse.table(table),
                            choice,
                            row -> writer.add(
                                    table,
                                    (LocalDate) row.getField("day"),
                                    addresses.added(choice.table(), row, RowJson.of(row))));
                }
                if (writer.rows().isEmpty()) {
                    throw new UserException(
                            "no row is meant by this, so nothing is held",
                            "look at the span and the conditions; rows whose term is over are gone");
                }
                HeldPart part = writer.finish(
                        caseId,
                        basis.label(),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS),
                        policy.policy().version(),
                        selection.words() + (withAddresses ? "; with addresses" : ""));
                note(workspace, part, policy.policy().legalBases().get(basis), addresses.kept());
                writer.keep();
                show(part, addresses, known);
            } catch (IOException e) {
                throw UserException.failed(
                        "the copy for case " + caseId + " cannot be written (" + Reason.of(e) + ")",
                        "see to room on the disk; nothing of this part is left");
            }
        }
        return 0;
    }

    private void note(Workspace workspace, HeldPart part, @Nullable String clause, long addresses) {
        Ledger ledger = workspace.ledger();
        String digests = String.join(
                " ",
                selection.tokens.stream()
                        .flatMap(token -> ledger.digest(StoredToken.parse(token).array()).stream())
                        .toList());
        Act act = DoorAct.of(spec, workspace.policy(), Set.of(), clause)
                .underCase(part.caseId(), part.basis())
                .tables(part.rows().keySet())
                .rows(part.total())
                .fact("addresses", addresses);
        act = DoorAct.looked(act, "tokens", digests);
        ledger.append(DoorAct.looked(act, "identifiers", selection.identifiers.digests(ledger)));
    }

    private void show(HeldPart part, HeldAddresses addresses, KnownTokens known) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        part.rows()
                .forEach((table, days) -> rows.add(List.of(
                        part.caseId(),
                        table,
                        days.values().stream().mapToLong(n -> n).sum(),
                        days.firstKey(),
                        days.lastKey())));
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "case %s holds %,d rows more; they stay when their term is over or somebody is erased, until"
                                + " 'footfall hold release'%n",
                        part.caseId(),
                        part.total());
        selection.identifiers.warn(spec.commandLine().getErr());
        for (String closed : known.closed()) {
            spec.commandLine().getErr().println("note: the key of " + closed + " is gone, so nobody is found there");
        }
        if (addresses.missed() > 0) {
            spec.commandLine()
                    .getErr()
                    .printf(
                            Locale.ROOT,
                            "note: the addresses of %,d rows cannot be turned back any more%n",
                            addresses.missed());
        }
    }
}
