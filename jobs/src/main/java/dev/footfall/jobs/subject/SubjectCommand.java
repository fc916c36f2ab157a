package dev.footfall.jobs.subject;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.door.ChosenRows;
import dev.footfall.jobs.door.Disclosure;
import dev.footfall.jobs.door.DoorAct;
import dev.footfall.jobs.door.IdentifierOptions;
import dev.footfall.jobs.door.Manifest;
import dev.footfall.jobs.door.RowChoice;
import dev.footfall.jobs.door.RowFile;
import dev.footfall.jobs.hold.RowJson;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.ErasedList;
import dev.footfall.privacy.OptOutList;
import dev.footfall.privacy.RowTerms;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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

/** {@code footfall subject}: what is held of a visitor. */
@Command(
        name = "subject",
        mixinStandardHelpOptions = true,
        description = {
            "Says what is held of visitors, by their addresses, cookies or accounts: rows by table, how long they are"
                    + " kept and",
            "under which clause. --to writes it out for the person who asks: a file a table and manifest.json, which says"
                    + " by",
            "which rule each column was kept."
        },
        footer = {
            "",
            "Make sure that who asks is whom the identifier is of: an address is shared by a household or half a town.",
            "",
            "Examples:",
            "  footfall subject --file - < request.csv     (one a line: cookie,4f1c9a02  account,ada  address,192.0.2.7)",
            "  footfall subject --file request.csv --to answer-17 --format json"
        })
public final class SubjectCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("table", "found_by", "rows", "first_day", "last_day", "kept", "clause");

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Mixin
    IdentifierOptions identifiers = new IdentifierOptions();

    @Option(names = "--to", paramLabel = "DIR", description = "Directory to make, with all rows.")
    @Nullable
    Path directory;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "How rows are written: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    RowFile.Format format = RowFile.Format.json;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        if (!identifiers.given()) {
            throw new UserException("nothing says whom it is about", "give --ip, --cookie, --account or --file");
        }
        identifiers.identifiers();
        Workspace workspace = Workspace.of(footfall.options());
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            Subject subject = new Subject(warehouse, identifiers.identifiers(), workspace.policyVersions());
            Survey survey = Survey.of(subject);
            List<List<@Nullable Object>> rows = rows(subject, survey);
            if (directory != null && !rows.isEmpty()) {
                export(workspace, subject, directory);
            } else {
                note(workspace, rows.size(), null);
            }
            output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
            PrintWriter err = spec.commandLine().getErr();
            identifiers.warn(err);
            if (rows.isEmpty()) {
                err.println("nothing is held of this" + (directory == null ? "" : ", so nothing is written"));
            }
            survey.notes().forEach(note -> err.println("note: " + note));
            lists(subject).forEach(note -> err.println("note: " + note));
        }
        return 0;
    }

    private static List<List<@Nullable Object>> rows(Subject subject, Survey survey) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        survey.found().forEach((place, found) -> {
            TableSpec table = Tables.named(place.table()).orElseThrow();
            RowTerms terms = RowTerms.of(subject.policy().current(), table);
            rows.add(List.of(
                    place.table(),
                    place.column(),
                    found.rows(),
                    found.first(),
                    found.last(),
                    terms.row().toString(),
                    terms.clause()));
        });
        return rows;
    }

    /** What is remembered of them beside the tables. */
    private static List<String> lists(Subject subject) {
        List<String> notes = new ArrayList<>();
        Path warehouse = subject.warehouse().directory();
        OptOutList optOuts = OptOutList.read(warehouse, subject.keys());
        if (subject.identifiers().stream().anyMatch(optOuts::contains)) {
            notes.add("opted out, by a list of keyed digests");
        }
        ErasedList erased = ErasedList.read(warehouse, subject.keys());
        subject.identifiers().stream()
                .flatMap(one -> erased.erased(one).stream())
                .max(Instant::compareTo)
                .ifPresent(at -> notes.add("erased on " + at + ", by a list of keyed digests"));
        return notes;
    }

    private void export(Workspace workspace, Subject subject, Path to) {
        Manifest manifest = new Manifest(
                subject.policy().current(),
                "the person who asks",
                null,
                Instant.now().truncatedTo(ChronoUnit.SECONDS));
        try (Disclosure disclosure = Disclosure.begin(to, format)) {
            for (RowChoice choice : subject.tokens().choices()) {
                String table = choice.table().fullName();
                ChosenRows.forEach(
                        subject.warehouse().table(table), choice, row -> disclosure.add(table, RowJson.of(row), true));
            }
            lines(subject, disclosure);
            subject.tokens().closed().forEach(note -> manifest.leftOut(note, "the key of that epoch is gone"));
            List<Disclosure.Sheet> sheets = disclosure.finish(manifest);
            note(workspace, sheets.stream().mapToLong(Disclosure.Sheet::rows).sum(), sheets);
            disclosure.send();
        } catch (IOException e) {
            throw UserException.failed(
                    to + " cannot be written (" + Reason.of(e) + ")", "see to room on the disk; nothing went out");
        }
    }

    /** Lines that did not parse and name the subject, in the clear: they are the subject's to see. */
    private static void lines(Subject subject, Disclosure disclosure) throws IOException {
        QuarantineEdit edit = subject.quarantine();
        String table = Tables.QUARANTINE.fullName();
        RowChoice choice = new RowChoice(
                Tables.QUARANTINE,
                edit.columns(),
                day -> true,
                row -> edit.finding(row) == QuarantineEdit.Finding.NAMED);
        ChosenRows.forEach(subject.warehouse().table(table), choice, row -> {
            ObjectNode shown = RowJson.of(row);
            byte[] plain = edit.plain(row);
            shown.put("line", plain == null ? "" : new String(plain, StandardCharsets.UTF_8));
            disclosure.add(table, shown, true);
        });
    }

    private void note(Workspace workspace, long rows, @Nullable List<Disclosure.Sheet> sheets) {
        Ledger ledger = workspace.ledger();
        Act act = DoorAct.of(spec, workspace.policy(), Set.of(), null).rows(rows);
        if (sheets != null) {
            act = act.recipient("the person who asks")
                    .tables(sheets.stream().map(Disclosure.Sheet::table).toList())
                    .result(ledger.digest(sheets.stream()
                                    .map(Disclosure.Sheet::digest)
                                    .toArray(byte[][]::new))
                            .orElse(null));
        }
        ledger.append(DoorAct.looked(act, "identifiers", identifiers.digests(ledger)));
    }
}
