package dev.footfall.jobs.govern;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.KeyNotes;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.KeyRetention;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.PolicyVersions;
import dev.footfall.text.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code footfall keys destroy}: ends keys for good. */
@Command(
        name = "destroy",
        mixinStandardHelpOptions = true,
        description = {
            "Destroys keys for good. Rows keep their tokens, but nobody can compute any more which token an address,",
            "cookie or account had; encrypted addresses and lines in quarantine can no longer be read.",
            "The keys are not made again: hits that come later for their epoch get no token, and count as late."
        },
        footer = {
            "",
            "Keys named may still be living, or lost; --due takes those whose end has come by the policy.",
            "Nothing is destroyed when one of the names is wrong. Broken off, it can be run again.",
            "",
            "Examples:",
            "  footfall keys destroy --due",
            "  footfall keys destroy --due --as-of 2027-01-05 --dry-run",
            "  footfall keys destroy security/ip_crypt/2026-Q3 ingest/quarantine/2026-10"
        })
final class KeysDestroyCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("vault", "kind", "epoch", "created", "ends", "outcome");

    @ParentCommand
    KeysCommand parent;

    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "VAULT/KIND/EPOCH",
            arity = "0..*",
            description = "Keys, as 'footfall keys list' has them, such as audience/browser/2026-11.")
    List<String> names = List.of();

    @Option(names = "--due", description = "All keys whose end has come.")
    boolean due;

    @Option(names = "--dry-run", description = "Only says what would be destroyed.")
    boolean dryRun;

    @Mixin
    AsOfOption asOf = new AsOfOption();

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        check();
        Workspace workspace = parent.workspace();
        PolicyVersions policy = workspace.policyVersions();
        Warehouse warehouse = workspace.openWarehouse();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        Instant now = asOf.instant();
        try (WarehouseLock lock = dryRun ? warehouse.lockForReading() : warehouse.lockForWriting()) {
            List<KeyRetention.Dated> all = KeyRetention.all(warehouse, policy);
            List<KeyRetention.Dated> chosen =
                    due ? all.stream().filter(key -> key.due(now)).toList() : named(all);
            if (!dryRun && !chosen.isEmpty()) {
                KeyStore keys = warehouse.openKeys();
                Ledger ledger = workspace.ledger();
                ledger.append(NotedCommand.act(spec, policy.current(), Set.of())
                        .rows(chosen.size())
                        .fact("state", "begun"));
                chosen.forEach(key -> keys.destroy(key.key().kind(), key.key().epoch()));
                KeyNotes.note(warehouse.keys(), ledger);
            }
            chosen.forEach(key -> rows.add(row(key)));
        }
        output.print(new Rows(COLUMNS, rows), spec.commandLine().getOut());
        say(rows.size());
        return 0;
    }

    private void check() {
        if (due == !names.isEmpty()) {
            throw new UserException(
                    due ? "--due stands beside names of keys" : "no key is named",
                    "name keys as VAULT/KIND/EPOCH, or give --due for all whose end has come; 'footfall keys list' has them");
        }
        if (asOf.given() && !due) {
            throw new UserException("--as-of goes with --due", "add --due, or leave --as-of out");
        }
        if (!dryRun && asOf.instant().isAfter(Instant.now())) {
            throw new UserException("--as-of is a day to come", "add --dry-run to see what ends by then");
        }
    }

    private List<KeyRetention.Dated> named(List<KeyRetention.Dated> all) {
        List<String> known = all.stream().map(key -> key.key().name()).toList();
        Set<KeyRetention.Dated> chosen = new LinkedHashSet<>();
        for (String name : names) {
            int at = known.indexOf(name);
            if (at < 0) {
                throw new UserException(
                        "no key '" + name + "'",
                        NearestName.of(name, known)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("'footfall keys list' has them, as VAULT/KIND/EPOCH"));
            }
            KeyRetention.Dated key = all.get(at);
            if (key.key().epoch().end().isEmpty()) {
                throw new UserException(
                        "key " + name + " has no end",
                        "it names no person, and without it files that were taken are not known again; delete the whole"
                                + " warehouse to be rid of it");
            }
            chosen.add(key);
        }
        return List.copyOf(chosen);
    }

    private List<@Nullable Object> row(KeyRetention.Dated dated) {
        KeyInfo key = dated.key();
        String outcome;
        if (key.state() == KeyInfo.State.DESTROYED) {
            outcome = "was destroyed before";
        } else {
            outcome = dryRun ? "would be destroyed" : "destroyed";
        }
        return Arrays.asList(
                key.kind().vault().label(),
                key.kind().label(),
                key.epoch().label(),
                key.created().orElse(null),
                dated.ends().orElse(null),
                outcome);
    }

    private void say(int keys) {
        String what = keys == 1 ? "1 key" : keys + " keys";
        if (keys == 0) {
            spec.commandLine().getErr().println("no key is due");
        } else if (dryRun) {
            spec.commandLine().getErr().println(what + " would be destroyed; nothing was changed");
        } else {
            spec.commandLine()
                    .getErr()
                    .println(what
                            + " destroyed here; copies in backups of keys/ are not reached: let those expire, too");
        }
    }
}
