package dev.footfall.jobs.ledger;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.ledger.Act;
import dev.footfall.ledger.LedgerEntry;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall ledger list}: one row an entry. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "The entries, newest first: who ran what, for which purpose and clause, on which tables, and for whom.",
            "Values that were looked for are not in it; their keyed digests are."
        },
        footer = {
            "",
            "Examples:",
            "  footfall ledger list",
            "  footfall ledger list --command erase --output json",
            "  footfall ledger list --case OPS-311 --from 2026-11-01"
        })
final class LedgerListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of(
            "entry",
            "time",
            "who",
            "command",
            "arguments",
            "purposes",
            "clauses",
            "case",
            "basis",
            "recipient",
            "tables",
            "rows",
            "result",
            "facts");

    @ParentCommand
    LedgerCommand parent;

    @Spec
    CommandSpec spec;

    @Option(names = "--command", paramLabel = "NAME", description = "Only this command, such as erase or 'report geo'.")
    @Nullable
    String command;

    @Option(names = "--case", paramLabel = "ID", description = "Only what was done for this case.")
    @Nullable
    String caseId;

    @Option(names = "--recipient", paramLabel = "NAME", description = "Only what went to this recipient.")
    @Nullable
    String recipient;

    @Option(names = "--from", paramLabel = "DATE", description = "First day, UTC, as 2026-10-05 or 2026-10.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DATE", description = "The day after the last one, UTC.")
    @Nullable
    String to;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Instant first = instant("--from", from);
        Instant end = instant("--to", to);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        int[] unreadable = {0};
        parent.ledger().stored().forEach((number, stored) -> LedgerEntry.decode(stored)
                .ifPresentOrElse(
                        entry -> {
                            if (wanted(entry.act())
                                    && (first == null || !entry.time().isBefore(first))
                                    && (end == null || entry.time().isBefore(end))) {
                                rows.add(0, row(number, entry));
                            }
                        },
                        () -> unreadable[0]++));
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        if (unreadable[0] > 0) {
            spec.commandLine()
                    .getErr()
                    .println(unreadable[0] + " entries cannot be read; see 'footfall ledger verify'");
        }
        return 0;
    }

    private boolean wanted(Act act) {
        return (command == null || act.command().equals(command))
                && (caseId == null || caseId.equals(act.caseId()))
                && (recipient == null || recipient.equals(act.recipient()));
    }

    private static List<@Nullable Object> row(long number, LedgerEntry entry) {
        Act act = entry.act();
        return Arrays.asList(
                number,
                entry.time(),
                entry.who(),
                act.command(),
                joined(act.arguments().stream()),
                joined(act.purposes().stream()),
                joined(act.clauses().stream()),
                act.caseId(),
                act.basis(),
                act.recipient(),
                joined(act.tables().stream()),
                act.rows(),
                act.result(),
                joined(act.facts().entrySet().stream().map(fact -> fact.getKey() + "=" + fact.getValue())));
    }

    private static @Nullable String joined(Stream<String> parts) {
        String text = parts.collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }

    private static @Nullable Instant instant(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            LocalDate day =
                    text.length() == "2026-10".length() ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text);
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new UserException(
                    option + " '" + text + "' is no date", "write a day as 2026-10-05 or a month as 2026-10");
        }
    }
}
