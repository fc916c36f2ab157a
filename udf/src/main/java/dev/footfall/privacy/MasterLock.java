package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that one key directory has one master key: {@code master.check} holds a text encrypted under it, written
 * before the first key, so that another master key is refused before anything is written. While a rotation is under way
 * it has two.
 */
final class MasterLock {
    static final String CHECK = "master.check";
    static final byte[] TEXT = "footfall".getBytes(StandardCharsets.US_ASCII);

    private final Path directory;
    private final MasterKey key;
    private final KeyRegistry registry;
    /** The keys that open what is there, the one for writing first. */
    private @Nullable List<Aead> verified;

    MasterLock(Path directory, MasterKey key, KeyRegistry registry) {
        this.directory = directory;
        this.key = key;
        this.registry = registry;
    }

    /** @throws KeyException when the directory holds keys and the master key is missing or another one */
    synchronized void verifyIfUsed() {
        if (verified != null) {
            return;
        }
        if (used()) {
            verified = verify();
        } else if (registry.knowsLivingKeys()) {
            throw new KeyException("keys: " + directory + " holds none, but " + registry.directory()
                    + " knows of keys that were made; restore the directory from a backup (without those keys nothing more"
                    + " can be taken into this warehouse; what it holds stays readable)");
        }
    }

    synchronized List<Aead> forReading() {
        if (verified == null) {
            verified = verify();
        }
        return verified;
    }

    /** As {@link #forReading}, but looks again: the keys may have been rotated since. */
    synchronized List<Aead> again() {
        verified = null;
        return forReading();
    }

    synchronized Aead forWriting() throws IOException, GeneralSecurityException {
        if (verified == null) {
            if (!used()) {
                OwnerOnlyFiles.createNew(check(), key.orCreate().encrypt(TEXT, TEXT));
            }
            verified = verify();
        }
        return verified.get(0);
    }

    private List<Aead> verify() {
        Optional<RotationMarker> rotation = RotationMarker.read(directory);
        Optional<Aead> aead = key.existing();
        if (rotation.isPresent()) {
            return aead.flatMap(rotation.get()::open)
                    .orElseThrow(() -> new KeyException("master key: the keys in " + directory
                            + " are being rotated from the one from "
                            + rotation.get().before().origin() + " to the one from "
                            + rotation.get().after().origin() + ", and "
                            + (aead.isPresent()
                                    ? "the one from " + key.origin() + " is neither"
                                    : key.origin() + " is missing")
                            + "; give one of them, and finish with 'footfall keys rotate'"));
        }
        if (aead.isEmpty()) {
            throw new KeyException("master key: " + key.origin() + " is missing, but " + directory
                    + " holds keys that only it opens" + sinceRotation() + "; restore it from a backup or set "
                    + MasterKey.VARIABLE + " (without it those keys are lost, and nothing more can be taken into this"
                    + " warehouse; what it holds stays readable)");
        }
        try {
            if (opens(Files.readAllBytes(check()), aead.get())) {
                return List.of(aead.get());
            }
        } catch (IOException e) {
            throw new KeyException(
                    "master key: cannot read " + check() + " (" + Reason.of(e)
                            + "); restore it from a backup, and check that this user owns it",
                    e);
        }
        throw new KeyException("master key: the one from " + key.origin() + " does not open the keys in " + directory
                + sinceRotation() + "; give the one under which they were made (if " + CHECK
                + " is damaged, restore it from a backup"
                + (key instanceof KmsMasterKey ? "; if the service cannot be reached, mend that first)" : ")"));
    }

    private String sinceRotation() {
        String rotation = registry.lastRotation();
        return rotation.isEmpty() ? "" : " (" + rotation + ")";
    }

    /** Whether a key opens what {@link #CHECK} holds. */
    static boolean opens(byte[] check, Aead key) {
        try {
            key.decrypt(check, TEXT);
            return true;
        } catch (GeneralSecurityException another) {
            return false;
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
        try {
            return OwnerOnlyFiles.below(directory, KeyRegistry.DEPTH).stream()
                    .anyMatch(file -> file.getFileName().toString().endsWith(KeyStore.KEYSET));
        } catch (IOException e) {
            throw new KeyException("keys: cannot list " + directory + "; check that this user owns it", e);
        }
    }

    @Override
    public String toString() {
        return "master key from " + key.origin();
    }
}
