package dev.footfall.jobs.warehouse;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.footfall.jobs.UserException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A catalogue in a directory is for the disk of one machine. */
class LocalDiskTest {
    private static final Path W = Path.of("/mnt/w");

    @ParameterizedTest
    @ValueSource(strings = {"nfs", "nfs4", "cifs", "smb3", "fuse.sshfs", "NFS"})
    void aNetworkFileSystemIsRefusedWithAdvice(String type) {
        assertThatThrownBy(() -> LocalDisk.require(W, type))
                .isInstanceOfSatisfying(
                        UserException.class, e -> org.assertj.core.api.Assertions.assertThat(e.exitCode())
                                .isEqualTo(2))
                .hasMessageContaining("warehouse /mnt/w is on a network file system (" + type + ")")
                .hasMessageContaining("name a database under catalog: in footfall.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "apfs", "NTFS", "9p", ""})
    void aDiskAndWhatIsUnknownAreTaken(String type) {
        assertThatCode(() -> LocalDisk.require(W, type)).doesNotThrowAnyException();
    }

    @Test
    void aDirectoryThatIsNotThereYetIsJudgedByTheOneAbove(@TempDir Path temp) {
        assertThatCode(() -> LocalDisk.require(temp.resolve("a/b/c"))).doesNotThrowAnyException();
    }
}
