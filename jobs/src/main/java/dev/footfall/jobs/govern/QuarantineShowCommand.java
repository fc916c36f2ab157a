package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.QuarantineCipher;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.PolicyFile.Rule;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
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

/** {@code footfall quarantine show}: the shapes of quarantined lines, without what they say. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "The shape of quarantined lines: letters as x, digits as 9, so that nothing personal is shown.",
            "Names of HTTP methods and all signs between words stay as they are.",
            "With --reveal the lines themselves, which are personal data; that needs the case it is for."
        },
        footer = {
            "",
            "Examples:",
            "  footfall quarantine show",
            "  footfall quarantine show --batch 20261124T021200Z-1a2b3c4d --limit 5",
            "  footfall quarantine show --limit 5 --reveal --case OPS-311"
        })
final class QuarantineShowCommand implements Callable<Integer> {
    private static final List<String> STORED =
            List.of("batch", "file", "name", "byte_offset", "format", "reason", "day", "line");

    @ParentCommand
    QuarantineCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    QuarantineFilter filter = new QuarantineFilter();

    @Option(names = "--reveal", description = "Shows the lines themselves; needs --case.")
    boolean reveal;

    @Option(names = "--case", paramLabel = "ID", description = "The case that --reveal is for, such as a ticket.")
    @Nullable
    String caseId;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        filter.check();
        checkCase();
        List<String> shown = List.of("batch", "name", "byte_offset", "format", "reason", reveal ? "line" : "shape");
        Workspace workspace = parent.workspace();
        EpochKind epochs = workspace.policy().epoch(TokenKind.QUARANTINE);
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            QuarantineFilter.Chosen chosen = filter.choose(warehouse.table(Tables.QUARANTINE.fullName()), STORED);
            if (chosen.rows().isEmpty()) {
                output.print(new Rows(shown, List.of()), spec.commandLine().getOut());
                return 0;
            }
            KeyStore keys = warehouse.openKeys();
            QuarantineCipher cipher = new QuarantineCipher(keys, epochs);
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (List<@Nullable Object> row : chosen.rows()) {
                rows.add(Arrays.asList(row.get(0), row.get(2), row.get(3), row.get(4), row.get(5), line(row, cipher)));
            }
            StringBuilder text = new StringBuilder();
            output.print(new Rows(shown, rows), text);
            note(workspace, rows.size(), text.toString());
            spec.commandLine().getOut().append(text).flush();
            if (reveal) {
                spec.commandLine()
                        .getErr()
                        .println("revealed " + rows.size() + " lines for case " + caseId + "; the ledger has it");
            }
            More.say(chosen.total() - chosen.rows().size(), spec);
        }
        return 0;
    }

    private void note(Workspace workspace, int lines, String shown) {
        Ledger ledger = workspace.ledger();
        Rule rule = workspace
                .policy()
                .policy()
                .rules()
                .get(Tables.QUARANTINE.fullName())
                .get("line");
        ledger.append(NotedCommand.act(spec, workspace.policy(), rule == null ? Set.of() : rule.purposes())
                .underCase(caseId, null)
                .tables(List.of(Tables.QUARANTINE.fullName()))
                .rows(lines)
                .result(ledger.digest(shown.getBytes(StandardCharsets.UTF_8)).orElse(null)));
    }

    private void checkCase() {
        boolean named = caseId != null && !caseId.isBlank();
        if (reveal && !named) {
            throw new UserException(
                    "--reveal shows personal data and names no case", "say what for by --case ID, such as a ticket");
        }
        if (!reveal && named) {
            throw new UserException("--case goes with --reveal", "add --reveal, or leave --case out");
        }
    }

    private String line(List<@Nullable Object> row, QuarantineCipher cipher) {
        QuarantineCipher.Opened opened = cipher.open(
                String.valueOf(row.get(0)),
                String.valueOf(row.get(1)),
                row.get(3) instanceof Long offset ? offset : -1,
                row.get(6) instanceof LocalDate day ? day : LocalDate.EPOCH,
                (ByteBuffer) row.get(7));
        if (opened instanceof QuarantineCipher.Plain plain) {
            String text = new String(plain.line(), StandardCharsets.UTF_8);
            return reveal ? text : LineShape.of(text);
        }
        return opened instanceof QuarantineCipher.Closed closed ? "(" + closed.why() + ")" : "";
    }
}
