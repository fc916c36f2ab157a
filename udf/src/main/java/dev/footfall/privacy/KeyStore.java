package dev.footfall.privacy;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.HmacPrfKey;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The keys of a warehouse: one Tink keyset a file, {@code <vault>/<kind>/<epoch>.json}, each encrypted under the master
 * key and bound to its vault, kind and epoch, so that a file moved elsewhere is refused.
 *
 * <p>A key is made on first use, from the system's random generator. Of several processes or threads that need the same
 * new key at once one makes it and all use that one; it is durable before anyone uses it. A destroyed key leaves a
 * marker and is never made again. Thread-safe.
 */
public final class KeyStore {
    private static final String KEYSET = ".json";
    private static final String DESTROYED = ".destroyed";
    private static final byte[] IPCRYPT_LABEL = "ipcrypt-deterministic AES-128 key".getBytes(StandardCharsets.US_ASCII);

    private record KeyId(TokenKind kind, Epoch epoch) {}

    private final Path directory;
    private final MasterLock master;
    private final ConcurrentHashMap<KeyId, KeysetHandle> loaded = new ConcurrentHashMap<>();

    private KeyStore(Path directory, MasterKey masterKey) {
        this.directory = directory;
        master = new MasterLock(directory, masterKey);
    }

    /**
     * Opens the keys of a directory, which need not exist yet. Writes nothing.
     *
     * @throws KeyException when the directory holds keys and the master key is missing or another one
     */
    public static KeyStore open(Path directory, MasterKey masterKey) {
        register();
        KeyStore store = new KeyStore(directory, masterKey);
        store.master.verifyIfUsed();
        return store;
    }

    private static void register() {
        try {
            AeadConfig.register();
            PrfConfig.register();
        } catch (GeneralSecurityException conflictingTink) {
            throw new IllegalStateException(conflictingTink);
        }
    }

    /**
     * A tokenizer of that key, which is made first if need be.
     *
     * @throws KeyException when the key was destroyed, is damaged or cannot be written
     */
    public Tokenizer tokenizer(TokenKind kind, Epoch epoch) {
        return tokenizer(getOrCreate(kind, epoch), require(kind, TokenKind.Cipher.HMAC), epoch);
    }

    /** A tokenizer of that key if it exists; never makes one. */
    public Optional<Tokenizer> existing(TokenKind kind, Epoch epoch) {
        require(kind, TokenKind.Cipher.HMAC);
        return get(kind, epoch).map(handle -> tokenizer(handle, kind, epoch));
    }

    /** The cipher of addresses of an epoch of {@link TokenKind#IP_CRYPT}; its key is made first if need be. */
    public IpCrypt ipcrypt(Epoch epoch) {
        return ipcrypt(getOrCreate(TokenKind.IP_CRYPT, epoch), epoch);
    }

    /** The cipher of addresses of an epoch if its key exists; never makes one. */
    public Optional<IpCrypt> existingIpcrypt(Epoch epoch) {
        return get(TokenKind.IP_CRYPT, epoch).map(handle -> ipcrypt(handle, epoch));
    }

    /**
     * What encrypts quarantined lines of an epoch; its key is made first if need be. The caller binds each line to its
     * place by the associated data. Thread-safe.
     */
    public Aead quarantine(Epoch epoch) {
        return aead(getOrCreate(TokenKind.QUARANTINE, epoch));
    }

    /** What decrypts quarantined lines of an epoch if the key exists; never makes one. */
    public Optional<Aead> existingQuarantine(Epoch epoch) {
        return get(TokenKind.QUARANTINE, epoch).map(KeyStore::aead);
    }

    /** What encrypts the keys of cases; its key is made first if need be. */
    Aead holds() {
        return aead(getOrCreate(TokenKind.HOLD, Epoch.ALWAYS));
    }

    /** What decrypts the keys of cases if the key exists; never makes one. */
    Optional<Aead> existingHolds() {
        return get(TokenKind.HOLD, Epoch.ALWAYS).map(KeyStore::aead);
    }

    /** Whether the key was destroyed, so that {@link #tokenizer} would refuse: its tokens are null from then on. */
    public boolean destroyed(TokenKind kind, Epoch epoch) {
        return Files.exists(file(kind, epoch, DESTROYED));
    }

    /**
     * Destroys a key for good, whether it exists or not: it is not made again, and its tokens can no longer be computed
     * from an identifier. Tokenizers handed out before go on until they are dropped. Interrupted, it can be run again.
     *
     * @return whether there was a key
     */
    public boolean destroy(TokenKind kind, Epoch epoch) {
        master.verifyIfUsed();
        Path keyset = file(kind, epoch, KEYSET);
        try {
            // The marker first: from here on the key counts as destroyed even if the process dies.
            OwnerOnlyFiles.createNew(file(kind, epoch, DESTROYED), new byte[0]);
            boolean existed = Files.deleteIfExists(keyset);
            OwnerOnlyFiles.sync(keyset.getParent());
            loaded.remove(new KeyId(kind, epoch));
            return existed;
        } catch (IOException e) {
            throw notWritable(keyset, e);
        }
    }

