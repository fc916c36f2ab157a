package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Keeps directory catalogues off network file systems, where file locks and renames do not exclude another machine.
 * Goes by the type that the operating system gives; an unknown one is let through.
 */
final class LocalDisk {
    /** Types as Linux has them in {@code /proc/mounts}, and those of macOS and Windows shares. */
    private static final Set<String> SHARED = Set.of(
            "nfs",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afpfs",
            "webdav",
            "davfs",
            "fuse.davfs",
            "fuse.sshfs",
            "fuse.glusterfs",
            "fuse.s3fs",
            "fuse.gcsfuse",
            "fuse.rclone",
            "ceph",
            "fuse.ceph-fuse",
            "lustre",
            "gpfs",
            "beegfs",
            "afs",
            "ocfs2",
            "gfs2");

    private LocalDisk() {}

    /**
     * Refuses a directory that several machines may share, which need not exist.
     *
     * @throws UserException saying what to do instead
     */
    static void require(Path directory) {
        Path there = directory.toAbsolutePath();
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            require(directory, Files.getFileStore(there).type());
        } catch (IOException e) {
            // What cannot be asked for its type shows by itself whether it can be used.
            return;
        }
    }

    static void require(Path directory, String type) {
        if (SHARED.contains(type.toLowerCase(Locale.ROOT))) {
            throw new UserException(
                    "warehouse " + directory + " is on a network file system (" + type
                            + "), where a catalogue in the directory is not safe",
                    "name a database under catalog: in footfall.yaml, or a directory on this machine's disk with"
                            + " --warehouse");
        }
    }
}
