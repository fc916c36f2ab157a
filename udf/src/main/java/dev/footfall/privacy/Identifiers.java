package dev.footfall.privacy;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The one canonical form of each identifier, as bytes to tokenise. Ingest, erasure and combining all go through here,
 * or a person asked for would not be found. Each form is stable: canonicalising it again changes nothing.
 */
public final class Identifiers {
    /** Length of an IPv4 address. */
    public static final int IPV4_BYTES = 4;

    /** Length of an IPv6 address. */
    public static final int IPV6_BYTES = 16;

    private static final int MAPPED_PREFIX_BYTES = 12;
    private static final int NET4_BYTES = 3;
    private static final int NET6_BYTES = 6;
    /** Percent-encoding inside percent-encoding deeper than this is left as it is. */
    static final int DECODING_ROUNDS = 4;
    /** nginx logs its user id as four 32-bit words in hexadecimal. */
    private static final int NGINX_UID_HEX = 32;

    private static final Pattern DOTTED_QUAD = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern COLONS = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private Identifiers() {}

    /**
     * An account name: without white space around it, in Unicode's NFC, in lower case (so that people who type their
     * address in another case stay one account; two accounts that differ in case only count as one), in UTF-8.
     */
    public static byte[] account(String name) {
        // Lower-casing can undo NFC (U+0130), so normalise after it.
        String folded = Normalizer.normalize(name.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFC).strip().getBytes(StandardCharsets.UTF_8);
    }

    /** {@link #account(String)} of UTF-8 bytes {@code [from, to)}; ASCII takes a way without strings. */
    public static byte[] account(byte[] buf, int from, int to) {
        byte[] out = Arrays.copyOfRange(buf, from, to);
        for (int i = 0; i < out.length; i++) {
            byte b = out[i];
            if (b <= ' ') {
                return account(new String(out, StandardCharsets.UTF_8));
            }
            if (b >= 'A' && b <= 'Z') {
                out[i] = (byte) (b + ('a' - 'A'));
            }
        }
        return out;
    }

    /** {@link #cookie(byte[], int, int)} of a string. */
    public static byte[] cookie(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return cookie(bytes, 0, bytes.length);
    }

    /**
     * The value of a first-party or session cookie: without white space and double quotes around it (RFC 6265 section
     * 4.1.1), percent-decoded until nothing is left to decode, case kept. What nginx logs as {@code uid=HEX} ({@code
     * $uid_got}, {@code $uid_set}: cookie's name, {@code =}, 32 upper-case hexadecimal digits) is the HEX.
     */
    public static byte[] cookie(byte[] buf, int from, int to) {
        byte[] value = trimmed(buf, from, to);
        for (int round = 0; round < DECODING_ROUNDS; round++) {
            byte[] decoded = percentDecoded(value);
            if (decoded == value) {
                break;
            }
            value = trimmed(decoded, 0, decoded.length);
        }
        int hex = value.length - NGINX_UID_HEX;
        if (hex >= 2 && value[hex - 1] == '=' && isNginxUid(value, hex)) {
            return Arrays.copyOfRange(value, hex, value.length);
        }
        return value;
    }

    /** A User-Agent: its UTF-8 bytes without white space around it. */
    public static byte[] agent(String agent) {
        return agent.strip().getBytes(StandardCharsets.UTF_8);
    }

    /** An address of 4 or 16 bytes: an IPv4-mapped one ({@code ::ffff:a.b.c.d}) becomes the 4 bytes of IPv4. */
    public static byte[] address(byte[] address) {
        requireAddress(address);
        return isMapped(address) ? Arrays.copyOfRange(address, MAPPED_PREFIX_BYTES, IPV6_BYTES) : address;
    }

