package dev.footfall.log;

/** Walks over the cookies of a {@code Cookie} or {@code Set-Cookie} header in place, without a String (RFC 6265). */
public final class CookieHeader {
    /** Receives one cookie; its name and value are trimmed, still escaped as the log escapes them. */
    @FunctionalInterface
    public interface Visitor {
        /** A cookie named {@code buf[nameFrom, nameTo)}, never empty, with value {@code buf[valueFrom, valueTo)}. */
        void cookie(byte[] buf, int nameFrom, int nameTo, int valueFrom, int valueTo);
    }

    private CookieHeader() {}

    /** Visits the cookies that the browser returned, in order: {@code a=1; b=2}. Pieces without a name are passed over. */
    public static void visit(byte[] buf, int from, int to, Visitor visitor) {
        int at = from;
        while (at < to) {
            int end = indexOf(buf, at, to, ';');
            pair(buf, at, end, visitor);
            at = end + 1;
        }
    }

    /**
     * Visits the cookies that a response issued: the first pair of each {@code Set-Cookie}, without its attributes.
     * Servers log several joined by commas; the comma in {@code Expires=Wed, 09 Jun 2027} is none of those, as no
     * {@code name=} follows it.
     */
    public static void visitIssued(byte[] buf, int from, int to, Visitor visitor) {
        int at = from;
        while (at < to) {
            int next = nextCookie(buf, at, to);
            pair(buf, at, Math.min(indexOf(buf, at, to, ';'), next), visitor);
            at = next + 1;
        }
    }

    /** Visits the cookies of {@link Field#COOKIES} and {@link Field#ISSUED_COOKIES}, as far as the line carries them. */
    public static void visitAll(LogLine line, Visitor returned, Visitor issued) {
        if (line.has(Field.COOKIES)) {
            visit(line.bytes(), line.start(Field.COOKIES), line.end(Field.COOKIES), returned);
        }
        if (line.has(Field.ISSUED_COOKIES)) {
            visitIssued(line.bytes(), line.start(Field.ISSUED_COOKIES), line.end(Field.ISSUED_COOKIES), issued);
        }
    }

    /** The comma behind which another cookie begins, or {@code to}. */
    private static int nextCookie(byte[] buf, int from, int to) {
        for (int comma = indexOf(buf, from, to, ','); comma < to; comma = indexOf(buf, comma + 1, to, ',')) {
            int i = skipBlanks(buf, comma + 1, to);
            int name = i;
            while (i < to && buf[i] > ' ' && buf[i] != ';' && buf[i] != ',' && buf[i] != '=' && buf[i] != '+') {
                i++;
            }
            if (i > name && i < to && buf[i] == '=') {
                return comma;
            }
        }
        return to;
    }

    private static void pair(byte[] buf, int from, int to, Visitor visitor) {
        int start = skipBlanks(buf, from, to);
        int equals = indexOf(buf, start, to, '=');
        int nameEnd = trimEnd(buf, start, equals);
        if (equals < to && nameEnd > start) {
            int value = skipSpaces(buf, equals + 1, to);
            visitor.cookie(buf, start, nameEnd, value, trimEnd(buf, value, to));
        }
    }

    private static int indexOf(byte[] buf, int from, int to, char wanted) {
        int i = from;
        while (i < to && buf[i] != wanted) {
            i++;
        }
        return i;
    }

    /**
     * Spaces, tabs, and what W3C files ({@code +}) and CloudFront ({@code %20}) write for a space; no cookie's name begins
     * so.
     */
    private static int skipBlanks(byte[] buf, int from, int to) {
        int i = from;
        while (i < to && (buf[i] == ' ' || buf[i] == '\t' || buf[i] == '+' || encodedSpace(buf, i, to))) {
            i += buf[i] == '%' ? 3 : 1;
        }
        return i;
    }

    private static boolean encodedSpace(byte[] buf, int at, int to) {
        return at + 2 < to && buf[at] == '%' && buf[at + 1] == '2' && buf[at + 2] == '0';
    }

    private static int skipSpaces(byte[] buf, int from, int to) {
        int i = from;
        while (i < to && (buf[i] == ' ' || buf[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static int trimEnd(byte[] buf, int from, int to) {
        int i = to;
        while (i > from && (buf[i - 1] == ' ' || buf[i - 1] == '\t')) {
            i--;
        }
        return i;
    }
}
