package dev.footfall.jobs.door;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.LegalBasis;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.privacy.Purpose;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall reveal}: the addresses behind tokens. */
@Command(
        name = "reveal",
        mixinStandardHelpOptions = true,
        description = {
            "Turns tokens of addresses (security.hits.ip) back into addresses, while the key of their epoch lives.",
            "Who asked, for which case and on which basis is in the ledger before anything is shown.",
            "checked says whether the token of the network on the same row agrees."
        },
        footer = {
            "",
            "Exit code 2 when a token could not be turned back; the others are shown.",
            "",
            "Examples:",
            "  footfall reveal 3f2a0c5e8d1b4a6f9c7e2d4b6a8f0e1c --case OPS-311 --basis fraud",
            "  footfall reveal TOKEN TOKEN --case 12-C-4711 --basis legal-process --output json"
        })
public final class RevealCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("token", "epoch", "address", "hits", "first_day", "last_day", "checked");
    private static final List<LegalBasis> BASES = List.of(LegalBasis.LEGAL_PROCESS, LegalBasis.FRAUD);

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "TOKEN", arity = "1..*", description = "Tokens: 32 hexadecimal digits each.")
    List<String> tokens = List.of();

    @Mixin
    CaseOptions of = new CaseOptions();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        String caseId = of.caseId();
        Set<StoredToken> wanted =
                tokens.stream().map(StoredToken::parse).collect(Collectors.toCollection(LinkedHashSet::new));
        Workspace workspace = Workspace.of(footfall.options());
        CompiledPolicy policy = workspace.policy();
        LegalBasis basis = of.basis(BASES, policy);
        Warehouse warehouse = workspace.openWarehouse();
        List<Revelation.Revealed> revealed = new ArrayList<>();
        List<Revelation.Withheld> withheld = new ArrayList<>();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            KeyStore keys = warehouse.openKeys();
            Sightings sightings = Sightings.of(warehouse, policy.epoch(TokenKind.IP_CRYPT), wanted);
            Revelation revelation = new Revelation(keys, policy);
            for (StoredToken token : wanted) {
                for (Revelation.Answer answer : revelation.of(token, sightings)) {
                    if (answer instanceof Revelation.Revealed one) {
                        revealed.add(one);
                    } else if (answer instanceof Revelation.Withheld one) {
                        withheld.add(one);
                    }
                }
            }
            show(workspace, revealed, caseId, basis);
        }
        PrintWriter err = spec.commandLine().getErr();
        for (Revelation.Withheld one : withheld) {
            err.println("footfall: " + one.token().text() + " " + one.why() + ": " + one.advice());
        }
        return withheld.isEmpty() ? 0 : UserException.EXIT_USAGE;
    }

    private void show(Workspace workspace, List<Revelation.Revealed> revealed, String caseId, LegalBasis basis) {
        if (revealed.isEmpty()) {
            return;
        }
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Revelation.Revealed one : revealed) {
            rows.add(List.of(
                    one.token().text(),
                    one.epoch().label(),
                    one.address(),
                    one.hits().hits(),
                    one.hits().first(),
                    one.hits().last(),
                    one.checked()));
        }
        StringBuilder text = new StringBuilder();
        output.print(new Rows(COLUMNS, rows), text);
        note(workspace, revealed, text.toString(), caseId, basis);
        spec.commandLine().getOut().append(text).flush();
        spec.commandLine()
                .getErr()
                .println("revealed " + rows.size() + (rows.size() == 1 ? " address" : " addresses") + " for case "
                        + caseId + "; the ledger has it");
    }

    private void note(
            Workspace workspace, List<Revelation.Revealed> revealed, String shown, String caseId, LegalBasis basis) {
        Ledger ledger = workspace.ledger();
        Rule rule = workspace
                .policy()
                .policy()
                .rules()
                .get(Tables.SECURITY_HITS.fullName())
                .get("ip");
        Set<Purpose> purposes = rule == null ? Set.of() : rule.purposes();
        String digests = revealed.stream()
                .flatMap(one -> ledger.digest(one.token().array()).stream())
                .distinct()
                .collect(Collectors.joining(" "));
        ledger.append(DoorAct.of(
                        spec,
                        workspace.policy(),
                        purposes,
                        workspace.policy().policy().legalBases().get(basis))
                .underCase(caseId, basis.label())
                .tables(List.of(Tables.SECURITY_HITS.fullName()))
                .rows(revealed.size())
                .result(ledger.digest(shown.getBytes(StandardCharsets.UTF_8)).orElse(null))
                .fact("tokens", digests));
    }
}
