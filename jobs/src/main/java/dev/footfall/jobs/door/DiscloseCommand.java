package dev.footfall.jobs.door;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.hold.HeldCase;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.LegalBasis;
import dev.footfall.privacy.Recipient;
import dev.footfall.text.NearestName;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
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

/** {@code footfall disclose}: what a case covers, for whom the law or danger asks for it. */
@Command(
        name = "disclose",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what a case covers, and no more: the rows that 'footfall hold add' keeps for it. DIR gets a file"
                    + " for",
            "each table that the recipient may have, and manifest.json: what it is, by which rules and clauses it was",
            "kept, and what was left out and why."
        },
        footer = {
            "",
            "Examples:",
            "  footfall hold add --case 12-C-4711 --basis legal-process --token TOKEN --with-addresses",
            "  footfall disclose --case 12-C-4711 --basis legal-process --recipient authority --to case-4711",
            "  footfall disclose --case OPS-7 --basis safety --recipient authority --file - --to ops-7 < accounts.csv"
        })
public final class DiscloseCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("case", "recipient", "table", "file", "rows", "sha256");

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Mixin
    CaseOptions of = new CaseOptions();

    @Option(
            names = "--recipient",
            required = true,
            paramLabel = "NAME",
            description = "Who gets it, as the policy's recipients name them.")
    String name = "";

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Directory to make.")
    Path directory = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "csv",
            description = "How rows are written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    RowFile.Format format = RowFile.Format.csv;

    @Mixin
    IdentifierOptions identifiers = new IdentifierOptions();

    @Option(
            names = "--with-addresses",
            description =
                    "With identifiers: the addresses behind the tokens of security.hits too (legal-process and fraud"
                            + " only). A hold has them when it was added so.")
    boolean withAddresses;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        String caseId = of.caseId();
        Workspace workspace = Workspace.of(footfall.options());
        CompiledPolicy policy = workspace.policy();
        LegalBasis basis = of.basis(List.of(LegalBasis.values()), policy);
        Recipient recipient = ShareRules.recipient(policy.policy(), name);
        HeldAddresses.check(withAddresses, basis);
        if (withAddresses && !identifiers.given()) {
            throw new UserException(
                    "--with-addresses goes with identifiers",
                    "a hold has them when 'hold add' was told --with-addresses");
        }
        identifiers.identifiers();
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            KeyStore keys = warehouse.openKeys();
            Covered covered = identifiers.given()
                    ? Covered.of(
                            warehouse,
                            new KnownTokens(identifiers.identifiers(), keys, workspace.policyVersions()),
                            new HeldAddresses(keys, policy, withAddresses))
                    : held(Holds.of(warehouse, keys), caseId, basis);
            Manifest manifest = manifest(policy, recipient, caseId, basis, covered);
            try (Disclosure disclosure = Disclosure.begin(directory, format)) {
                covered.rows().each((table, row) -> disclosure.add(table, row, recipient.mayGet(table)));
                covered.notes().forEach(note -> manifest.leftOut(note, "the key of that epoch is gone"));
                List<Disclosure.Sheet> sheets = disclosure.finish(manifest);
                if (sheets.isEmpty()) {
                    throw new UserException(
                            "the case covers nothing that " + recipient.name() + " may have",
                            "it may get " + String.join(", ", recipient.datasets()));
                }
                note(workspace, recipient, caseId, basis, manifest, sheets);
                disclosure.send();
                show(caseId, recipient, sheets);
            } catch (UncheckedIOException e) {
                throw notWritten(e.getCause());
            } catch (IOException e) {
                throw notWritten(e);
            }
        }
        return 0;
    }

    private UserException notWritten(IOException e) {
        return UserException.failed(
                directory + " cannot be written (" + Reason.of(e) + ")", "see to room on the disk; nothing went out");
    }

    private static Covered held(Holds holds, String caseId, LegalBasis basis) {
        HeldCase open = holds.find(caseId).orElseThrow(() -> noCase(holds, caseId));
        checkBasis(open, basis);
        return Covered.of(holds, open);
    }

    private static UserException noCase(Holds holds, String caseId) {
        return new UserException(
                "no case '" + caseId + "' is open, and no identifier says what it covers",
                NearestName.of(
                                caseId,
                                holds.openCases().stream().map(HeldCase::id).toList())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("hold its rows first by 'footfall hold add', or give --ip, --cookie, --account or"
                                + " --file"));
    }

    private static void checkBasis(HeldCase open, LegalBasis basis) {
        if (!open.bases().contains(basis.label())) {
            throw new UserException(
                    "case " + open.id() + " was not opened on the basis '" + basis.label() + "'",
                    "it was on " + String.join(", ", open.bases()) + "; another basis is another case");
        }
    }

    private static Manifest manifest(
            CompiledPolicy policy, Recipient recipient, String caseId, LegalBasis basis, Covered covered) {
        return new Manifest(
                        policy,
                        recipient.name(),
                        policy.policy().legalBases().get(basis),
                        Instant.now().truncatedTo(ChronoUnit.SECONDS))
                .fact("kind", recipient.kind().label())
                .fact("case", caseId)
                .fact("basis", basis.label())
                .fact("covers", covered.words());
    }

    private void note(
            Workspace workspace,
            Recipient recipient,
            String caseId,
            LegalBasis basis,
            Manifest manifest,
            List<Disclosure.Sheet> sheets) {
        Ledger ledger = workspace.ledger();
        List<byte[]> digests = new ArrayList<>();
        sheets.forEach(sheet -> digests.add(sheet.digest()));
        Act act = DoorAct.of(
                        spec,
                        workspace.policy(),
                        Set.of(),
                        workspace.policy().policy().legalBases().get(basis))
                .purposes(List.of(), manifest.clauses())
                .underCase(caseId, basis.label())
                .recipient(recipient.name())
                .tables(sheets.stream().map(Disclosure.Sheet::table).toList())
                .rows(sheets.stream().mapToLong(Disclosure.Sheet::rows).sum())
                .result(ledger.digest(digests.toArray(new byte[0][])).orElse(null));
        ledger.append(DoorAct.looked(act, "identifiers", identifiers.digests(ledger)));
    }

    private void show(String caseId, Recipient recipient, List<Disclosure.Sheet> sheets) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Disclosure.Sheet sheet : sheets) {
            rows.add(List.of(
                    caseId,
                    recipient.name(),
                    sheet.table(),
                    directory.resolve(sheet.file()).toString(),
                    sheet.rows(),
                    Parcel.hex(sheet.digest())));
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        identifiers.warn(spec.commandLine().getErr());
        spec.commandLine()
                .getErr()
                .printf(
                        Locale.ROOT,
                        "disclosed %,d rows of case %s; the manifest to send along is %s%n",
                        sheets.stream().mapToLong(Disclosure.Sheet::rows).sum(),
                        caseId,
                        directory.resolve(Disclosure.MANIFEST));
    }
}
