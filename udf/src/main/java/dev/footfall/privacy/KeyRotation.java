package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Encrypts all keys of a directory anew, under another master key. Each file is replaced in one step. Broken off anywhere,
 * whoever has the old or the new master key goes on working, and running it again finishes it: {@link RotationMarker} is
 * there from before the first file is touched until after the last trace of the old key is gone. Keys stay what they are,
 * and so do tokens. One process at a time may rotate, and none may make keys meanwhile.
 */
public final class KeyRotation {
    /**
     * What came of it.
     *
     * @param keys keys encrypted anew; those that an earlier, broken-off run had done count as well
     * @param resumed whether it finished what an earlier run had begun
     * @param before where the old master key comes from
     * @param after where the new one comes from
     * @param kept whether the old master key is still there, since it is not the program's to destroy
     */
    public record Answer(int keys, boolean resumed, String before, String after, boolean kept) {}

    private final Path keys;
    private final KeyRegistry registry;
    private final Clock clock;
    private Consumer<String> steps = step -> {};

    /** A rotation of the keys of a directory. */
    public KeyRotation(Path keys, Clock clock) {
        KeyStore.register();
        this.keys = keys;
        this.registry = new KeyRegistry(keys);
        this.clock = clock;
    }

    /** Has each step told to a test once it is durable. */
    void watch(Consumer<String> told) {
        steps = told;
    }

    /**
     * Rotates, or finishes a rotation that was begun.
     *
     * @param current the master key as the program is given it
     * @param wanted the new one; empty for one that is made, kept where the old one is kept, or for whichever a rotation
     *     under way leads to
     * @throws KeyException when a master key is missing or wrong, a key is damaged, or another rotation is under way
     */
    public Answer run(MasterKey current, Optional<MasterKey> wanted) {
        try {
            Optional<RotationMarker> under = RotationMarker.read(keys);
            RotationMarker marker = under.isPresent() ? under.get() : begin(current, wanted);
            return finish(marker, current, wanted, under.isPresent());
        } catch (IOException e) {
            throw new KeyException(
                    "keys: cannot rotate those in " + keys + " (" + Reason.of(e)
                            + "); mend the cause, and run this again to finish",
                    e);
        } catch (GeneralSecurityException e) {
            throw new KeyException(
                    "keys: the new master key cannot encrypt; if a service holds it, look whether it can be reached, and"
                            + " run this again to finish",
                    e);
        }
    }

    private RotationMarker begin(MasterKey current, Optional<MasterKey> wanted)
            throws IOException, GeneralSecurityException {
        if (!Files.exists(keys.resolve(MasterLock.CHECK))) {
            throw new KeyException("keys: there are none in " + keys + " yet; the first 'footfall ingest' makes them");
        }
        Aead old = new MasterLock(keys, current, registry).forReading().get(0);
        boolean ours = isOurs(current);
        if (wanted.isEmpty() && !ours) {
            throw new KeyException("master key: it comes from " + current.origin()
                    + ", where no new one can be put; name the new one with --new-master");
        }
        MasterKey next = wanted.orElseGet(
                () -> new TextMasterKey(TextMasterKey.random(), ourFile().origin()));
        Aead fresh = next.orCreate();
        if (MasterLock.opens(Files.readAllBytes(keys.resolve(MasterLock.CHECK)), fresh)) {
            throw new KeyException("master key: the one from " + next.origin()
                    + " is the one that the keys have already; make another with: head -c 32 /dev/urandom | base64");
        }
        for (KeyInfo key : registry.living()) {
            open(key, List.of(old)); // before anything is touched: a damaged one would stop the rotation half-way
        }
        RotationMarker marker = new RotationMarker(
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                RotationMarker.Side.of(current, ours, fresh),
                RotationMarker.Side.of(next, wanted.isEmpty(), old));
        marker.write(keys);
        steps.accept("begun");
        return marker;
    }

    private FileMasterKey ourFile() {
        return new FileMasterKey(keys.resolve(MasterKey.FILE_NAME), true);
    }

