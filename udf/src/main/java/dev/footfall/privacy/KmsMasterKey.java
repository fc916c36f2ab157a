package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KmsClient;
import com.google.crypto.tink.KmsClients;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * A master key that never leaves a key management service. Which services there are is decided by the clients that are
 * registered with Tink or offered on the class path ({@link ServiceLoader}); the program brings none.
 *
 * @param uri as the client knows it, such as {@code gcp-kms://projects/…}
 */
record KmsMasterKey(String uri) implements MasterKey {
    @Override
    public String origin() {
        return "KMS key " + uri;
    }

    @Override
    public Optional<Aead> existing() {
        return Optional.of(orCreate());
    }

    /** The key is never made here: the service holds it. */
    @Override
    public Aead orCreate() {
        try {
            return client().getAead(uri);
        } catch (GeneralSecurityException e) {
            throw new KeyException(
                    "master key: " + origin() + " cannot be used; check the URI, and that this user is signed in to the"
                            + " service and may encrypt and decrypt with the key",
                    e);
        }
    }

    private KmsClient client() {
        synchronized (KmsMasterKey.class) {
            try {
                return KmsClients.get(uri);
            } catch (GeneralSecurityException notRegistered) {
                return offered();
            }
        }
    }

    private KmsClient offered() {
        try {
            for (KmsClient client : ServiceLoader.load(KmsClient.class)) {
                if (client.doesSupport(uri)) {
                    KmsClient signedIn = client.withDefaultCredentials();
                    KmsClients.add(signedIn);
                    return signedIn;
                }
            }
        } catch (GeneralSecurityException | ServiceConfigurationError e) {
            throw new KeyException(
                    "master key: the client for " + origin()
                            + " cannot be started; check its version, and the credentials"
                            + " that it takes from this machine",
                    e);
        }
        throw new KeyException("master key: no client on the class path knows " + origin()
                + "; add Tink's library for that service and what it needs (such as tink-gcpkms or tink-awskms) by"
                + " FOOTFALL_CLASSPATH, or by --jars under spark-submit");
    }
}
