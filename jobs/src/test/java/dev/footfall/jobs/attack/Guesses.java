package dev.footfall.jobs.attack;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What somebody without a key can try: digests, and keyed digests under keys that lazy programs use. */
final class Guesses {
    static final int TOKEN_BYTES = 16;

    private final List<MessageDigest> digests = new ArrayList<>();
    private final List<Mac> macs = new ArrayList<>();

    Guesses() {
        try {
            for (String digest : List.of("MD5", "SHA-1", "SHA-256")) {
                digests.add(MessageDigest.getInstance(digest));
            }
            for (String key : List.of("\0", "salt", "secret", "footfall", "audience/place_day/2025-10-14")) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                macs.add(mac);
            }
        } catch (GeneralSecurityException everyJdkHasThem) {
            throw new IllegalStateException(everyJdkHasThem);
        }
    }

    /** Tokens that a value could have, in hexadecimal. */
    List<String> of(byte[] value) {
        List<String> tokens = new ArrayList<>();
        digests.forEach(digest -> tokens.add(cut(digest.digest(value))));
        macs.forEach(mac -> tokens.add(cut(mac.doFinal(value))));
        return tokens;
    }

    /** The token that a program without keys would have made. */
    static String weak(byte[] value) {
        try {
            return cut(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (GeneralSecurityException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static String cut(byte[] digest) {
        return HexFormat.of().formatHex(Arrays.copyOf(digest, TOKEN_BYTES));
    }
}
