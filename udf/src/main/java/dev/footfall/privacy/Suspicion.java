package dev.footfall.privacy;

import java.util.HashSet;
import java.util.Set;

/**
 * The quick look of {@link Scrubber}: one scan that lets pass what surely holds nothing to replace.
 *
 * <p>Hot path: most pages, referrers and campaigns end here, so it makes no objects; names are compared by a rolling
 * hash, where a chance match only costs the thorough look. {@code ScrubberTest} checks that it never lets pass what the
 * thorough look would replace.
 */
final class Suspicion {
    private static final int LEAST_CARD_DIGITS = 13;
    private static final int MOST_SEPARATORS = 3;

    private static final byte OTHER = 0;
    private static final byte SMALL = 1;
    private static final byte CAPITAL = 2;
    private static final byte DIGIT = 3;
    /** Part of a run and of a name: - and _. */
    private static final byte MARK = 4;
    /** Part of a run, but ends a name. */
    private static final byte PLUS = 5;
    /** Ends a name. */
    private static final byte END = 6;
    /** Ends a name, unless the sign follows. */
    private static final byte SPACE = 7;
    /** Stands between a name and its value. */
    private static final byte SIGN = 8;

    private static final byte SLASH = 9;
    private static final byte ALARM = 10;

    private static final byte[] CLASSES = classes();
    private static final int TABLE_SIZE = 1024;
    private static final int[] SECRET_NAMES = new int[TABLE_SIZE];
    private static final int[] ANNOUNCING = new int[TABLE_SIZE];
    private static final String ASP_SESSION = "aspsessionid";
    private static final int ASP_SESSION_HASH = hash(ASP_SESSION);

    static {
        Set<String> names = new HashSet<>(SecretNames.CREDENTIALS);
        names.addAll(SecretNames.TOKENS);
        names.addAll(SecretNames.PERHAPS_TOKENS);
        names.forEach(name -> put(SECRET_NAMES, hash(name)));
        SecretNames.ANNOUNCING_SEGMENTS.forEach(name -> put(ANNOUNCING, hash(name)));
    }

    private final String text;
    private int name;
    private int nameLength;
    private int nameBeforeSpace;
    private int cardDigits;
    private int sinceDigit;
    private int run;
    private int digitChanges;
    private int capitalPairs;

    private Suspicion(String text) {
        this.text = text;
    }

    /** Whether a thorough look is due. The object made here does not survive inlining and costs nothing. */
    static boolean raisedBy(String text) {
        return new Suspicion(text).scan();
    }

    private boolean scan() {
        byte before = OTHER;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            byte kind = c < 128 ? CLASSES[c] : beyondAscii(c);
            if (kind == ALARM
                    || (c == '&' && isReference(i))
                    || (c == 'J' && i >= 2 && text.charAt(i - 1) == 'y' && text.charAt(i - 2) == 'e')) {
                return true;
            }
            if (digits(kind, c) || runs(kind, before) || names(kind, c, i)) {
                return true;
            }
            before = kind;
        }
        return false;
    }

    /** Full-width letters, or the first byte of one in UTF-8, must be undone first. */
    private static byte beyondAscii(char c) {
        return DecodedText.isFullWidth(c) || c == '\u00ef' ? ALARM : c == '\u00a0' ? SPACE : OTHER;
    }

    /** Whether what begins here may be a character reference of HTML. */
    private boolean isReference(int ampersand) {
        int last = Math.min(text.length(), ampersand + DecodedText.LONGEST_REFERENCE + 2);
        for (int i = ampersand + 1; i < last; i++) {
            char c = text.charAt(i);
            if (c == ';') {
                return true;
            }
            if (c == '&' || c == '=') {
                return false;
            }
        }
        return false;
    }

    private boolean digits(byte kind, char c) {
        if (kind == DIGIT) {
            sinceDigit = 0;
            return ++cardDigits >= LEAST_CARD_DIGITS;
        }
        boolean separates = kind == SPACE || kind == MARK || kind == PLUS || c == '.';
        if (!separates || ++sinceDigit > MOST_SEPARATORS) {
            cardDigits = 0;
        }
        return false;
    }

    private boolean runs(byte kind, byte before) {
        boolean part = kind >= SMALL && kind <= PLUS;
        if (!part) {
            run = 0;
            digitChanges = 0;
            capitalPairs = 0;
            return false;
        }
        run++;
        boolean plain = kind <= DIGIT && before >= SMALL && before <= DIGIT && run > 1;
        digitChanges += plain && (kind == DIGIT) != (before == DIGIT) ? 1 : 0;
        capitalPairs += plain && kind == CAPITAL && before == CAPITAL ? 1 : 0;
        return run >= TokenFinder.LEAST_RUN && (digitChanges >= 3 || capitalPairs >= 2);
    }

    private boolean names(byte kind, char c, int i) {
        switch (kind) {
            case SMALL, DIGIT, MARK, OTHER, CAPITAL -> {
                name = 31 * name + DecodedText.lower(c);
                nameLength++;
                return nameLength == ASP_SESSION.length() && name == ASP_SESSION_HASH;
            }
            case SPACE, PLUS -> {
                boolean scheme = text.regionMatches(true, i - "bearer".length(), "bearer", 0, "bearer".length())
                        || text.regionMatches(true, i - "basic".length(), "basic", 0, "basic".length());
                nameBeforeSpace = nameLength > 0 ? name : nameBeforeSpace;
                endName();
                return scheme;
            }
            case SIGN -> {
                boolean secret = contains(SECRET_NAMES, nameLength > 0 ? name : nameBeforeSpace)
                        || SecretNames.mayEndLikeASecret(text, i);
                nameBeforeSpace = 0;
                endName();
                return secret;
            }
            default -> {
                boolean announces = kind == SLASH && contains(ANNOUNCING, name);
                nameBeforeSpace = 0;
                endName();
                return announces;
            }
        }
    }

    private void endName() {
        name = 0;
        nameLength = 0;
    }

    private static byte[] classes() {
        byte[] classes = new byte[128];
        fill(classes, "?&;#,{}()<>[]|", END);
        fill(classes, " \t\"'", SPACE);
        fill(classes, "=:", SIGN);
        fill(classes, "-_", MARK);
        fill(classes, "+", PLUS);
        fill(classes, "/", SLASH);
        fill(classes, "@%\\", ALARM);
        for (char c = '0'; c <= '9'; c++) {
            classes[c] = DIGIT;
        }
        for (char c = 'a'; c <= 'z'; c++) {
            classes[c] = SMALL;
            classes[c - ('a' - 'A')] = CAPITAL;
        }
        return classes;
    }

    private static void fill(byte[] classes, String chars, byte kind) {
        for (int i = 0; i < chars.length(); i++) {
            classes[chars.charAt(i)] = kind;
        }
    }

    private static int hash(String lowerCase) {
        return lowerCase.hashCode();
    }

    private static void put(int[] table, int hash) {
        int slot = slot(hash);
        while (table[slot] != 0 && table[slot] != hash) {
            slot = (slot + 1) % TABLE_SIZE;
        }
        table[slot] = hash;
    }

    private static boolean contains(int[] table, int hash) {
        int slot = slot(hash);
        while (table[slot] != 0) {
            if (table[slot] == hash) {
                return true;
            }
            slot = (slot + 1) % TABLE_SIZE;
        }
        return false;
    }

    private static int slot(int hash) {
        return (hash ^ hash >>> 16) & (TABLE_SIZE - 1);
    }
}
