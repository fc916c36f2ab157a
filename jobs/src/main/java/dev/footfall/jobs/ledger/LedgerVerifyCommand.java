package dev.footfall.jobs.ledger;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.ledger.LedgerChain;
import dev.footfall.ledger.LedgerHead;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall ledger verify}: whether the ledger is whole. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Whether an entry was changed, removed or moved. Ends with exit code 3 when one was.",
            "Prints the head on stderr: keep it where nobody who can change the ledger can change it, and give it",
            "back by --head. Entries cut off at the end, or all written anew, show only against such a head."
        },
        footer = {
            "",
            "Examples:",
            "  footfall ledger verify",
            "  footfall ledger verify --head 1042:9f2c…e1   (as printed by an earlier run)"
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    private static final int EXIT_FOUND = 3;

    @ParentCommand
    LedgerCommand parent;

    @Spec
    CommandSpec spec;

    @Option(names = "--head", paramLabel = "NUMBER:HASH", description = "A head that an earlier run printed.")
    @Nullable
    String head;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Optional<LedgerHead> kept = Optional.ofNullable(head).map(LedgerVerifyCommand::parse);
        Ledger ledger = parent.ledger();
        SortedMap<Long, byte[]> stored = ledger.stored();
        UnaryOperator<byte[]> sealing = stored.isEmpty() ? null : ledger.sealing();
        List<LedgerChain.Finding> findings = LedgerChain.verify(stored, kept, sealing);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        findings.forEach(
                one -> rows.add(List.of(one.number(), one.kind().name().toLowerCase(Locale.ROOT), one.detail())));
        output.print(
                new Rows(List.of("entry", "finding", "detail"), rows),
                spec.commandLine().getOut());
        PrintWriter err = spec.commandLine().getErr();
        if (findings.isEmpty()) {
            err.printf(Locale.ROOT, "the ledger is whole: %,d entries%n", stored.size());
        }
        Ledger.head(stored).ifPresent(now -> err.println("head " + now));
        if (kept.isEmpty() && !stored.isEmpty()) {
            err.println("note: without --head, entries cut off at the end do not show");
        }
        if (sealing == null && !stored.isEmpty()) {
            err.println("note: you may not read the keys, so the seals were not looked at");
        }
        return findings.isEmpty() ? 0 : EXIT_FOUND;
    }

    private static LedgerHead parse(String text) {
        return LedgerHead.parse(text)
                .orElseThrow(() -> new UserException(
                        "--head '" + text + "' is no head",
                        "give NUMBER:HASH, as 'footfall ledger verify' printed it"));
    }
}
