package dev.footfall.jobs.door;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.ReadSession;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.release.NoisyRelease;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.OptOutList;
import dev.footfall.privacy.OptOutUse;
import dev.footfall.privacy.Recipient;
import dev.footfall.privacy.RecipientKind;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall share}: data for recipients that the policy lists. */
@Command(
        name = "share",
        mixinStandardHelpOptions = true,
        description = {
            "Writes what a recipient may have by the policy: totals with small cells folded; for a client, rows of"
                    + " users",
            "who authorised it; for a buyer, tables with the policy. Hits of browsers that opted out stay here.",
            "FILE.manifest.json says what it is, by which rules and clauses it was kept, and what was left out."
        },
        footer = {
            "",
            "Examples:",
            "  footfall share --recipient service-provider --dataset traffic --by day,status --to traffic.csv",
            "  footfall share --recipient contractor --dataset geo --by region --from 2026-10 --until 2026-11"
                    + " --to geo.parquet",
            "  footfall share --recipient contractor --dataset traffic --by day,country --dp --from 2026-10 --until 2026-11"
                    + " --to countries.csv",
            "  footfall share --recipient client --dataset audience.hits --authorisations accounts.txt --to rows.csv",
            "  footfall share --recipient buyer --dataset audience.hits --to audience-hits.parquet"
        })
