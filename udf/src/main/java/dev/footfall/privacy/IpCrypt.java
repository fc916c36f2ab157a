package dev.footfall.privacy;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts addresses so that equal addresses stay equal and the key's holder can turn them back: ipcrypt-deterministic
 * (draft-denis-ipcrypt, section "ipcrypt-deterministic"), which is one AES-128 block over the address as 16 bytes, an
 * IPv4 address as {@code ::ffff:a.b.c.d} ({@link Identifiers#mapped}).
 *
 * <p>It does not authenticate: decrypting with a wrong key, or bytes that were never encrypted, gives some innocent
 * address. Whoever decrypts must first see that the bytes occur in that epoch. Not thread-safe: each task has its own.
 */
public final class IpCrypt {
    /** Length of an address, plain or encrypted. */
    public static final int BYTES = 16;

    /** Length of a key. */
    static final int KEY_BYTES = 16;

    private final Cipher encrypting;
    private final Cipher decrypting;

    /** @param key 16 bytes */
    IpCrypt(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("an ipcrypt key has 16 bytes, not " + key.length);
        }
        encrypting = cipher(Cipher.ENCRYPT_MODE, key);
        decrypting = cipher(Cipher.DECRYPT_MODE, key);
    }

    /** Encrypts an address of 16 bytes into 16 new ones. */
    public byte[] encrypt(byte[] address) {
        return apply(encrypting, address);
    }

    /** Turns 16 bytes that {@link #encrypt} gave under this key back into the address. */
    public byte[] decrypt(byte[] encrypted) {
        return apply(decrypting, encrypted);
    }

    private static byte[] apply(Cipher cipher, byte[] block) {
        if (block.length != BYTES) {
            throw new IllegalArgumentException("an address has 16 bytes here, not " + block.length);
        }
        try {
            return cipher.doFinal(block);
        } catch (GeneralSecurityException blockIsWhole) {
            throw new IllegalStateException(blockIsWhole);
        }
    }

    private static Cipher cipher(int mode, byte[] key) {
        try {
            // One block and no mode of operation is what the draft asks for.
            Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"));
            return cipher;
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
