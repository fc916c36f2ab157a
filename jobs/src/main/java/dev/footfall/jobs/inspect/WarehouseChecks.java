package dev.footfall.jobs.inspect;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.Workspace;
import dev.footfall.jobs.warehouse.CatalogueCheck;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.KeyException;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.table.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The warehouse, its keys, who owns what, and the room on its disk. */
final class WarehouseChecks {
    private static final long MIB = 1L << 20;
    private static final long LITTLE_ROOM = 1024 * MIB;
    private static final long NO_ROOM = 100 * MIB;
    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

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
            findings.add(separation(directory));
            findings.add(keyModes(warehouse.keys()));
            findings.add(masterKey(warehouse.keys()));
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

    /** Separation of the vaults is access control, so it needs users who own one and not the other. */
    private static Finding separation(Path directory) {
        Set<String> owners = new HashSet<>();
        try {
            for (Vault vault : Vault.values()) {
                Path path = directory.resolve(vault.label());
                if (Files.exists(path)) {
                    owners.add(Files.getOwner(path).getName());
                }
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Finding.warn("separation", "owners of the vaults cannot be read", "check them by hand");
        }
        return owners.size() > 1
                ? Finding.ok("separation", owners.size() + " users own the vaults")
                : Finding.warn(
                        "separation",
                        "one user owns all vaults, so nothing keeps them apart",
                        "separation is access control; on a laptop there is none. On a server give each vault its group");
    }

    private static Finding keyModes(Path keys) {
        if (!Files.exists(keys)) {
            return Finding.ok("keys", "none yet");
        }
        try (Stream<Path> walk = Files.walk(keys)) {
            long open = 0;
            for (Path path : (Iterable<Path>) walk::iterator) {
                Set<PosixFilePermission> mode = new HashSet<>(Files.getPosixFilePermissions(path));
                mode.retainAll(OTHERS);
                open += mode.isEmpty() ? 0 : 1;
            }
            return open == 0
                    ? Finding.ok("keys", "readable by their owner only")
                    : Finding.fail("keys", open + " files are open to others", "chmod -R go= " + keys);
        } catch (UnsupportedOperationException e) {
            return Finding.warn("keys", "this file system has no modes", "keep the warehouse on one that has");
        } catch (IOException | UncheckedIOException e) {
            return Finding.fail("keys", "cannot be read", "run as the owner of " + keys);
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