    private boolean isOurs(MasterKey key) {
        return key instanceof FileMasterKey file
                && file.file()
                        .toAbsolutePath()
                        .normalize()
                        .equals(ourFile().file().toAbsolutePath().normalize());
    }

    private Answer finish(RotationMarker marker, MasterKey current, Optional<MasterKey> wanted, boolean resumed)
            throws IOException, GeneralSecurityException {
        if (wanted.isPresent() && !marker.leadsTo(wanted.get().orCreate())) {
            throw new KeyException("master key: a rotation to the one from "
                    + marker.after().origin() + " is under way; finish it first with 'footfall keys rotate'");
        }
        Aead one = Stream.concat(wanted.stream(), Stream.of(current))
                .flatMap(key -> key.existing().stream())
                .filter(key -> marker.leadsTo(key) || marker.leadsFrom(key))
                .findFirst()
                .orElseThrow(() -> new KeyException("master key: a rotation is under way from the one from "
                        + marker.before().origin() + " to the one from "
                        + marker.after().origin() + ", and the one from " + current.origin()
                        + " is neither; give one of them"));
        List<Aead> both = marker.open(one).orElseThrow();
        int done = 0;
        for (KeyInfo key : registry.living()) {
            if (rewrap(key, both)) {
                steps.accept(key.name());
            }
            done++;
        }
        if (marker.after().ours()) {
            // Under the old key until here; it takes the old one's place.
            OwnerOnlyFiles.replace(ourFile().file(), ourText(marker, one).getBytes(StandardCharsets.US_ASCII));
            steps.accept("master key");
        }
        OwnerOnlyFiles.replace(
                keys.resolve(MasterLock.CHECK),
                Base64.getDecoder().decode(marker.after().check()));
        steps.accept("check");
        registry.noteRotated(marker.started(), marker.after().origin());
        if (marker.before().ours() && !marker.after().ours()) {
            Files.deleteIfExists(ourFile().file());
            OwnerOnlyFiles.sync(keys);
            steps.accept("old master key");
        }
        RotationMarker.remove(keys);
        steps.accept("done");
        return new Answer(
                done,
                resumed,
                marker.before().origin(),
                marker.after().origin(),
                !marker.before().ours());
    }

    /** The text of a new key that the program keeps. */
    private String ourText(RotationMarker marker, Aead one) {
        if (marker.leadsTo(one)) {
            return ourFile().text().orElseThrow(); // it took the old one's place before
        }
        return ((TextMasterKey) marker.after().open(one)).base64().strip() + "\n";
    }

    /** Encrypts a key under the new master key; says whether it had to be done. */
    private boolean rewrap(KeyInfo key, List<Aead> both) throws IOException, GeneralSecurityException {
        Path file = registry.keyset(key.kind(), key.epoch());
        Aead fresh = both.get(0);
        try {
            KeyStore.parse(Files.readString(file), List.of(fresh), key.kind(), key.epoch());
            return false;
        } catch (NoSuchFileException destroyedSince) {
            return false;
        } catch (IOException | GeneralSecurityException old) {
            KeysetHandle handle = open(key, both);
            String json = TinkJsonProtoKeysetFormat.serializeEncryptedKeyset(
                    handle, fresh, KeyStore.domain(key.kind(), key.epoch()));
            OwnerOnlyFiles.replace(file, json.getBytes(StandardCharsets.UTF_8));
            OwnerOnlyFiles.deleteLeft(file);
            return true;
        }
    }

    private KeysetHandle open(KeyInfo key, List<Aead> masters) throws IOException {
        Path file = registry.keyset(key.kind(), key.epoch());
        try {
            return KeyStore.parse(Files.readString(file), masters, key.kind(), key.epoch());
        } catch (java.nio.charset.CharacterCodingException | GeneralSecurityException damaged) {
            throw new KeyException(
                    "key " + file
                            + ": damaged, so the keys cannot be rotated; restore the file from a backup, or accept"
                            + " the loss with 'footfall keys destroy " + key.name() + "'",
                    damaged);
        }
    }
}
