package dev.footfall.privacy;

import java.util.Set;

/** Finds e-mail addresses: a local part, {@code @}, and a domain of two labels or more whose last one has letters. */
final class EmailFinder {
    private static final int LONGEST_LOCAL_PART = 64;
    private static final int LONGEST_DOMAIN = 255;
    private static final String LOCAL_MARKS = "._%+-!#$'*^`{|}~";
    /** {@code logo@2x.png} is a picture for sharp screens. */
    private static final Set<String> SCALED_PICTURES =
            Set.of("png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "ico", "bmp");

    private EmailFinder() {}

    static void find(DecodedText text, Findings findings) {
        for (int at = 0; at < text.length(); at++) {
            if (text.at(at) == '@' || text.at(at) == '\uff20') {
                int from = localStart(text, at);
                int to = domainEnd(text, at + 1);
                if (from < at && to > at) {
                    findings.add(Scrubber.Kind.EMAIL, text, from, to);
                }
            }
        }
    }

    private static int localStart(DecodedText text, int at) {
        int from = at;
        while (from > 0 && at - from < LONGEST_LOCAL_PART && isLocal(text.at(from - 1))) {
            from--;
        }
        return from;
    }

    /** Braces are of our own placeholders and end it. */
    private static boolean isLocal(char c) {
        return isLetterOrDigit(c) || (c != '{' && c != '}' && LOCAL_MARKS.indexOf(c) >= 0);
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0x80;
    }

    private static int domainEnd(DecodedText text, int from) {
        int to = from;
        int label = from;
        int end = -1;
        while (to - from <= LONGEST_DOMAIN) {
            char c = text.at(to);
            if (isLetterOrDigit(c) || (c == '-' && to > label)) {
                to++;
            } else {
                if (label > from && isTopLevel(text, label, to)) {
                    end = to;
                }
                if (c != '.' || to == label) {
                    break;
                }
                label = ++to;
            }
        }
        return end > 0 && isScaledPicture(text, from, end) ? -1 : end;
    }

    private static boolean isTopLevel(DecodedText text, int from, int to) {
        int letters = 0;
        for (int i = from; i < to; i++) {
            char c = text.at(i);
            letters += isLetterOrDigit(c) && !(c >= '0' && c <= '9') ? 1 : 0;
        }
        return letters >= 2;
    }

    private static boolean isScaledPicture(DecodedText text, int from, int end) {
        char scale = text.at(from);
        return scale >= '1'
                && scale <= '9'
                && DecodedText.lower(text.at(from + 1)) == 'x'
                && text.at(from + 2) == '.'
                && SCALED_PICTURES.contains(text.word(from + 3, end));
    }
}
