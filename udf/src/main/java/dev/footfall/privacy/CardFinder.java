package dev.footfall.privacy;

/**
 * Finds payment card numbers: 13 to 19 digits, alone or in groups, with a right Luhn digit (ISO/IEC 7812-1 annex B).
 *
 * <p>A whole stretch of digits counts when its first digit is one that card issuers use (2 to 6). Inside longer
 * stretches, and inside rows of numbers, only the issuers' own prefixes and lengths count, or every tenth long number
 * would be taken for a card.
 */
final class CardFinder {
    private static final int LEAST_DIGITS = 13;
    private static final int MOST_DIGITS = 19;
    private static final int LEAST_GROUP = 3;
    private static final int MOST_SEPARATORS = 3;
    private static final String SEPARATORS = " -+._\t\u00a0";

    private CardFinder() {}

    static void find(DecodedText text, Findings findings) {
        int i = 0;
        while (i < text.length()) {
            if (!isDigit(text.at(i))) {
                i++;
                continue;
            }
            int[] places = new int[16];
            int digits = 0;
            int last = i;
            while (i < text.length() && i - last <= MOST_SEPARATORS + 1) {
                if (isDigit(text.at(i))) {
                    if (digits == places.length) {
                        places = java.util.Arrays.copyOf(places, digits * 2);
                    }
                    places[digits++] = i;
                    last = i;
                } else if (SEPARATORS.indexOf(text.at(i)) < 0) {
                    break;
                }
                i++;
            }
            if (digits >= LEAST_DIGITS) {
                search(text, places, digits, findings);
            }
        }
    }

    private static void search(DecodedText text, int[] places, int digits, Findings findings) {
        int first = text.at(places[0]) - '0';
        boolean whole = digits <= MOST_DIGITS && first >= 2 && first <= 6 && groupsLikeACard(places, digits);
        if (whole && luhn(text, places, 0, digits)) {
            findings.add(Scrubber.Kind.CARD, text, places[0], places[digits - 1] + 1);
            return;
        }
        for (int from = 0; from + LEAST_DIGITS <= digits; from++) {
            for (int length = Math.min(MOST_DIGITS, digits - from); length >= LEAST_DIGITS; length--) {
                if (issued(text, places, from, length)
                        && cutsCleanly(places, digits, from, from + length)
                        && luhn(text, places, from, length)) {
                    findings.add(Scrubber.Kind.CARD, text, places[from], places[from + length - 1] + 1);
                    from += length - 1;
                    break;
                }
            }
        }
    }

    /** Groups of a card have three digits or more, but for the last. */
    private static boolean groupsLikeACard(int[] places, int digits) {
        int group = 1;
        for (int i = 1; i < digits; i++, group++) {
            if (places[i] != places[i - 1] + 1) {
                if (group < LEAST_GROUP) {
                    return false;
                }
                group = 0;
            }
        }
        return true;
    }

    /** A window without separators may stand anywhere; one with them begins and ends with a group. */
    private static boolean cutsCleanly(int[] places, int digits, int from, int to) {
        if (places[to - 1] - places[from] == to - 1 - from) {
            return true;
        }
        boolean begins = from == 0 || places[from] != places[from - 1] + 1;
        boolean ends = to == digits || places[to] != places[to - 1] + 1;
        return begins && ends;
    }

    /** Prefixes and lengths of the issuers' networks. */
    private static boolean issued(DecodedText text, int[] places, int from, int length) {
        int four = 0;
        for (int i = 0; i < 4; i++) {
            four = four * 10 + text.at(places[from + i]) - '0';
        }
        boolean visa = four / 1000 == 4 && (length == 13 || length == 16 || length == 19);
        boolean mastercard = length == 16 && ((four >= 5100 && four <= 5599) || (four >= 2221 && four <= 2720));
        boolean amex = length == 15 && (four / 100 == 34 || four / 100 == 37);
        boolean discover = length >= 16 && (four == 6011 || (four >= 6440 && four <= 6599));
        boolean diners = length == 14
                && ((four >= 3000 && four <= 3059) || four / 100 == 36 || four / 100 == 38 || four / 100 == 39);
        boolean jcb = length >= 16 && four >= 3528 && four <= 3589;
        boolean unionPay = length >= 16 && four / 100 == 62;
        boolean maestro = length >= 16 && (four / 100 == 50 || (four >= 5600 && four <= 5899) || four / 100 == 67);
        return visa || mastercard || amex || discover || diners || jcb || unionPay || maestro;
    }

    private static boolean luhn(DecodedText text, int[] places, int from, int length) {
        int sum = 0;
        boolean same = true;
        for (int i = 0; i < length; i++) {
            int digit = text.at(places[from + length - 1 - i]) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
            same &= text.at(places[from + i]) == text.at(places[from]);
        }
        return sum % 10 == 0 && !same;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
