package dev.footfall.jobs.govern;

import com.google.crypto.tink.Aead;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall quarantine show}: the shapes of quarantined lines, without what they say. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = {
            "The shape of quarantined lines: letters as x, digits as 9, so that nothing personal is shown.",
            "Names of HTTP methods and all signs between words stay as they are."
        },
        footer = {
            "",
            "Examples:",
            "  footfall quarantine show",
            "  footfall quarantine show --batch 20261124T021200Z-1a2b --limit 5"
        })
final class QuarantineShowCommand implements Callable<Integer> {
    private static final List<String> STORED =
            List.of("batch", "file", "name", "byte_offset", "format", "reason", "day", "line");
    private static final List<String> SHOWN = List.of("batch", "name", "byte_offset", "format", "reason", "shape");

    @ParentCommand
    QuarantineCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    QuarantineFilter filter = new QuarantineFilter();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        filter.check();
        Workspace workspace = parent.workspace();
        EpochKind epochs = workspace.policy().epoch(TokenKind.QUARANTINE);
        Warehouse warehouse = workspace.openWarehouse();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            QuarantineFilter.Chosen chosen = filter.choose(warehouse.table(Tables.QUARANTINE.fullName()), STORED);
            if (chosen.rows().isEmpty()) {
                output.print(new Rows(SHOWN, List.of()), spec.commandLine().getOut());
                return 0;
            }
            KeyStore keys = KeyStore.open(warehouse.keys(), MasterKey.of(System.getenv(), warehouse.keys()));
            List<List<@Nullable Object>> rows = new ArrayList<>();
            for (List<@Nullable Object> row : chosen.rows()) {
                rows.add(Arrays.asList(
                        row.get(0), row.get(2), row.get(3), row.get(4), row.get(5), shape(row, keys, epochs)));
            }
            output.print(new Rows(SHOWN, rows), spec.commandLine().getOut());
            More.say(chosen.total() - chosen.rows().size(), spec);
        }
        return 0;
    }

    private static String shape(List<@Nullable Object> row, KeyStore keys, EpochKind epochs) {
        if (!(row.get(7) instanceof ByteBuffer encrypted) || !(row.get(6) instanceof LocalDate day)) {
            return "(not kept, as the policy says)";
        }
        Optional<Aead> cipher = keys.existingQuarantine(epochs.of(day));
        if (cipher.isEmpty()) {
            return "(gone: its key was destroyed)";
        }
        byte[] ciphertext = new byte[encrypted.remaining()];
        encrypted.duplicate().get(ciphertext);
        String place = row.get(0) + "\n" + row.get(1) + "\n" + row.get(3);
        try {
            byte[] line = cipher.get().decrypt(ciphertext, place.getBytes(StandardCharsets.UTF_8));
            return LineShape.of(new String(line, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            return "(cannot be decrypted: damaged, or moved from another place)";
        }
    }
}
