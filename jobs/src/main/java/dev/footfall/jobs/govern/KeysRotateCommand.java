package dev.footfall.jobs.govern;

import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.ledger.KeyNotes;
import dev.footfall.jobs.ledger.Ledger;
import dev.footfall.jobs.ledger.NotedCommand;
import dev.footfall.jobs.output.OutputOption;
import dev.footfall.jobs.output.Rows;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.privacy.KeyRotation;
import dev.footfall.privacy.MasterKey;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
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

/** {@code footfall keys rotate}: another master key over the same keys. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Encrypts every key anew, under another master key. Keys stay what they are, and so do tokens.",
            "The old master key is the one that the program is given now: FOOTFALL_MASTER_KEY, else keys/master.key.",
            "Without --new-master a new one is made in keys/master.key, where the old one must be."
        },
        footer = {
            "",
            "Broken off, it can be run again and finishes; until then both master keys are accepted.",
            "An old master key in keys/master.key is destroyed at the end; one that lies elsewhere is yours to destroy.",
            "",
            "Examples:",
            "  footfall keys rotate",
            "  footfall keys rotate --new-master env:NEXT_MASTER_KEY",
            "  footfall keys rotate --new-master /etc/footfall/master.key",
            "  footfall keys rotate --new-master gcp-kms://projects/p/locations/l/keyRings/r/cryptoKeys/k"
        })
final class KeysRotateCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("keys", "before", "after", "old_master_key");

    @ParentCommand
    KeysCommand parent;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--new-master",
            paramLabel = "FILE|env:NAME|URI",
            description =
                    "The new master key: a file or a variable that holds 32 bytes in base64, or the URI of a key in"
                            + " a key management service.")
    @Nullable
    String newMaster;

    @Mixin
    OutputOption output = new OutputOption();

    @Override
    public Integer call() {
        Workspace workspace = parent.workspace();
        Warehouse warehouse = workspace.openWarehouse();
        CompiledPolicy policy = workspace.policy();
        Optional<MasterKey> wanted =
                Optional.ofNullable(newMaster).map(where -> MasterKey.named(where, System.getenv()));
        KeyRotation.Answer answer;
        try (WarehouseLock lock = warehouse.lockForWriting()) {
            Ledger ledger = workspace.ledger();
            ledger.append(NotedCommand.act(spec, policy, Set.of()).fact("state", "begun"));
            answer = new KeyRotation(warehouse.keys(), Clock.systemUTC())
                    .run(MasterKey.of(System.getenv(), warehouse.keys()), wanted);
            KeyNotes.note(warehouse.keys(), ledger);
        }
        output.print(
                new Rows(
                        COLUMNS,
                        List.of(Arrays.asList(
                                (long) answer.keys(),
                                answer.before(),
                                answer.after(),
                                answer.kept() ? "kept" : "destroyed"))),
                spec.commandLine().getOut());
        say(answer, spec.commandLine().getErr());
        return 0;
    }

    private void say(KeyRotation.Answer answer, PrintWriter err) {
        if (answer.resumed()) {
            err.println("finished a rotation that was broken off");
        }
        if (answer.kept()) {
            err.println("the old master key is still in " + answer.before()
                    + ": destroy it there, unless backups of keys/" + " from before are to stay readable");
        }
        if (newMaster != null) {
            err.println("from now on the master key is the one from " + answer.after() + ": give it in "
                    + MasterKey.VARIABLE + " (base64 of the key itself, file:/path, or its URI)");
        }
        err.println("back the new master key up, apart from the warehouse");
    }
}
