package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one key directory has one master key: {@code master.check} holds a text encrypted under it, written
 * before the first key, so that another master key is refused before anything is written.
 */
final class MasterLock {
    private static final String CHECK = "master.check";
    private static final byte[] TEXT = "footfall".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final MasterKey key;
    private @Nullable Aead verified;

    MasterLock(Path directory, MasterKey key) {
        this.directory = directory;
        this.key = key;
    }

    /** @throws KeyException when the directory holds keys and the master key is missing or another one */
    synchronized void verifyIfUsed() {
        if (verified == null && used()) {
            verified = verify();
        }
    }

    synchronized Aead forReading() {
        if (verified == null) {
            verified = verify();
        }
        return verified;
    }

    synchronized Aead forWriting() throws IOException, GeneralSecurityException {
        if (verified == null) {
            if (!used()) {
                OwnerOnlyFiles.createNew(check(), key.orCreate().encrypt(TEXT, TEXT));
            }
            verified = verify();
        }
        return verified;
    }

    private Aead verify() {
        Optional<Aead> aead = key.existing();
        if (aead.isEmpty()) {
            throw new KeyException("master key: " + key.origin() + " is missing, but " + directory
                    + " holds keys that only it opens; restore it from a backup or set " + MasterKey.VARIABLE
                    + " (without it those keys are lost: move the directory away to begin anew)");
        }
        try {
            aead.get().decrypt(Files.readAllBytes(check()), TEXT);
            return aead.get();
        } catch (GeneralSecurityException anotherKey) {
            throw new KeyException(
                    "master key: the one from " + key.origin() + " does not open the keys in " + directory
                            + "; give the one under which they were made (if " + check().getFileName()
                            + " is damaged, restore it from a backup)",
                    anotherKey);
        } catch (IOException e) {
            throw new KeyException(
                    "master key: cannot read " + check() + " (" + Reason.of(e)
                            + "); restore it from a backup, and check that this user owns it",
                    e);
        }
    }

    private Path check() {
        return directory.resolve(CHECK);
    }

    private boolean used() {
        if (Files.exists(check())) {
            return true;
        }
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> files = Files.find(directory, 3, (path, a) -> a.isRegularFile())) {
            return files.anyMatch(file -> file.getFileName().toString().endsWith(".json"));
        } catch (IOException e) {
            throw new KeyException("keys: cannot list " + directory + "; check that this user owns it", e);
        }
    }

    @Override
    public String toString() {
        return "master key from " + key.origin();
    }
}
