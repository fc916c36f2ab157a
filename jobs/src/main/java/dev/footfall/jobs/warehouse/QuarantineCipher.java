package dev.footfall.jobs.warehouse;

import com.google.crypto.tink.Aead;
import dev.footfall.privacy.EpochKind;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.TokenKind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens lines in quarantine. A ciphertext is bound to its batch, file and offset: it opens nowhere else. */
public final class QuarantineCipher {
    /** What became of a line that was to be opened. */
    public sealed interface Opened {}

    /** The line, as many bytes of it as were kept. */
    public record Plain(byte[] line) implements Opened {}

    /** The line cannot be had, and why. */
    public record Closed(String why) implements Opened {}

    private final KeyStore keys;
    private final EpochKind epochs;

    /** Opens lines with the keys of a warehouse; {@code epochs} is the epoch that the policy gives the quarantine. */
    public QuarantineCipher(KeyStore keys, EpochKind epochs) {
        this.keys = keys;
        this.epochs = epochs;
    }

    /** What a line's ciphertext is bound to. */
    public static byte[] place(String batch, String file, long offset) {
        return (batch + "\n" + file + "\n" + offset).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Opens a line.
     *
     * @param day day of its ingest, by which its key is found
     * @param encrypted {@code null} when the policy keeps no lines
     */
    public Opened open(String batch, String file, long offset, LocalDate day, @Nullable ByteBuffer encrypted) {
        if (encrypted == null) {
            return new Closed(
                    keys.destroyed(TokenKind.QUARANTINE, epochs.of(day))
                            ? "not kept: the key of its day was destroyed"
                            : "not kept, as the policy says");
        }
        Optional<Aead> cipher = keys.existingQuarantine(epochs.of(day));
        if (cipher.isEmpty()) {
            return new Closed("gone: its key was destroyed");
        }
        byte[] ciphertext = new byte[encrypted.remaining()];
        encrypted.duplicate().get(ciphertext);
        try {
            return new Plain(cipher.get().decrypt(ciphertext, place(batch, file, offset)));
        } catch (GeneralSecurityException e) {
            return new Closed("cannot be decrypted: damaged, or moved from another place");
        }
    }
}
