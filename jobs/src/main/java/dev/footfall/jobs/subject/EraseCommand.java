package dev.footfall.jobs.subject;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.door.DoorAct;
import dev.footfall.jobs.door.IdentifierOptions;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall erase}: takes a visitor out of all tables, for good. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases visitors by their addresses, cookies or accounts: their hits go from all tables in every epoch whose"
                    + " key",
            "lives, lines in quarantine that name them are emptied, and sketches that may hold their address are, too."
                    + " Logs",
            "that are read again bring nothing of them back that is older. Rows that are held for a case stay in its"
                    + " hold."
        },
        footer = {
            "",
            "A line that is wrong is named by its number, and nothing is erased. Interrupted, run it again.",
            "",
            "Examples:",
            "  footfall erase --dry-run --file requests.csv",
            "  footfall erase --file requests.csv --prove --also exports",
            "  footfall erase --file - < requests.csv      (one a line: cookie,4f1c9a02  account,ada  address,192.0.2.7)"
        })
public final class EraseCommand implements Callable<Integer> {
    private static final int EXIT_FOUND = 3;

    private static final List<String> COLUMNS = List.of("table", "what", "count");

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Mixin
    IdentifierOptions identifiers = new IdentifierOptions();

    @Option(names = "--dry-run", description = "Says what would go, and changes nothing.")
    boolean dryRun;

    @Option(
            names = "--prove",
            description = "Then looks through every byte of the warehouse, inflated, for what is left; exit code 3 if"
                    + " anything is.")
    boolean prove;

    @Option(
            names = "--also",
            paramLabel = "PATH",
            description = "With --prove: a further file or directory to look through, such as exports.")
    List<Path> also = List.of();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (!identifiers.given()) {
            throw new UserException("nothing says who is to be erased", "give --ip, --cookie, --account or --file");
        }
        identifiers.identifiers();
        checkProof();
        Workspace workspace = Workspace.of(footfall.options());
        Warehouse warehouse = workspace.openWarehouse();
        Ledger ledger = workspace.ledger();
        int code = 0;
        try (WarehouseLock lock = dryRun ? warehouse.lockForReading() : warehouse.lockForWriting()) {
            Subject subject = new Subject(warehouse, identifiers.identifiers(), workspace.policyVersions());
            List<String> notes = new ArrayList<>(Survey.of(subject).notes());
            List<Erasure.Gone> gone = new ArrayList<>();
            if (dryRun) {
                gone.addAll(Erasure.preview(subject));
            } else {
                Act act = DoorAct.looked(
                        DoorAct.of(spec, workspace.policy(), Set.of(), null),
                        "identifiers",
                        identifiers.digests(ledger));
                ledger.append(act.fact("state", "begun"));
                gone.addAll(Erasure.run(subject, Clock.systemUTC()));
                ledger.append(noted(act, gone));
                if (prove) {
                    Proof proof = Proof.of(subject, also);
                    ledger.append(proof.noted(act.fact("state", "proved")));
                    gone.addAll(proof.remains());
                    notes.addAll(proof.notes());
                    notes.addAll(Proof.copies(ledger));
                    code = proof.clean() ? 0 : EXIT_FOUND;
                }
            }
            show(gone, notes);
        }
        return code;
    }

    private void checkProof() {
        if (prove && dryRun) {
            throw new UserException(
                    "--prove does not go with --dry-run", "nothing is erased then; leave one of them out");
        }
        if (!also.isEmpty() && !prove) {
            throw new UserException("--also goes with --prove", "add --prove");
        }
        for (Path path : also) {
            if (!Files.exists(path)) {
                throw new UserException("--also: there is no " + path, "name a file or directory that is there");
            }
        }
    }

    private static Act noted(Act act, List<Erasure.Gone> gone) {
        Act noted = act.fact("state", "done")
                .tables(gone.stream()
                        .filter(one -> one.count() > 0)
                        .map(Erasure.Gone::table)
                        .toList())
                .rows(gone.stream()
                        .filter(one -> one.what().equals("rows"))
                        .mapToLong(Erasure.Gone::count)
                        .sum());
        for (Erasure.Gone one : gone) {
            noted = noted.fact(one.table() + " " + one.what(), one.count());
        }
        return noted;
    }

    private void show(List<Erasure.Gone> gone, List<String> notes) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        gone.forEach(one -> rows.add(List.of(one.table(), one.what(), one.count())));
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        PrintWriter err = spec.commandLine().getErr();
        identifiers.warn(err);
        notes.forEach(note -> err.println("note: " + note));
        err.println(
                dryRun
                        ? "nothing was changed"
                        : "erased; the logs themselves, backups and what recipients have are yours to look after");
    }
}
