package dev.footfall.privacy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a privacy policy in Markdown or plain text into clauses and digests each, so that a policy file can name a
 * clause and a changed text is noticed. The text is public, so its digest needs no key.
 *
 * <p>A clause is a paragraph or one item of a list. Headings ({@code #}) and quotations ({@code >}) are no clauses.
 */
public final class ClauseText {
    private static final Pattern ITEM = Pattern.compile("\\s*(?:[*+-]|\\d{1,3}[.)])\\s+.*");
    private static final Pattern ITEM_MARK = Pattern.compile("^\\s*(?:[*+-]|\\d{1,3}[.)])\\s+");
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");
    private static final Pattern UNDERSCORE_EMPHASIS = Pattern.compile("(?<![\\p{L}\\p{N}])_+|_+(?![\\p{L}\\p{N}])");
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00a0\\u2007\\u202f\\ufeff]+");

    private ClauseText() {}

    /**
     * A clause where it stands.
     *
     * @param line of its beginning, from 1
     * @param text normalised
     */
    public record Passage(int line, String text) {}

    /** The clauses of a text in their order, normalised. */
    public static List<String> clauses(String document) {
        return passages(document).stream().map(Passage::text).toList();
    }

    /** The clauses of a text in their order, with their places. */
    public static List<Passage> passages(String document) {
        List<Passage> passages = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        int number = 0;
        int begin = 0;
        for (String line : document.split("\\R", -1)) {
            number++;
            String bare = line.strip();
            boolean apart = bare.isEmpty() || bare.startsWith("#") || bare.startsWith(">");
            if (apart || ITEM.matcher(line).matches()) {
                close(begin, open, passages);
            }
            if (!apart) {
                begin = open.isEmpty() ? number : begin;
                open.append(line).append('\n');
            }
        }
        close(begin, open, passages);
        return passages;
    }

    private static void close(int line, StringBuilder open, List<Passage> passages) {
        String normalised = normalise(open.toString());
        if (!normalised.isEmpty()) {
            passages.add(new Passage(line, normalised));
        }
        open.setLength(0);
    }

    /**
     * The text without what depends on how it was typeset: in Unicode's NFC, without a list item's mark, links as their
     * text, without Markdown's emphasis ({@code *}, {@code _} at a word's edge, backticks), straight quotes, and each
     * stretch of white space as one space.
     */
    public static String normalise(String clause) {
        String text = Normalizer.normalize(clause, Normalizer.Form.NFC);
        text = ITEM_MARK.matcher(text).replaceFirst("");
        text = LINK.matcher(text).replaceAll("$1");
        text = UNDERSCORE_EMPHASIS
                .matcher(text.replace("*", "").replace("`", ""))
                .replaceAll("");
        text = text.replace('\u2018', '\'')
                .replace('\u2019', '\'')
                .replace('\u201c', '"')
                .replace('\u201d', '"');
        return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
    }

    /** SHA-256 of the normalised text in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String digest(String clause) {
        try {
            byte[] utf8 = normalise(clause).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
