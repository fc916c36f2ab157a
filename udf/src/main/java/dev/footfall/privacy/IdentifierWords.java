package dev.footfall.privacy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for identifiers in a text whose format is not known, such as a line that did not parse, when only digests of the
 * identifiers are at hand: every word of it, with escapes undone, is brought to the canonical form of each kind and asked
 * for. Words end at white space, quotes, brackets, commas and semicolons; within a word, parts between {@code = & ? / : @}
 * and the like are asked for, too, and up to four words with one blank between. What is longer or cut otherwise is not
 * found. Remembers words that were nothing; not thread-safe.
 */
public final class IdentifierWords {
    /** Whether somebody's identifier is known. */
    @FunctionalInterface
    public interface Known {
        boolean contains(Kind kind, byte[] canonical);
    }

    private static final String STRONG = "\"';,|<>{}()[]\\`";
    private static final String WEAK = "=&?/:@#!$*+~^";
    private static final int LONGEST = 4096;
    private static final int MOST_PARTS = 24;
    private static final int RUN = 4;
    private static final int REMEMBERED = 1 << 16;

    private final Known known;
    private final Set<ByteBuffer> nothing = new HashSet<>();

    /** Looks for what is known. */
    public IdentifierWords(Known known) {
        this.known = known;
    }

    /** Whether the text {@code [from, to)} has an identifier that is known. */
    public boolean anyIn(byte[] buf, int from, int to) {
        return PlainBytes.layers(buf, from, to).stream().anyMatch(this::anyIn);
    }

    private boolean anyIn(byte[] text) {
        List<int[]> words = split(text, 0, text.length, true);
        for (int i = 0; i < words.size(); i++) {
            int start = words.get(i)[0];
            if (anyInWord(text, start, words.get(i)[1])) {
                return true;
            }
            for (int j = i + 1;
                    j < words.size() && j < i + RUN && oneBlank(text, words.get(j - 1), words.get(j));
                    j++) {
                if (is(text, start, words.get(j)[1])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean oneBlank(byte[] text, int[] word, int[] next) {
        return next[0] == word[1] + 1 && text[word[1]] == ' ';
    }

    private boolean anyInWord(byte[] text, int from, int to) {
        List<int[]> parts = split(text, from, to, false);
        int longest = parts.size() <= MOST_PARTS ? parts.size() : RUN;
        for (int i = 0; i < parts.size(); i++) {
            for (int j = i; j < parts.size() && j < i + longest; j++) {
                if (is(text, parts.get(i)[0], parts.get(j)[1])) {
                    return true;
                }
            }
        }
        return is(text, from, to);
    }

    private static List<int[]> split(byte[] text, int from, int to, boolean strong) {
        List<int[]> parts = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || ends(text[i], strong)) {
                if (i > start) {
                    parts.add(new int[] {start, i});
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private static boolean ends(byte b, boolean strong) {
        return strong ? b >= 0 && b <= ' ' || b == 0x7f || STRONG.indexOf(b) >= 0 : WEAK.indexOf(b) >= 0;
    }

    private boolean is(byte[] text, int from, int to) {
        if (to - from > LONGEST) {
            return false;
        }
        byte[] word = Arrays.copyOfRange(text, from, to);
        ByteBuffer key = ByteBuffer.wrap(word);
        if (nothing.contains(key)) {
            return false;
        }
        if (known(word)) {
            return true;
        }
        if (nothing.size() < REMEMBERED) {
            nothing.add(key);
        }
        return false;
    }

    private boolean known(byte[] word) {
        byte[] cookie = Identifiers.cookie(word, 0, word.length);
        return known.contains(Kind.COOKIE, cookie)
                || known.contains(Kind.ACCOUNT, cookie)
                || known.contains(Kind.ACCOUNT, Identifiers.account(word, 0, word.length))
                || Identifiers.address(new String(word, StandardCharsets.ISO_8859_1))
                        .map(address -> known.contains(Kind.ADDRESS, address))
                        .orElse(false);
    }
}
