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
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The keys of a warehouse: one Tink keyset a file, {@code <vault>/<kind>/<epoch>.json}, each encrypted under the master
 * key and bound to its vault, kind and epoch, so that a file moved elsewhere is refused.
 *
 * <p>A key is made on first use, from the system's random generator. Of several processes or threads that need the same
 * new key at once one makes it and all use that one; it is durable before anyone uses it, and so is the note that it was
 * made, in {@code keys-made} beside the directory. A destroyed key leaves markers and is never made again; neither is one
 * whose file was lost. Thread-safe.
 */
public final class KeyStore {
    static final String KEYSET = ".json";
    private static final byte[] IPCRYPT_LABEL = "ipcrypt-deterministic AES-128 key".getBytes(StandardCharsets.US_ASCII);

    private record KeyId(TokenKind kind, Epoch epoch) {}

    private final KeyRegistry registry;
    private final MasterLock master;
    private final Clock clock;
    private final ConcurrentHashMap<KeyId, KeysetHandle> loaded = new ConcurrentHashMap<>();

    private KeyStore(Path directory, MasterKey masterKey, Clock clock) {
        registry = new KeyRegistry(directory);
        master = new MasterLock(directory, masterKey, registry);
        this.clock = clock;
    }

    /**
     * Opens the keys of a directory, which need not exist yet. Writes nothing.
     *
     * @throws KeyException when the directory holds keys and the master key is missing or another one, or when it held keys
     *     and all are gone
     */
    public static KeyStore open(Path directory, MasterKey masterKey) {
        return open(directory, masterKey, Clock.systemUTC());
    }

    /** As {@link #open(Path, MasterKey)}, with the clock that says when a key is made or destroyed. */
    public static KeyStore open(Path directory, MasterKey masterKey, Clock clock) {
        register();
        KeyStore store = new KeyStore(directory, masterKey, clock);
        store.master.verifyIfUsed();
        return store;
    }

    /**
     * Every key of a directory, living, lost and destroyed, in the order of vaults, kinds and epochs; needs no master key.
     */
    public static List<KeyInfo> list(Path directory) {
        return new KeyRegistry(directory).keys();
    }

    /**
     * Tells of every key that was made or destroyed, and of every rotation, since this was called last, by whichever
     * process: what happened, such as {@code created audience/browser/2026-11}, with its instant, oldest first. Nothing is
     * told when there is nothing new. What is told is noted, so that it is told once; after a crash in between, twice.
     * Of one directory one process at a time may call this, and {@code hear} is to have it durable when it returns.
     */
    public static void tell(Path directory, Consumer<Map<String, Instant>> hear) {
        new KeyRegistry(directory).tell(hear);
    }

