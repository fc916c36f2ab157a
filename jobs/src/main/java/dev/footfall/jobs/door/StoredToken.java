package dev.footfall.jobs.door;

import dev.footfall.jobs.UserException;
import dev.footfall.privacy.Tokenizer;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A token as the tables hold it.
 *
 * @param bytes 16 of them
 */
public record StoredToken(ByteBuffer bytes) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{32}");
    /** What programs put around and between the digits: 0x…, X'…', [0A 1B], 0a:1b. */
    private static final Pattern ORNAMENT = Pattern.compile("^0x|^x(?=')|[\\s\\[\\]':-]");

    /** The token of these 16 bytes. */
    public static StoredToken of(byte[] bytes) {
        return new StoredToken(ByteBuffer.wrap(bytes).asReadOnlyBuffer());
    }

    /**
     * Reads a token as reports and other programs print it: 32 hexadecimal digits, with or without {@code 0x},
     * {@code X'…'}, brackets or spaces.
     *
     * @throws UserException when it is none; the text is not in the message, since it may be an address
     */
    public static StoredToken parse(String text) {
        String digits = ORNAMENT.matcher(text.strip().toLowerCase(Locale.ROOT)).replaceAll("");
        if (!HEX.matcher(digits).matches()) {
            throw new UserException(
                    "an argument of " + text.length() + " characters is no token",
                    "give 32 hexadecimal digits, as the tables have them (security.hits.ip for an address)");
        }
        return of(HexFormat.of().parseHex(digits));
    }

    /** A copy of the bytes. */
    public byte[] array() {
        byte[] array = new byte[Tokenizer.BYTES];
        bytes.duplicate().get(array);
        return array;
    }

    /** 32 hexadecimal digits. */
    public String text() {
        return HexFormat.of().formatHex(array());
    }
}
