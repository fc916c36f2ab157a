package dev.footfall.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes the tokens of one key: HMAC-SHA-256 (RFC 2104, FIPS 180-4), cut to its first 128 bits.
 *
 * <p>What is hashed is the domain (vault, kind and epoch) and then the parts, each preceded by its length as four
 * bytes, big-endian: two different lists of parts never give the same input, so {@code ("ab", "c")} and {@code ("a",
 * "bc")} have different tokens.
 *
 * <p>Not thread-safe: each task has its own. It uses the JDK's {@link Mac} on the key that Tink keeps, for Tink's own
 * PRF makes a Mac and a copy for each call; the test {@code TokenizerTest} prints both rates.
 */
public final class Tokenizer {
    /** Length of a token. */
    public static final int BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;

    private final byte[] domain;
    private final Mac mac;
    private final byte[] digest = new byte[MAC_BYTES];
    private final byte[] length = new byte[Integer.BYTES];

    /** @param key at least 32 bytes */
    Tokenizer(byte[] key, TokenKind kind, Epoch epoch) {
        domain = lengthPrefixed(domain(kind, epoch).getBytes(StandardCharsets.UTF_8));
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** What a key is for, as text: part of every token's input and bound to every stored key. */
    static String domain(TokenKind kind, Epoch epoch) {
        return kind.vault().label() + "/" + kind.label() + "/" + epoch.label();
    }

    /**
     * Writes the token of the bytes {@code [from, to)} into {@code out16}; the same as {@link #token(byte[]...)} of
     * that one part.
     *
     * @param out16 at least 16 bytes; the token is its first 16
     */
    public void token(byte[] a, int from, int to, byte[] out16) {
        mac.update(domain);
        part(a, from, to);
        finish(out16);
    }

    /** The token of the parts, in their order. */
    public byte[] token(byte[]... parts) {
        mac.update(domain);
        for (byte[] part : parts) {
            part(part, 0, part.length);
        }
        byte[] out = new byte[BYTES];
        finish(out);
        return out;
    }

    private void part(byte[] a, int from, int to) {
        bigEndian(to - from, length);
        mac.update(length);
        mac.update(a, from, to - from);
    }

    private void finish(byte[] out16) {
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException digestHas32Bytes) {
            throw new IllegalStateException(digestHas32Bytes);
        }
        System.arraycopy(digest, 0, out16, 0, BYTES);
    }

    private static byte[] lengthPrefixed(byte[] text) {
        byte[] out = Arrays.copyOf(new byte[Integer.BYTES], Integer.BYTES + text.length);
        bigEndian(text.length, out);
        System.arraycopy(text, 0, out, Integer.BYTES, text.length);
        return out;
    }

    private static void bigEndian(int value, byte[] out) {
        out[0] = (byte) (value >>> 24);
        out[1] = (byte) (value >>> 16);
        out[2] = (byte) (value >>> 8);
        out[3] = (byte) value;
    }
}
