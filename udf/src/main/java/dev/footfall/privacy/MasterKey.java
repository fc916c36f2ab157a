package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The key that encrypts all other keys at rest (AES-256-GCM, or what a key management service uses). Whoever loses it
 * loses the keys of every token and of the quarantine; whoever has it and the key directory has them all.
 */
public sealed interface MasterKey permits FileMasterKey, TextMasterKey, KmsMasterKey {
    /**
     * Environment variable that may hold the key: base64 of 32 bytes; or where it is, {@code file:/path} or the URI of a
     * key in a key management service.
     */
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
        return new FileMasterKey(file, true);
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
        if (value == null) {
            return inFile(keyDirectory.resolve(FILE_NAME));
        }
        // Base64 has no colon.
        return value.contains(":") ? named(value.strip(), environment) : fromText(value, variable(VARIABLE));
    }

    /**
     * A key that is there already, by where it is: {@code env:NAME} for an environment variable that holds base64,
     * {@code scheme://…} for a key management service, else a file that holds base64, with or without {@code file:}.
     *
     * @throws KeyException when the variable is not set
     */
    static MasterKey named(String where, Map<String, String> environment) {
        String env = "env:";
        String file = "file:";
        if (where.startsWith(env)) {
            String name = where.substring(env.length());
            String value = environment.get(name);
            if (value == null) {
                throw new KeyException("master key: " + variable(name) + " is not set; export it, and run this again");
            }
            return fromText(value, variable(name));
        }
        if (where.startsWith(file)) {
            return new FileMasterKey(Path.of(where.substring(file.length()).replaceFirst("^//(?=/)", "")), false);
        }
        return where.contains("://") ? new KmsMasterKey(where) : new FileMasterKey(Path.of(where), false);
    }

    private static String variable(String name) {
        return "environment variable " + name;
    }
}
