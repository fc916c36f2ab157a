package dev.footfall.jobs.retain;

import dev.footfall.jobs.Footfall;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.jobs.ledger.KeyNotes;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.ledger.Act;
import dev.footfall.privacy.CompiledPolicy;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall retain}: ends what the policy's terms have ended. */
@Command(
        name = "retain",
        mixinStandardHelpOptions = true,
        description = {
            "Removes what the policy no longer keeps: rows and columns whose term is over, quarantined lines, text that few",
            "visitors share (seven days after its day), keys, old snapshots, and files that no table names. What went is",
            "printed by table, column and clause. Rows that are held for a case stay in its hold.",
            "Safe while others ingest or read: it waits for them, and they for it. Interrupted, run it again."
        },
        footer = {
            "",
            "Examples:",
            "  footfall retain --dry-run",
            "  footfall retain",
            "  footfall retain --dry-run --as-of 2027-01-01   (what would go by then)"
        })
public final class RetainCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("table", "what", "count", "term", "clause");

    @ParentCommand
    Footfall footfall;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--as-of",
            paramLabel = "DATE",
            description = "The day to judge by, as 2026-11-24; one to come with --dry-run only (default: today, UTC).")
    @Nullable
    String asOf;

    @Option(names = "--dry-run", description = "Says what would go, and changes nothing.")
    boolean dryRun;

    @Mixin
    OutputOption output = new OutputOption();

    private final Clock clock = Clock.systemUTC();

    @Override
    public Integer call() {
        LocalDate day = day();
        Workspace workspace = Workspace.of(footfall.options());
        CompiledPolicy policy = workspace.policy();
        Warehouse warehouse = workspace.openWarehouse();
        Retention retention = new Retention(warehouse, workspace.policyVersions(), () -> warehouse.openKeys(), clock);
        List<Retention.Gone> gone;
        if (dryRun) {
            gone = new ArrayList<>(retention.preview(day));
            gone.addAll(rare(warehouse, policy, day));
        } else {
            Ledger ledger = workspace.ledger();
            Act act = NotedCommand.act(spec, policy, Set.of()).fact("as_of", day);
            ledger.append(act.fact("state", "begun"));
            gone = new ArrayList<>(retention.run(day));
            gone.addAll(rare(warehouse, policy, day));
            ledger.append(noted(act, gone).fact("state", "done"));
            try (WarehouseLock lock = warehouse.lockForWriting()) {
                KeyNotes.note(warehouse.keys(), ledger);
            }
        }
        print(gone, day);
        Holds.openCases(warehouse).forEach(open -> spec.commandLine().getErr().println("note: " + open.note()));
        return 0;
    }

    /** Text that few visitors share, of days that are old enough, by table and column. */
    private List<Retention.Gone> rare(Warehouse warehouse, CompiledPolicy policy, LocalDate day) {
        RareText.Answer answer = RareText.run(warehouse, policy, day, dryRun, clock);
        answer.notes().forEach(note -> spec.commandLine().getErr().println("note: " + note));
        Map<List<String>, Long> rows = new LinkedHashMap<>();
        answer.changes()
                .forEach(change -> rows.merge(
                        List.of(change.table(), change.column(), change.clause()), change.rows(), Long::sum));
        List<Retention.Gone> gone = new ArrayList<>();
        rows.forEach((key, n) -> gone.add(
                new Retention.Gone(key.get(0), "rare " + key.get(1), n, RareText.AGE_DAYS + " days", key.get(2))));
        return gone;
    }

    private static Act noted(Act act, List<Retention.Gone> gone) {
        Act noted = act.tables(
                        gone.stream().map(Retention.Gone::table).distinct().toList())
                .purposes(
                        List.of(),
                        gone.stream()
                                .map(Retention.Gone::clause)
                                .filter(clause -> !clause.isEmpty())
                                .distinct()
                                .toList())
                .rows(gone.stream()
                        .filter(one -> one.what().equals("rows"))
                        .mapToLong(Retention.Gone::count)
                        .sum());
        for (Retention.Gone one : gone) {
            noted = noted.fact(one.table() + " " + one.what(), one.count());
        }
        return noted;
    }

    private void print(List<Retention.Gone> gone, LocalDate day) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        gone.forEach(one -> rows.add(
                Arrays.asList(one.table(), one.what(), one.count(), orNull(one.term()), orNull(one.clause()))));
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        PrintWriter err = spec.commandLine().getErr();
        String verb = dryRun ? "would go" : "went";
        if (gone.isEmpty()) {
            err.println("nothing " + verb + ": all that is kept is within its term on " + day);
        } else {
            long records = gone.stream()
                    .filter(one -> one.what().equals("rows"))
                    .mapToLong(Retention.Gone::count)
                    .sum();
            err.printf(Locale.ROOT, "%,d rows %s as of %s%n", records, verb, day);
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private LocalDate day() {
        LocalDate today = LocalDate.now(clock.withZone(ZoneOffset.UTC));
        if (asOf == null) {
            return today;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(asOf);
        } catch (DateTimeException e) {
            throw new UserException("--as-of '" + asOf + "' is no date", "write a day as 2026-11-24");
        }
        if (day.isAfter(today) && !dryRun) {
            throw new UserException(
                    "--as-of " + day + " is still to come, and what goes before its term cannot be brought back",
                    "add --dry-run to see what would go by then");
        }
        return day;
    }
}
