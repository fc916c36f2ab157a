package dev.footfall.privacy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A text as it stands, and with its escapes undone layer by layer: JSON's and nginx's backslashes, and percent-encoding. */
final class PlainBytes {
    private PlainBytes() {}

    /** The text {@code [from, to)} and what it becomes with each layer undone; at least one, the last one the plainest. */
    static List<byte[]> layers(byte[] buf, int from, int to) {
        List<byte[]> layers = new ArrayList<>();
        byte[] text = java.util.Arrays.copyOfRange(buf, from, to);
        layers.add(text);
        for (int round = 0; round < Identifiers.DECODING_ROUNDS; round++) {
            byte[] plainer = Identifiers.percentDecoded(unescaped(text));
            if (plainer == text) {
                break;
            }
            text = plainer;
            layers.add(text);
        }
        return layers;
    }

    /** Without backslash escapes; those of a letter {@code u} and four digits become UTF-8; the same array when there were none. */
    private static byte[] unescaped(byte[] text) {
        ByteArrayOutputStream out = null;
        for (int i = 0; i < text.length; i++) {
            if (text[i] != '\\' || i + 1 >= text.length) {
                if (out != null) {
                    out.write(text[i]);
                }
                continue;
            }
            if (out == null) {
                out = new ByteArrayOutputStream(text.length);
                out.write(text, 0, i);
            }
            i += undo(text, i + 1, out);
        }
        return out == null ? text : out.toByteArray();
    }

    /** Writes what the escape stands for whose letter is at {@code i}; how many bytes it has after the backslash. */
    private static int undo(byte[] text, int i, ByteArrayOutputStream out) {
        int digits = text[i] == 'u' ? 4 : text[i] == 'x' ? 2 : 0;
        int code = digits == 0 ? -1 : hex(text, i + 1, digits);
        if (code < 0) {
            out.write(text[i]);
            return 1;
        }
        if (digits == 2) {
            out.write(code); // nginx escapes bytes, not characters
        } else {
            out.writeBytes(String.valueOf((char) code).getBytes(StandardCharsets.UTF_8));
        }
        return 1 + digits;
    }

    private static int hex(byte[] text, int from, int digits) {
        if (from + digits > text.length) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
