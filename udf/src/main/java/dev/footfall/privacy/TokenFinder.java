package dev.footfall.privacy;

import java.util.Set;

/** Finds what was made at random to be hard to guess: JWTs, {@code Bearer …}, {@code Basic …}, long random strings. */
final class TokenFinder {
    /** 20 characters of base 64 are 120 bits; ids that people read are shorter. */
    static final int LEAST_RUN = 20;

    private static final int LEAST_ANNOUNCED = 8;
    private static final int LEAST_BEARER = 8;
    private static final int LEAST_JWT_PART = 5;
    /** Files whose names carry a digest of their content, which is public. */
    private static final Set<String> FINGERPRINTED = Set.of(
            "js", "mjs", "css", "map", "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "woff", "woff2",
            "ttf", "otf", "eot", "mp4", "webm", "wasm", "chunk", "bundle", "min");

    private static final String BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    private TokenFinder() {}

    static void find(DecodedText text, Findings findings) {
        int i = 0;
        while (i < text.length()) {
            if (isRun(text.at(i))) {
                int to = i;
                while (isRun(text.at(to))) {
                    to++;
                }
                run(text, i, to, findings);
                i = to;
            } else {
                i++;
            }
        }
    }

    private static void run(DecodedText text, int from, int to, Findings findings) {
        int jwt = jwtStart(text, from, to);
        if (jwt >= 0) {
            findings.add(Scrubber.Kind.TOKEN, text, jwt, jwtEnd(text, to));
            return;
        }
        if (scheme(text, from, to, findings)) {
            return;
        }
        boolean random = to - from >= LEAST_RUN && random(text, from, to) && !fingerprint(text, to);
        if (random || announced(text, from, to)) {
            findings.add(Scrubber.Kind.TOKEN, text, from, to);
        }
    }

    /** RFC 7519: JSON in base 64 begins with eyJ; header, dot, payload. */
    private static int jwtStart(DecodedText text, int from, int to) {
        if (text.at(to) != '.' || !isRun(text.at(to + 1))) {
            return -1;
        }
        for (int i = from; i + LEAST_JWT_PART < to; i++) {
            if (text.at(i) == 'e' && text.at(i + 1) == 'y' && text.at(i + 2) == 'J') {
                return i;
            }
        }
        return -1;
    }

    private static int jwtEnd(DecodedText text, int firstDot) {
        int end = firstDot;
        while (text.at(end) == '.' || isRun(text.at(end))) {
            end++;
        }
        return end;
    }

    /** RFC 6750 and RFC 7617: the scheme's name, a space, the credentials. */
    private static boolean scheme(DecodedText text, int from, int to, Findings findings) {
        int name = to;
        while (name > from && text.at(name - 1) != '+') {
            name--;
        }
        // In a query a space may be logged as +, which is part of a run.
        boolean plus = name > from;
        int nameEnd = plus ? name - 1 : to;
        int nameStart = plus ? Math.max(from, nameEnd - "bearer".length()) : from;
        boolean bearer = nameEnd - nameStart == "bearer".length() && text.has(nameStart, "bearer");
        boolean basic = !plus && to - from == "basic".length() && text.has(from, "basic");
        if (!bearer && !basic) {
            return false;
        }
        int start = nameEnd + 1;
        int end = start;
        while (isRun(text.at(end)) || (start < end && "./~=".indexOf(text.at(end)) >= 0)) {
            end++;
        }
        char separator = text.at(nameEnd);
        boolean long8 = end - start >= LEAST_BEARER && (separator == ' ' || separator == '+');
        // "bearer bonds explained" and "Basic JavaScript" are prose.
        if (!long8 || !(bearer ? hasDigit(text, start, end) : isBasicCredential(text, start, end))) {
            return false;
        }
        findings.add(bearer ? Scrubber.Kind.TOKEN : Scrubber.Kind.SECRET, text, start, end);
        return true;
    }

    /** Base 64 of name, colon, password. */
    private static boolean isBasicCredential(DecodedText text, int from, int to) {
        int bits = 0;
        for (int i = from; i < to; i++) {
            int value = BASE64.indexOf(text.at(i));
            if (value < 0) {
                return false;
            }
            bits = (bits << 6 | value) & 0xffffff;
            int sextets = (i - from) % 4;
            // After the second, third and fourth character of four a byte is whole.
            if (sextets > 0 && (bits >>> (6 - 2 * sextets) & 0xff) == ':') {
                return true;
            }
        }
        return false;
    }

    private static boolean announced(DecodedText text, int from, int to) {
        if (to - from < LEAST_ANNOUNCED || text.at(from - 1) != '/') {
            return false;
        }
        int start = from - 1;
        while (start > 0 && text.at(start - 1) != '/') {
            start--;
        }
        return SecretNames.ANNOUNCING_SEGMENTS.contains(text.word(start, from - 1))
                && (hasDigit(text, from, to) ? mixed(text, from, to) : lettersAtRandom(text, from, to));
    }

    /** Capitals and small letters change more often than in a word in camel case. */
    private static boolean lettersAtRandom(DecodedText text, int from, int to) {
        int caseChanges = 0;
        int capitalPairs = 0;
        for (int i = from + 1; i < to; i++) {
            boolean capital = isCapital(text.at(i));
            boolean before = isCapital(text.at(i - 1));
            caseChanges += capital != before ? 1 : 0;
            capitalPairs += capital && before ? 1 : 0;
        }
        return caseChanges * 2 >= to - from || (capitalPairs >= 2 && caseChanges >= 3);
    }

    private static boolean mixed(DecodedText text, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (isLetter(text.at(i)) != isLetter(text.at(i - 1)) && isPlain(text.at(i)) && isPlain(text.at(i - 1))) {
                return true;
            }
        }
        return false;
    }

    private static boolean fingerprint(DecodedText text, int to) {
        int end = to + 1;
        while (isLetter(text.at(end)) || isDigit(text.at(end))) {
            end++;
        }
        return text.at(to) == '.' && FINGERPRINTED.contains(text.word(Math.min(to + 1, end), end));
    }

    /**
     * Whether a string looks like one made at random rather than from words: digits and letters, or capitals and
     * small letters, alternate more often than they do in words, names in camel case, and names with numbers.
     */
    static boolean random(DecodedText text, int from, int to) {
        int digitChanges = 0;
        int caseChanges = 0;
        int capitalPairs = 0;
        int marks = 0;
        for (int i = from + 1; i < to; i++) {
            char a = text.at(i - 1);
            char b = text.at(i);
            marks += isPlain(b) ? 0 : 1;
            if (isPlain(a) && isPlain(b)) {
                digitChanges += isDigit(a) != isDigit(b) ? 1 : 0;
                caseChanges += isLetter(a) && isLetter(b) && isCapital(a) != isCapital(b) ? 1 : 0;
                capitalPairs += isCapital(a) && isCapital(b) ? 1 : 0;
            }
        }
        int length = to - from - marks;
        boolean long16 = length >= 16;
        boolean digitsMixedIn = digitChanges >= 3 && digitChanges * 7 >= length;
        boolean casesMixedIn = digitChanges >= 1 && capitalPairs >= 2 && caseChanges * 5 >= length;
        boolean lettersOnly = capitalPairs >= 3 && caseChanges * 4 >= length;
        return long16 && (digitsMixedIn || casesMixedIn || lettersOnly);
    }

    private static boolean hasDigit(DecodedText text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (isDigit(text.at(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean isRun(char c) {
        return isPlain(c) || c == '-' || c == '_' || c == '+';
    }

    private static boolean isPlain(char c) {
        return isLetter(c) || isDigit(c);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || isCapital(c);
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
