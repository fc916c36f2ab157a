package dev.footfall.jobs.inspect;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.warehouse.CatalogueCheck;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.KeyException;
import dev.footfall.privacy.KeyInfo;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The warehouse, its keys, who owns what, and the room on its disk. */
final class WarehouseChecks {
    private static final long MIB = 1L << 20;
    private static final long LITTLE_ROOM = 1024 * MIB;
    private static final long NO_ROOM = 100 * MIB;

    private WarehouseChecks() {}

    static List<Finding> all(Workspace workspace) {
        Path directory = workspace.warehouse();
        List<Finding> findings = new ArrayList<>();
        Finding catalogue = catalogue(workspace);
        findings.add(catalogue);
        if (catalogue.status() == Finding.Status.fail) {
            findings.add(Finding.warn("warehouse", "not looked at", "mend the catalogue first"));
            findings.add(disk(directory));
            return findings;
        }
        if (!Files.exists(directory)) {
            findings.add(Finding.warn(
                    "warehouse", "none at " + directory, "make one with 'footfall ingest FILE' or 'footfall demo'"));
            findings.add(disk(directory));
            return findings;
        }
        try {
            Warehouse warehouse = workspace.openWarehouse();
            findings.add(
                    Files.isWritable(directory)
                            ? Finding.ok("warehouse", directory + ", layout " + Warehouse.LAYOUT)
                            : Finding.warn("warehouse", directory + " is read-only", "ingest as its owner"));
            findings.add(unfinished(warehouse));
            findings.addAll(PermissionChecks.all(directory, warehouse.keys()));
            findings.add(masterKey(warehouse.keys()));
            findings.add(keyFiles(warehouse.keys()));
            findings.add(EncryptionChecks.tables(warehouse.properties()));
        } catch (UserException e) {
            findings.add(Finding.fail("warehouse", "cannot be used", String.valueOf(e.getMessage())));
        }
        findings.add(disk(directory));
        return findings;
    }

    private static Finding catalogue(Workspace workspace) {
        try {
            return Finding.ok(
                    "catalogue",
                    CatalogueCheck.of(
                            workspace.warehouse(), workspace.configuration().catalog()));
        } catch (UserException e) {
            return Finding.fail("catalogue", "cannot be used", String.valueOf(e.getMessage()));
        }
    }

    private static Finding unfinished(Warehouse warehouse) {
        try {
            int left = warehouse.unfinished().size();
            return left == 0
                    ? Finding.ok("batches", "none unfinished")
                    : Finding.warn(
                            "batches",
                            left + " unfinished",
                            "the next command that may write completes or removes them");
        } catch (UncheckedIOException e) {
            return Finding.warn("batches", "plans cannot be read", "run as the owner of the warehouse");
        }
    }

    private static Finding masterKey(Path keys) {
        MasterKey master = MasterKey.of(System.getenv(), keys);
        try {
            KeyStore.open(keys, master);
            boolean there = master.existing().isPresent();
            boolean inFile = System.getenv(MasterKey.VARIABLE) == null;
            String advice = inFile ? "set " + MasterKey.VARIABLE + " to keep it away from the keys that it wraps" : "";
            return new Finding(
                    "master key", Finding.Status.ok, there ? master.origin() : "none yet", there ? advice : "");
        } catch (KeyException e) {
            return Finding.fail("master key", "cannot be used", String.valueOf(e.getMessage()));
        }
    }

    private static Finding keyFiles(Path keys) {
        try {
            List<String> lost = KeyStore.list(keys).stream()
                    .filter(key -> key.state() == KeyInfo.State.LOST)
                    .map(KeyInfo::name)
                    .toList();
            return lost.isEmpty()
                    ? Finding.ok("key files", "none lost")
                    : Finding.fail(
                            "key files",
                            lost.size() + " lost, such as " + lost.get(0),
                            "restore them from a backup, or accept that with 'footfall keys destroy'");
        } catch (KeyException e) {
            return Finding.fail("key files", "cannot be listed", "run as the owner of " + keys);
        }
    }

    private static Finding disk(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            long room = Files.getFileStore(there).getUsableSpace();
            String found = String.format(Locale.ROOT, "%,d MiB free", room / MIB);
            if (room < NO_ROOM) {
                return Finding.fail("disk", found, "make room before the next ingest");
            }
            return room < LITTLE_ROOM ? Finding.warn("disk", found, "make room soon") : Finding.ok("disk", found);
        } catch (IOException e) {
            return Finding.warn("disk", "free space cannot be read", "look with df");
        }
    }
}
