package dev.footfall.jobs.govern;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.KeyRetention;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.privacy.Purpose;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall keys list}: one row a key. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Every key that is or was: of which vault, kind and epoch, since when, and when it ends by the policy.",
            "state: living; due (its end has come: 'keys destroy --due'); destroyed; lost (its file is gone, though",
            "nobody destroyed it: restore it from a backup, or accept that with 'keys destroy').",
            "life: what is added to the end of the epoch, or to the key's making when that is later; 'with rows' is",
            "as long as the vault has rows of the epoch. Needs no master key."
        },
        footer = {
            "",
            "Examples:",
            "  footfall keys list",
            "  footfall keys list --as-of 2027-01-05",
            "  footfall --warehouse w keys list --output csv"
        })
final class KeysListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("vault", "kind", "epoch", "state", "created", "destroyed", "ends", "life", "purposes", "clause");

    @ParentCommand
    KeysCommand parent;

    @Spec
    CommandSpec spec;

    @Mixin
    AsOfOption asOf = new AsOfOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Workspace workspace = parent.workspace();
        PolicyVersions policy = workspace.policyVersions();
        Warehouse warehouse = workspace.openWarehouse();
        Instant now = asOf.instant();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        try (WarehouseLock lock = warehouse.lockForReading()) {
            KeyRetention.all(warehouse, policy).forEach(key -> rows.add(row(key, now)));
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        return 0;
    }

    private static List<@Nullable Object> row(KeyRetention.Dated dated, Instant now) {
        KeyInfo key = dated.key();
        String purposes = dated.life().purposes().stream().map(Purpose::label).collect(Collectors.joining(", "));
        boolean endless = key.epoch().end().isEmpty();
        return Arrays.asList(
                key.kind().vault().label(),
                key.kind().label(),
                key.epoch().label(),
                state(dated, now),
                key.created().orElse(null),
                key.destroyed().orElse(null),
                dated.ends().orElse(null),
                endless ? "no end" : dated.life().toString(),
                text(purposes).orElse(null),
                text(dated.life().clause()).orElse(null));
    }

    private static String state(KeyRetention.Dated dated, Instant now) {
        return dated.due(now) ? "due" : dated.key().state().name().toLowerCase(Locale.ROOT);
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
