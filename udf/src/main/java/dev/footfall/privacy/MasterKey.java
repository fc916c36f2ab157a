package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The key that encrypts all other keys at rest (AES-256-GCM). Whoever loses it loses the keys of every token and of
 * the quarantine; whoever has it and the key directory has them all.
 */
public interface MasterKey {
    /** Environment variable that may hold the key: base64 of 32 bytes. */
    String VARIABLE = "FOOTFALL_MASTER_KEY";

    /** Name of the file that holds the key otherwise, in the key directory. */
    String FILE_NAME = "master.key";

    /** Where it comes from, for messages, such as {@code environment variable FOOTFALL_MASTER_KEY}. */
    String origin();

    /**
     * The key if there is one.
     *
     * @throws KeyException when what is there is no key or cannot be read
     */
    Optional<Aead> existing();

    /**
     * The key, made durably first when there is none yet.
     *
     * @throws KeyException when it cannot be read or made
     */
    Aead orCreate();

    /** The key in a file that holds base64 of 32 bytes; created with mode 0600 on first use. */
    static MasterKey inFile(Path file) {
        return new FileMasterKey(file);
    }

    /**
     * A key given as text.
     *
     * @param base64 32 bytes in base64; white space around it does not matter
     * @param origin where the text comes from, for messages
     */
    static MasterKey fromText(String base64, String origin) {
        return new TextMasterKey(base64, origin);
    }

    /** The key from the variable {@link #VARIABLE} when it is set, else from the file in the key directory. */
    static MasterKey of(Map<String, String> environment, Path keyDirectory) {
        String value = environment.get(VARIABLE);
        return value == null
                ? inFile(keyDirectory.resolve(FILE_NAME))
                : fromText(value, "environment variable " + VARIABLE);
    }
}
