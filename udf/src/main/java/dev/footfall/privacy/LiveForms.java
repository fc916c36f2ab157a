package dev.footfall.privacy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The forms in which an identifier can be found again: itself, as text or encoded, and its tokens. Finds them in bytes of
 * any kind. Addresses are found however they are written; of an IPv4 address its four bytes are not looked for, since they
 * stand anywhere by chance, and neither are texts of less than {@value #LEAST_BYTES} bytes, which {@link #tooShort} counts.
 */
public final class LiveForms {
    /** Bytes of the shortest text that is looked for. */
    public static final int LEAST_BYTES = ByteSearch.LEAST_BYTES;

    /** The longest way to write an address: eight groups, the last two of them dotted. */
    private static final int LONGEST_ADDRESS = 45;

    private final ByteSearch search = new ByteSearch();
    private final Set<ByteBuffer> addresses = new HashSet<>();
    private int tooShort;

    /** The forms of these identifiers, without tokens. */
    public static LiveForms of(Collection<GivenIdentifier> identifiers) {
        LiveForms forms = new LiveForms();
        for (GivenIdentifier identifier : identifiers) {
            for (byte[] form : identifier.forms()) {
                if (identifier.kind() == Kind.ADDRESS) {
                    forms.address(form);
                } else {
                    forms.text(identifier.kind(), form);
                }
            }
        }
        return forms;
    }

    private void address(byte[] address) {
        addresses.add(ByteBuffer.wrap(address));
        byte[] mapped = Identifiers.mapped(address);
        search.bytes("address as 16 bytes", mapped);
        search.word("address in hexadecimal", HexFormat.of().formatHex(mapped));
    }

    private void text(Kind kind, byte[] text) {
        boolean anyCase = kind != Kind.COOKIE;
        tooShort += search.word(kind.label() + " as text", text, anyCase) ? 0 : 1;
        String encoded = percentEncoded(text);
        if (encoded.length() > text.length) {
            search.word(kind.label() + ", percent-encoded", encoded);
        }
        search.word(kind.label() + " in hexadecimal", HexFormat.of().formatHex(text));
        search.word(
                kind.label() + " in base64",
                Base64.getEncoder().withoutPadding().encodeToString(text).getBytes(StandardCharsets.US_ASCII),
                false);
    }

    /** RFC 3986 section 2.1: all but unreserved characters. */
    private static String percentEncoded(byte[] text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text) {
            boolean unreserved =
                    b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || "-._~".indexOf(b) >= 0;
            encoded.append(unreserved ? String.valueOf((char) b) : "%%%02X".formatted(b & 0xff));
        }
        return encoded.toString();
    }

    /** Adds a token, which is looked for as bytes and in hexadecimal. */
    public void token(String name, byte[] token) {
        search.bytes(name, token);
        search.word(name + " in hexadecimal", HexFormat.of().formatHex(token));
    }

    /** Texts that are too short to be looked for. */
    public int tooShort() {
        return tooShort;
    }

    /** Bytes of the longest form: as many must two stretches of a file share that are looked at apart. */
    public int longest() {
        return Math.max(search.longest(), LONGEST_ADDRESS) + 2;
    }

    /** What stands in {@code [from, to)}, in words that do not repeat it. */
    public SortedSet<String> in(byte[] bytes, int from, int to) {
        SortedSet<String> found = new TreeSet<>(search.find(bytes, from, to));
        if (!addresses.isEmpty() && anyAddress(bytes, from, to)) {
            found.add("address as text");
        }
        return found;
    }

    /** Whether a text, with its escapes undone, has one of the forms. */
    boolean anyInText(byte[] buf, int from, int to) {
        return PlainBytes.layers(buf, from, to).stream()
                .anyMatch(layer -> !in(layer, 0, layer.length).isEmpty());
    }

    private boolean anyAddress(byte[] bytes, int from, int to) {
        int start = from;
        boolean separated = false;
        for (int i = from; i <= to; i++) {
            byte b = i < to ? bytes[i] : 0;
            if (b == '.' || b == ':') {
                separated = true;
            } else if (Character.digit(b, 16) < 0) {
                if (separated && isAddress(bytes, start, i)) {
                    return true;
                }
                start = i + 1;
                separated = false;
            }
        }
        return false;
    }

    /** A full stop or colon may end the sentence, and a port may follow. */
    private boolean isAddress(byte[] bytes, int from, int to) {
        if (to - from > LONGEST_ADDRESS + 7) {
            return false;
        }
        String run = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
        String bare = run.replaceAll("^[.]+|[.]+$", "");
        int port = bare.lastIndexOf(':');
        return isAddress(bare)
                || isAddress(bare.replaceAll(":$", ""))
                || port > 0 && isAddress(bare.substring(0, port));
    }

    private boolean isAddress(String text) {
        return Identifiers.address(text)
                .map(ByteBuffer::wrap)
                .filter(addresses::contains)
                .isPresent();
    }
}
