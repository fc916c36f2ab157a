package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A master key in a file of its own. */
record FileMasterKey(Path file) implements MasterKey {
    @Override
    public String origin() {
        return "file " + file;
    }

    @Override
    public Optional<Aead> existing() {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            return new TextMasterKey(text, origin()).existing();
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
        byte[] key = new byte[TextMasterKey.KEY_BYTES];
        new SecureRandom().nextBytes(key);
        String text = Base64.getEncoder().encodeToString(key) + "\n";
        try {
            OwnerOnlyFiles.createNew(file, text.getBytes(StandardCharsets.ISO_8859_1));
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
