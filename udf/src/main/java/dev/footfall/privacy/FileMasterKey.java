package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A master key in a file of its own.
 *
 * @param made whether it is made on first use; a file that the user named is not, for the name may be mistyped or its
 *     disk not there
 */
record FileMasterKey(Path file, boolean made) implements MasterKey {
    @Override
    public String origin() {
        return "file " + file;
    }

    @Override
    public Optional<Aead> existing() {
        return text().map(text -> new TextMasterKey(text, origin()).orCreate());
    }

    /** What the file holds; empty when there is none. */
    Optional<String> text() {
        try {
            return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new KeyException(
                    "master key: cannot read " + origin() + " (" + Reason.of(e) + "); check that this user owns it", e);
        }
    }

    @Override
    public Aead orCreate() {
        Optional<Aead> there = existing();
        if (there.isPresent()) {
            return there.get();
        }
        if (!made) {
            throw new KeyException("master key: there is no " + origin()
                    + "; check the path, or make a key there with: (umask 077; head -c 32 /dev/urandom | base64 > "
                    + file
                    + ")");
        }
        try {
            OwnerOnlyFiles.createNew(file, (TextMasterKey.random() + "\n").getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new KeyException(
                    "master key: cannot write " + origin() + " (" + Reason.of(e)
                            + "); check that this user may write there, or set " + VARIABLE,
                    e);
        }
        // Read back: another process may have been faster.
        return existing().orElseThrow(() -> new KeyException("master key: " + origin() + " vanished while in use"));
    }
}
