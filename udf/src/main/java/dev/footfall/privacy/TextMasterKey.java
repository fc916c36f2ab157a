package dev.footfall.privacy;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** A master key given as base64. */
record TextMasterKey(String base64, String origin) implements MasterKey {
    static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BYTES = 16;

    /** 32 bytes from the system's generator, in base64. */
    static String random() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    @Override
    public Optional<Aead> existing() {
        return Optional.of(orCreate());
    }

    @Override
    @AccessesPartialKey // the key's bytes come from outside; its parameters are fixed here
    public Aead orCreate() {
        byte[] key = decode();
        if (key.length != KEY_BYTES) {
            throw new KeyException("master key: " + origin + " holds " + key.length + " bytes instead of " + KEY_BYTES
                    + "; make one with: head -c 32 /dev/urandom | base64");
        }
        try {
            AesGcmParameters parameters = AesGcmParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setIvSizeBytes(NONCE_BYTES)
                    .setTagSizeBytes(TAG_BYTES)
                    .setVariant(AesGcmParameters.Variant.NO_PREFIX)
                    .build();
            return AesGcmJce.create(AesGcmKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build());
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private byte[] decode() {
        try {
            return Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            // Without the cause: its message quotes the text.
            throw new KeyException("master key: " + origin
                    + " is not base64; it must hold 32 bytes in base64, made with: head -c 32 /dev/urandom | base64");
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "master key from " + origin;
    }
}