    /** Every key, living and destroyed, by vault, kind and epoch. Files that are no keys are left out. */
    public List<KeyInfo> keys() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.find(directory, 3, (path, attributes) -> attributes.isRegularFile())) {
            return files.flatMap(file -> describe(file).stream())
                    .sorted(Comparator.comparing(KeyInfo::kind)
                            .thenComparing(info -> info.epoch().first()))
                    .toList();
        } catch (IOException e) {
            throw new KeyException("keys: cannot list " + directory + "; check that this user owns it", e);
        }
    }

    private Optional<KeyInfo> describe(Path file) {
        Path relative = directory.relativize(file);
        String name = file.getFileName().toString();
        boolean destroyed = name.endsWith(DESTROYED);
        String suffix = destroyed ? DESTROYED : KEYSET;
        if (relative.getNameCount() != 3 || !name.endsWith(suffix)) {
            return Optional.empty();
        }
        Optional<TokenKind> kind =
                TokenKind.of(relative.getName(0).toString(), relative.getName(1).toString());
        Optional<Epoch> epoch = Epoch.parse(name.substring(0, name.length() - suffix.length()));
        if (kind.isEmpty() || epoch.isEmpty() || (!destroyed && destroyed(kind.get(), epoch.get()))) {
            return Optional.empty();
        }
        try {
            Instant changed = Files.getLastModifiedTime(file).toInstant();
            return Optional.of(new KeyInfo(kind.get(), epoch.get(), changed, destroyed));
        } catch (IOException destroyedMeanwhile) {
            return Optional.empty();
        }
    }

    private KeysetHandle getOrCreate(TokenKind kind, Epoch epoch) {
        KeyId id = new KeyId(kind, epoch);
        KeysetHandle handle = loaded.get(id);
        // Per key, threads wait for the one that makes it.
        return handle != null ? handle : loaded.computeIfAbsent(id, this::create);
    }

    private Optional<KeysetHandle> get(TokenKind kind, Epoch epoch) {
        KeysetHandle handle = loaded.get(new KeyId(kind, epoch));
        if (handle != null) {
            return Optional.of(handle);
        }
        Optional<KeysetHandle> read = destroyed(kind, epoch) ? Optional.empty() : read(kind, epoch);
        read.ifPresent(found -> loaded.putIfAbsent(new KeyId(kind, epoch), found));
        return read;
    }

    private KeysetHandle create(KeyId id) {
        refuseDestroyed(id);
        Path file = file(id.kind, id.epoch, KEYSET);
        Optional<KeysetHandle> there = read(id.kind, id.epoch);
        if (there.isPresent()) {
            // Its maker may not have made it durable yet.
            OwnerOnlyFiles.sync(file.getParent());
            return there.get();
        }
        try {
            KeysetHandle fresh = KeysetHandle.generateNew(parameters(id.kind));
            String json = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                    fresh, master.forWriting(), domain(id.kind, id.epoch));
            if (OwnerOnlyFiles.createNew(file, json.getBytes(StandardCharsets.UTF_8)) && isDestroyed(id)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw notWritable(file, e);
        } catch (GeneralSecurityException e) {
            throw new KeyException("key " + file + ": could not be encrypted under the " + master, e);
        }
        refuseDestroyed(id);
        // Always what the file says: another process may have been faster.
        return read(id.kind, id.epoch)
                .orElseThrow(() -> new KeyException("key " + file + ": vanished while in use; run the command again"));
    }

    private boolean isDestroyed(KeyId id) {
        return destroyed(id.kind, id.epoch);
    }

    private void refuseDestroyed(KeyId id) {
        if (isDestroyed(id)) {
            throw new KeyException("key " + Tokenizer.domain(id.kind, id.epoch)
                    + " was destroyed and is not made again: tokens of that epoch can no longer be computed");
        }
    }

    private Optional<KeysetHandle> read(TokenKind kind, Epoch epoch) {
        Path file = file(kind, epoch, KEYSET);
        try {
            String json = Files.readString(file);
            return Optional.of(
                    TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, master.forReading(), domain(kind, epoch)));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (java.nio.charset.CharacterCodingException | GeneralSecurityException damaged) {
            throw new KeyException(
                    "key " + file + ": damaged, or moved there from another vault, kind or epoch;"
                            + " restore the file from a backup",
                    damaged);
        } catch (IOException e) {
            throw new KeyException("key " + file + ": cannot be read; check that this user owns it", e);
        }
    }

    private Path file(TokenKind kind, Epoch epoch, String suffix) {
        return directory.resolve(kind.vault().label()).resolve(kind.label()).resolve(epoch.label() + suffix);
    }

    private static Parameters parameters(TokenKind kind) {
        return switch (kind.cipher()) {
            case HMAC, IPCRYPT -> PredefinedPrfParameters.HMAC_SHA256_PRF;
            case AEAD -> PredefinedAeadParameters.AES256_GCM;
        };
    }

    @AccessesPartialKey // the JDK's Mac works on the bytes; the parameters are ours and fixed
    private static Tokenizer tokenizer(KeysetHandle handle, TokenKind kind, Epoch epoch) {
        HmacPrfKey key = (HmacPrfKey) handle.getPrimary().getKey();
        return new Tokenizer(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()), kind, epoch);
    }

    /** Tink has no key type for a bare AES block, so the AES key is derived from a PRF key. */
    private static IpCrypt ipcrypt(KeysetHandle handle, Epoch epoch) {
        return new IpCrypt(tokenizer(handle, TokenKind.IP_CRYPT, epoch).token(IPCRYPT_LABEL));
    }

    private static Aead aead(KeysetHandle handle) {
        try {
            return handle.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException registered) {
            throw new IllegalStateException(registered);
        }
    }

    private static byte[] domain(TokenKind kind, Epoch epoch) {
        return Tokenizer.domain(kind, epoch).getBytes(StandardCharsets.UTF_8);
    }

    private static TokenKind require(TokenKind kind, TokenKind.Cipher cipher) {
        if (kind.cipher() != cipher) {
            throw new IllegalArgumentException(kind + " is not a kind of token");
        }
        return kind;
    }

    private static KeyException notWritable(Path file, IOException e) {
        return new KeyException(
                "key " + file + ": cannot be written (" + Reason.of(e)
                        + "); check that this user owns the directory and that the disk has room",
                e);
    }
}