public final class ShareCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("recipient", "dataset", "file", "rows", "sha256");

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--recipient",
            required = true,
            paramLabel = "NAME",
            description = "Who gets it, as the policy's recipients name them.")
    String name = "";

    @Option(
            names = "--dataset",
            required = true,
            paramLabel = "NAME",
            description = "What: traffic, audience, geo, or a table such as audience.hits.")
    String dataset = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FILE",
            description = "File to write: .csv, .json or .parquet.")
    Path file = Path.of("");

    @Mixin
    Span span = new Span();

    @Option(
            names = "--by",
            paramLabel = "DIM",
            split = ",",
            description =
                    "For traffic its dimensions (day), for audience the period (month), for geo the place (country).")
    List<String> by = List.of();

    @Option(
            names = "--authorisations",
            paramLabel = "FILE",
            description =
                    "Accounts whose users let their data be shared with this recipient, one a line; - for standard"
                            + " input.")
    @Nullable
    String authorisations;

    @Option(
            names = "--dp",
            description = "Noisy counts of browsers by day and one of country, device, medium, kind: with differential"
                    + " privacy, within the policy's noise budget. What was drawn once stays as it was drawn.")
    boolean noisy;

    @Option(
            names = "--rho",
            paramLabel = "RHO",
            description =
                    "With --dp: what the release may cost for each of its days (default: the policy's price). Less"
                            + " is more noise.")
    @Nullable
    BigDecimal rho;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        span.check();
        RowFile.Format format = RowFile.Format.of(file);
        Workspace workspace = Workspace.of(footfall.options());
        CompiledPolicy policy = workspace.policy();
        Recipient recipient = ShareRules.recipient(policy.policy(), name);
        String full = ShareRules.dataset(dataset);
        ShareRules.check(recipient, full, authorisations != null);
        Optional<TableSpec> table = whole(recipient, full) ? Tables.named(full) : Optional.empty();
        if (rho != null && !noisy) {
            throw new UserException("--rho goes with --dp", "add --dp");
        }
        Optional<NoisyShare> release = noisy ? Optional.of(noisy(workspace, recipient, full)) : Optional.empty();
        if (table.isEmpty()) {
            if (!noisy) {
                SharedReport.check(full, by);
            }
        } else if (!by.isEmpty()) {
            throw new UserException("--by does not go with " + full, "its rows are not added up; leave it out");
        }
        Optional<List<String>> accounts = Optional.ofNullable(authorisations)
                .map(from -> InputLines.of("--authorisations", from).stream()
                        .map(InputLines.Line::text)
                        .toList());
        Warehouse warehouse = workspace.openWarehouse();
        try (Parcel parcel = new Parcel()) {
            Path manifestPlace = beside(".manifest.json");
            Optional<Path> policyPlace =
                    recipient.policyTravels() ? Optional.of(beside(".policy.yaml")) : Optional.empty();
            Optional<Path> policyFile = policyPlace.map(parcel::begin);
            Path manifestFile = parcel.begin(manifestPlace);
            Path data = parcel.begin(file);
            Optional<Authorisations> authorised = accounts.map(given -> authorisations(warehouse, policy, given));
            Shared shared = release.isPresent()
                    ? release.get().write(warehouse, data, format)
                    : table.isPresent()
                            ? rows(warehouse, policy, table.get(), authorised, data, format)
                            : totals(workspace, policy, full, authorised, data, format);
            if (policyFile.isPresent()) {
                Files.write(policyFile.get(), PolicyText.of(workspace));
            }
            byte[] digest = Parcel.digest(data);
            Manifest manifest = new Manifest(
                            policy,
                            recipient.name(),
                            recipient.clause(),
                            Instant.now().truncatedTo(ChronoUnit.SECONDS))
                    .fact("kind", recipient.kind().label())
                    .fact("agreement", recipient.agreement().orElse(null))
                    .fact(
                            "bound_by",
                            policyPlace.map(p -> p.getFileName().toString()).orElse(null));
            release.ifPresent(one -> one.facts().forEach(manifest::fact));
            manifest.dataset(
                    noisy ? NoisyRelease.OUTPUT : full,
                    file.getFileName().toString(),
                    shared.columns(),
                    shared.rows(),
                    digest,
                    shared.leftOut());
            Files.write(manifestFile, manifest.text());
            note(workspace, recipient, full, shared, manifest, digest);
            parcel.send();
            show(recipient, full, shared, digest, manifestPlace);
        } catch (IOException e) {
            throw UserException.failed(
                    file + " cannot be written (" + Reason.of(e) + ")", "see to room on the disk; nothing went out");
        }
        return 0;
    }

    /** Whether rows go out as they are, not added up. */
    private static boolean whole(Recipient recipient, String full) {
        return ShareRules.ofPersons(full) || recipient.kind() == RecipientKind.BUYER;
    }

    private static Authorisations authorisations(Warehouse warehouse, CompiledPolicy policy, List<String> given) {
        KeyStore keys = warehouse.openKeys();
        List<String> left = policy.policy().optOut().excludedFrom().contains(OptOutUse.SHARING)
                ? Authorisations.withoutOptOuts(given, OptOutList.read(warehouse.directory(), keys))
                : given;
        return new Authorisations(left, given.size() - left.size(), keys, policy);
    }

    private NoisyShare noisy(Workspace workspace, Recipient recipient, String full) {
        if (!full.equals("report.traffic") || recipient.authorisation()) {
            throw new UserException(
                    "--dp goes with --dataset traffic, for a recipient that needs no authorisation",
                    "leave --dp out, or choose another recipient");
        }
        Act act = DoorAct.of(spec, workspace.policy(), Set.of(), recipient.clause())
                .recipient(recipient.name())
                .tables(List.of(Tables.AUDIENCE_HITS.fullName()));
        return new NoisyShare(workspace, span, by, rho, act, spec.commandLine().getErr());
    }

    private Path beside(String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private Shared rows(
            Warehouse warehouse,
            CompiledPolicy policy,
            TableSpec table,
            Optional<Authorisations> authorised,
            Path data,
            RowFile.Format format)
            throws IOException {
        SharedTable shared = new SharedTable(warehouse, policy, table, span, authorised);
        try (WarehouseLock lock = warehouse.lockForReading()) {
            return shared.write(data, format);
        }
    }

    private Shared totals(
            Workspace workspace,
            CompiledPolicy policy,
            String full,
            Optional<Authorisations> authorised,
            Path data,
            RowFile.Format format)
            throws IOException {
        try (ReadSession session = ReadSession.open(workspace)) {
            return new SharedReport(session, policy, span, authorised).write(full, by, data, format);
        }
    }

    private void note(
            Workspace workspace, Recipient recipient, String full, Shared shared, Manifest manifest, byte[] digest) {
        Ledger ledger = workspace.ledger();
        ledger.append(DoorAct.of(spec, workspace.policy(), Set.of(), recipient.clause())
                .purposes(List.of(), manifest.clauses())
                .recipient(recipient.name())
                .tables(List.of(full.startsWith("report.") ? Tables.AUDIENCE_HITS.fullName() : full))
                .rows(shared.rows())
                .result(ledger.digest(digest).orElse(null))
                .fact("dataset", full)
                .fact("file_sha256", Parcel.hex(digest)));
    }

    private void show(Recipient recipient, String full, Shared shared, byte[] digest, Path manifest) {
        List<@Nullable Object> row =
                List.of(recipient.name(), full, file.toString(), shared.rows(), Parcel.hex(digest));
        output.print(new Rows(COLUMNS, List.of(row)), spec.commandLine().getOut());
        shared.leftOut()
                .forEach((what, why) ->
                        spec.commandLine().getErr().println("note: left out: " + what + " (" + why + ")"));
        spec.commandLine().getErr().println("the manifest to send along is " + manifest);
    }
}
