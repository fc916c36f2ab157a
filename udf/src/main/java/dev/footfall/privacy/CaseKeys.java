package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.PredefinedStreamingAeadParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys of cases: one a case (AES-256-GCM-HKDF, streaming, segments of 1 MiB), each encrypted under the key
 * {@link TokenKind#HOLD} of the warehouse, so that they follow its master key. A case's key has no epoch and no end but
 * the case's own: then it is deleted, and what is left of the case's files cannot be read. Thread-safe.
 */
public final class CaseKeys {
    private static final Pattern NAME = Pattern.compile("[0-9a-f]{32}");
    /** Not the suffix of the warehouse's own keys. */
    private static final String SUFFIX = ".case";

    private final Path directory;
    private final KeyStore keys;

    /**
     * The case keys of a warehouse.
     *
     * @param keyDirectory directory of the warehouse's keys; theirs is {@code holds} in it
     */
    public CaseKeys(Path keyDirectory, KeyStore keys) {
        directory = keyDirectory.resolve("holds");
        this.keys = keys;
        try {
            StreamingAeadConfig.register();
        } catch (GeneralSecurityException conflictingTink) {
            throw new IllegalStateException(conflictingTink);
        }
    }

    /**
     * The cipher of a case, whose key is made first if need be; it is durable before it is used.
     *
     * @param name 32 hexadecimal digits
     * @throws KeyException when the key is damaged or cannot be written
     */
    public StreamingAead orCreate(String name) {
        Optional<StreamingAead> there = existing(name);
        if (there.isPresent()) {
            return there.get();
        }
        try {
            KeysetHandle fresh = KeysetHandle.generateNew(PredefinedStreamingAeadParameters.AES256_GCM_HKDF_1MB);
            String json = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(fresh, keys.holds(), bound(name));
            OwnerOnlyFiles.createNew(file(name), json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KeyException(
                    "case key " + file(name) + ": cannot be written (" + Reason.of(e)
                            + "); check that this user owns the directory and that the disk has room",
                    e);
        } catch (GeneralSecurityException e) {
            throw new KeyException("case key " + file(name) + ": could not be encrypted", e);
        }
        // Always what the file says: another process may have been faster.
        return existing(name).orElseThrow(() -> new KeyException("case key " + file(name) + ": vanished while in use"));
    }

    /** The cipher of a case if its key is there; never makes one. */
    public Optional<StreamingAead> existing(String name) {
        Path file = file(name);
        try {
            String json = Files.readString(file);
            Optional<Aead> wrapping = keys.existingHolds();
            if (wrapping.isEmpty()) {
                throw new KeyException("case key " + file + ": the key under which it is encrypted is missing;"
                        + " restore keys/ingest/hold from a backup");
            }
            KeysetHandle handle = TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, wrapping.get(), bound(name));
            return Optional.of(handle.getPrimitive(RegistryConfiguration.get(), StreamingAead.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException | GeneralSecurityException damaged) {
            throw new KeyException(
                    "case key " + file + ": damaged, or moved there from another case; restore the file from a backup",
                    damaged);
        } catch (IOException e) {
            throw new KeyException("case key " + file + ": cannot be read; check that this user owns it", e);
        }
    }

    /**
     * Deletes a case's key for good. Interrupted, it can be run again.
     *
     * @return whether there was one
     */
    public boolean destroy(String name) {
        Path file = file(name);
        try {
            boolean existed = Files.deleteIfExists(file);
            if (existed) {
                OwnerOnlyFiles.sync(directory);
            }
            return existed;
        } catch (IOException e) {
            throw new KeyException(
                    "case key " + file + ": cannot be deleted (" + Reason.of(e)
                            + "); check that this user owns the directory",
                    e);
        }
    }

    /** Names of all cases that have a key, sorted. */
    public List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new KeyException("case keys: cannot list " + directory + "; check that this user owns it", e);
        }
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a case key is named by 32 hexadecimal digits");
        }
        return directory.resolve(name + SUFFIX);
    }

    private static byte[] bound(String name) {
        return ("hold/" + name).getBytes(StandardCharsets.US_ASCII);
    }
}