    /**
     * An address as people and servers write it: dotted quad without leading zeros' octal meaning, or IPv6 with or
     * without brackets and zone. Empty when the text is no address; names are never looked up.
     */
    public static Optional<byte[]> address(String text) {
        String bare = text.strip();
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        if (DOTTED_QUAD.matcher(bare).matches()) {
            return dottedQuad(bare);
        }
        int zone = bare.indexOf('%');
        String literal = zone < 0 ? bare : bare.substring(0, zone);
        if (!COLONS.matcher(literal).matches()) {
            return Optional.empty();
        }
        try {
            // With a colon in it, it is parsed as a literal or refused, never resolved.
            return Optional.of(address(InetAddress.getByName(literal).getAddress()));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** The network of an address: its first 24 bits for IPv4 (3 bytes), 48 for IPv6 (6 bytes). */
    public static byte[] net(byte[] address) {
        byte[] canonical = address(address);
        return Arrays.copyOf(canonical, canonical.length == IPV4_BYTES ? NET4_BYTES : NET6_BYTES);
    }

    /** The address as 16 bytes, IPv4 as {@code ::ffff:a.b.c.d}: what {@link IpCrypt} takes. */
    public static byte[] mapped(byte[] address) {
        requireAddress(address);
        if (address.length == IPV6_BYTES) {
            return address;
        }
        byte[] out = new byte[IPV6_BYTES];
        out[10] = (byte) 0xff;
        out[11] = (byte) 0xff;
        System.arraycopy(address, 0, out, MAPPED_PREFIX_BYTES, IPV4_BYTES);
        return out;
    }

    private static boolean isMapped(byte[] a) {
        if (a.length != IPV6_BYTES || a[10] != (byte) 0xff || a[11] != (byte) 0xff) {
            return false;
        }
        for (int i = 0; i < MAPPED_PREFIX_BYTES - 2; i++) {
            if (a[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static void requireAddress(byte[] address) {
        if (address.length != IPV4_BYTES && address.length != IPV6_BYTES) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + address.length);
        }
    }

    private static Optional<byte[]> dottedQuad(String text) {
        byte[] out = new byte[IPV4_BYTES];
        String[] parts = text.split("\\.", -1);
        for (int i = 0; i < IPV4_BYTES; i++) {
            int part = Integer.parseInt(parts[i]);
            if (part > 255) {
                return Optional.empty();
            }
            out[i] = (byte) part;
        }
        return Optional.of(out);
    }

    private static byte[] trimmed(byte[] buf, int from, int to) {
        int start = from;
        int end = to;
        boolean quoted = true;
        while (quoted) {
            while (start < end && buf[start] >= 0 && buf[start] <= ' ') {
                start++;
            }
            while (end > start && buf[end - 1] >= 0 && buf[end - 1] <= ' ') {
                end--;
            }
            quoted = end - start >= 2 && buf[start] == '"' && buf[end - 1] == '"';
            if (quoted) {
                start++;
                end--;
            }
        }
        return Arrays.copyOfRange(buf, start, end);
    }

    /** The same array when there was nothing to decode. */
    static byte[] percentDecoded(byte[] value) {
        ByteArrayOutputStream out = null;
        for (int i = 0; i < value.length; i++) {
            int escaped = value[i] == '%' && i + 2 < value.length ? hex(value[i + 1]) << 4 | hex(value[i + 2]) : -1;
            if (escaped >= 0 && out == null) {
                out = new ByteArrayOutputStream(value.length);
                out.write(value, 0, i);
            }
            if (out != null) {
                out.write(escaped >= 0 ? escaped : value[i]);
            }
            i += escaped >= 0 ? 2 : 0;
        }
        return out == null ? value : out.toByteArray();
    }

    /** Value of a hexadecimal digit; -1, all bits set, for other bytes. */
    private static int hex(byte b) {
        return Character.digit(b, 16);
    }

    private static boolean isNginxUid(byte[] value, int hex) {
        for (int i = hex; i < value.length; i++) {
            boolean digit = (value[i] >= '0' && value[i] <= '9') || (value[i] >= 'A' && value[i] <= 'F');
            if (!digit) {
                return false;
            }
        }
        for (int i = 0; i < hex - 1; i++) {
            if (!Character.isLetterOrDigit(value[i]) && value[i] != '_' && value[i] != '-') {
                return false;
            }
        }
        return true;
    }
}
