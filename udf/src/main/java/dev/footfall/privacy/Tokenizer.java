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
 * <p>Not thread-safe: each task has its own. Hot path: it uses the JDK's {@link Mac} on the key that Tink keeps and one
 * buffer for all input, so that a token costs no allocation; {@code TokenizerTest} prints its rate beside Tink's PRF.
 */
public final class Tokenizer {
    /** Length of a token. */
    public static final int BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int MAC_BYTES = 32;
    private static final int TYPICAL_INPUT_BYTES = 256;

    private final Mac mac;
    private final byte[] digest = new byte[MAC_BYTES];
    /** The domain, then the parts. */
    private byte[] input;

    private final int domainEnd;
    private int end;

    /** @param key at least 32 bytes */
    Tokenizer(byte[] key, TokenKind kind, Epoch epoch) {
        byte[] domain = domain(kind, epoch).getBytes(StandardCharsets.UTF_8);
        input = new byte[TYPICAL_INPUT_BYTES];
        part(domain, 0, domain.length);
        domainEnd = end;
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
        end = domainEnd;
        part(a, from, to);
        finish(out16);
    }

    /** The token of the parts, in their order. */
    public byte[] token(byte[]... parts) {
        end = domainEnd;
        for (byte[] part : parts) {
            part(part, 0, part.length);
        }
        byte[] out = new byte[BYTES];
        finish(out);
        return out;
    }

    private void part(byte[] a, int from, int to) {
        int length = to - from;
        int start = end + Integer.BYTES;
        if (start + length > input.length) {
            input = Arrays.copyOf(input, Math.max(2 * input.length, start + length));
        }
        input[end] = (byte) (length >>> 24);
        input[end + 1] = (byte) (length >>> 16);
        input[end + 2] = (byte) (length >>> 8);
        input[end + 3] = (byte) length;
        System.arraycopy(a, from, input, start, length);
        end = start + length;
    }

    private void finish(byte[] out16) {
        mac.update(input, 0, end);
        try {
            mac.doFinal(digest, 0);
        } catch (ShortBufferException digestHas32Bytes) {
            throw new IllegalStateException(digestHas32Bytes);
        }
        System.arraycopy(digest, 0, out16, 0, BYTES);
    }
}