    static void register() {
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
     * @throws KeyException when the key was destroyed, is lost or damaged, or cannot be written
     */
    public Tokenizer tokenizer(TokenKind kind, Epoch epoch) {
        return tokenizer(getOrCreate(kind, epoch), require(kind, TokenKind.Cipher.HMAC), epoch);
    }

    /**
     * A tokenizer of that key, which is made first if need be; empty when it was destroyed, so that what comes late gets no
     * token.
     *
     * @throws KeyException when the key is lost or damaged, or cannot be written
     */
    public Optional<Tokenizer> livingTokenizer(TokenKind kind, Epoch epoch) {
        return living(kind, epoch).map(handle -> tokenizer(handle, require(kind, TokenKind.Cipher.HMAC), epoch));
    }

    /** As {@link #livingTokenizer}, for the cipher of addresses. */
    public Optional<IpCrypt> livingIpcrypt(Epoch epoch) {
        return living(TokenKind.IP_CRYPT, epoch).map(handle -> ipcrypt(handle, epoch));
    }

    /** As {@link #livingTokenizer}, for what encrypts quarantined lines. */
    public Optional<Aead> livingQuarantine(Epoch epoch) {
        return living(TokenKind.QUARANTINE, epoch).map(KeyStore::aead);
    }

    private Optional<KeysetHandle> living(TokenKind kind, Epoch epoch) {
        return destroyed(kind, epoch) ? Optional.empty() : Optional.of(getOrCreate(kind, epoch));
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
        return registry.isDestroyed(kind, epoch);
    }

    /**
     * Destroys a key for good, whether it exists or not: it is not made again, and its tokens can no longer be computed
     * from an identifier. Tokenizers handed out before go on until they are dropped. Interrupted, it can be run again.
     *
     * @return whether there was a key
     * @throws IllegalArgumentException for the key of an epoch without end: what it names could never be known again
     */
    public boolean destroy(TokenKind kind, Epoch epoch) {
        if (epoch.end().isEmpty()) {
            throw new IllegalArgumentException(Tokenizer.domain(kind, epoch) + " has no end");
        }
        master.verifyIfUsed();
        Path keyset = registry.keyset(kind, epoch);
        try {
            // The markers first: from here on the key counts as destroyed even if the process dies.
            registry.noteDestroyed(kind, epoch, clock.instant());
            loaded.remove(new KeyId(kind, epoch));
            boolean existed = Files.deleteIfExists(keyset);
            OwnerOnlyFiles.deleteLeft(keyset);
            OwnerOnlyFiles.sync(keyset.getParent());
            return existed;
        } catch (IOException e) {
            throw notWritable(keyset, e);
        }
    }

    /** Every key, living, lost and destroyed, in the order of vaults, kinds and epochs. Files that are no keys are left out. */
    public List<KeyInfo> keys() {
        return registry.keys();
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
        Path file = registry.keyset(id.kind, id.epoch);
        // Before looking for the file: another process makes the file first and then notes it.
        boolean made = registry.isMade(id.kind, id.epoch);
        Optional<KeysetHandle> there = read(id.kind, id.epoch);
        try {
            if (there.isPresent()) {
                // Its maker may not have made it durable yet, nor noted it.
                OwnerOnlyFiles.sync(file.getParent());
                if (!made) {
                    registry.noteMade(
                            id.kind, id.epoch, Files.getLastModifiedTime(file).toInstant());
                }
                return there.get();
            }
            if (made) {
                refuseDestroyed(id);
                throw lost(id, file);
            }
            KeysetHandle fresh = KeysetHandle.generateNew(parameters(id.kind));
            String json = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                    fresh, master.forWriting(), domain(id.kind, id.epoch));
            if (OwnerOnlyFiles.createNew(file, json.getBytes(StandardCharsets.UTF_8)) && isDestroyed(id)) {
                Files.deleteIfExists(file);
            }
            refuseDestroyed(id);
            registry.noteMade(id.kind, id.epoch, clock.instant());
        } catch (IOException e) {
            throw notWritable(file, e);
        } catch (GeneralSecurityException e) {
            throw new KeyException("key " + file + ": could not be encrypted under the " + master, e);
        }
        // Always what the file says: another process may have been faster.
        return read(id.kind, id.epoch)
                .orElseThrow(() -> new KeyException("key " + file + ": vanished while in use; run the command again"));
    }

    private KeyException lost(KeyId id, Path file) {
        String mend = id.epoch.end().isPresent()
                ? ", or accept the loss with 'footfall keys destroy " + Tokenizer.domain(id.kind, id.epoch)
                        + "': what comes of that epoch from then on gets no token"
                : "; without it what was taken before is not known again, so the logs would go into a new warehouse";
        return new KeyException("key " + file + ": is gone, and was made"
                + registry.made(id.kind, id.epoch).map(at -> " on " + at).orElse("")
                + "; restore the file from a backup"
                + mend);
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
        Path file = registry.keyset(kind, epoch);
        try {
            return Optional.of(parse(file, kind, epoch));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (CharacterCodingException | GeneralSecurityException damaged) {
            throw new KeyException(
                    "key " + file + ": damaged, or moved there from another vault, kind or epoch;"
                            + " restore the file from a backup",
                    damaged);
        } catch (IOException e) {
            throw new KeyException("key " + file + ": cannot be read; check that this user owns it", e);
        }
    }

    private KeysetHandle parse(Path file, TokenKind kind, Epoch epoch) throws IOException, GeneralSecurityException {
        String json = Files.readString(file);
        try {
            return parse(json, master.forReading(), kind, epoch);
        } catch (GeneralSecurityException perhapsRotatedSince) {
            return parse(Files.readString(file), master.again(), kind, epoch);
        }
    }

    /** Decrypts a keyset with the first master key that opens it. */
    static KeysetHandle parse(String json, List<Aead> masters, TokenKind kind, Epoch epoch)
            throws IOException, GeneralSecurityException {
        GeneralSecurityException failure = new GeneralSecurityException("no master key");
        for (Aead aead : masters) {
            try {
                return TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, aead, domain(kind, epoch));
            } catch (GeneralSecurityException another) {
                failure = another;
            }
        }
        throw failure;
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

    static byte[] domain(TokenKind kind, Epoch epoch) {
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
