package dev.footfall.log;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One parsed line: offsets of its fields in a byte array, and its numbers. Reused from line to line; fields become
 * Strings only through {@link #text}.
 *
 * <p>Hot path: mutable and without checks on purpose.
 */
public final class LogLine {
    /** Value of a number that the line does not carry. */
    public static final long UNKNOWN = -1;

    private byte[] bytes = new byte[0];
    private final int[] starts = new int[Field.COUNT];
    private final int[] ends = new int[Field.COUNT];
    private Escaping escaping = Escaping.NONE;
    private long epochMillis;
    private int status;
    private long responseBytes;
    private long durationMicros;

    private int cookieCount;
    private String[] cookieNames = new String[4];
    private int[] cookieStarts = new int[4];
    private int[] cookieEnds = new int[4];
    private boolean[] cookieIssued = new boolean[4];

    /** Forgets the last line; fields will refer to {@code source}, escaped by {@code style}. */
    public void reset(byte[] source, Escaping style) {
        bytes = source;
        escaping = style;
        Arrays.fill(starts, -1);
        status = (int) UNKNOWN;
        responseBytes = UNKNOWN;
        durationMicros = UNKNOWN;
        epochMillis = Long.MIN_VALUE;
        cookieCount = 0;
    }

    /** Sets a field to {@code [from, to)} of the source. */
    public void set(Field field, int from, int to) {
        starts[field.ordinal()] = from;
        ends[field.ordinal()] = to;
    }

    /** Forgets a field. */
    public void clear(Field field) {
        starts[field.ordinal()] = -1;
    }

    /** Adds a cookie that the format logs by name ({@code %{uid}C}, {@code $cookie_uid}, {@code $uid_got}). */
    public void addCookie(String name, int from, int to, boolean issued) {
        if (cookieCount == cookieNames.length) {
            int size = cookieCount * 2;
            cookieNames = Arrays.copyOf(cookieNames, size);
            cookieStarts = Arrays.copyOf(cookieStarts, size);
            cookieEnds = Arrays.copyOf(cookieEnds, size);
            cookieIssued = Arrays.copyOf(cookieIssued, size);
        }
        cookieNames[cookieCount] = name;
        cookieStarts[cookieCount] = from;
        cookieEnds[cookieCount] = to;
        cookieIssued[cookieCount++] = issued;
    }

    /** Whether the line carries the field; a logged {@code -} counts as absent. */
    public boolean has(Field field) {
        return starts[field.ordinal()] >= 0;
    }

    /** First byte of a field, or -1 when it is absent. */
    public int start(Field field) {
        return starts[field.ordinal()];
    }

    /** Byte after the last one of a field; undefined when it is absent. */
    public int end(Field field) {
        return ends[field.ordinal()];
    }

    /** The array that the offsets refer to. */
    public byte[] bytes() {
        return bytes;
    }

    /** How text in this line is escaped; W3C files escape the fields of headers only, see {@link #escaping(Field)}. */
    public Escaping escaping() {
        return escaping;
    }

    /** How a field's text is escaped. */
    public Escaping escaping(Field field) {
        boolean plain =
                (escaping == Escaping.W3C && !field.isHeader()) || (escaping == Escaping.SQUID && field != Field.USER);
        return plain ? Escaping.NONE : escaping;
    }

    /** The field's text, unescaped; {@code null} when it is absent. Broken UTF-8 becomes U+FFFD. */
    public @Nullable String text(Field field) {
        int from = starts[field.ordinal()];
        return from < 0 ? null : text(field, from, ends[field.ordinal()]);
    }

    /** Text of {@code [from, to)}, a part of the field such as one cookie, unescaped. */
    public String text(Field field, int from, int to) {
        boolean url = escaping == Escaping.CLOUDFRONT && field.isUrl();
        return url ? Unescaper.url(bytes, from, to) : Unescaper.text(bytes, from, to, escaping(field));
    }

    /** Number of cookies that the format logs by name. */
    public int namedCookies() {
        return cookieCount;
    }

    /** Name of the i-th named cookie. */
    public String cookieName(int i) {
        return cookieNames[i];
    }

    /** Value of the i-th named cookie, unescaped. */
    public String cookieText(int i) {
        return Unescaper.text(bytes, cookieStarts[i], cookieEnds[i], escaping);
    }

    /** Whether the i-th named cookie was issued by this response rather than returned by the browser. */
    public boolean cookieIssued(int i) {
        return cookieIssued[i];
    }

    /** The request's time in milliseconds since the epoch, UTC. */
    public long epochMillis() {
        return epochMillis;
    }

    /** Sets the time, in milliseconds since the epoch. */
    public void epochMillis(long value) {
        epochMillis = value;
    }

    /** HTTP status, or {@link #UNKNOWN}. */
    public int status() {
        return status;
    }

    /** Sets the HTTP status. */
    public void status(int value) {
        status = value;
    }

    /** Bytes of the response, or {@link #UNKNOWN}. */
    public long responseBytes() {
        return responseBytes;
    }

    /** Sets the bytes of the response. */
    public void responseBytes(long value) {
        responseBytes = value;
    }

    /** Time taken in microseconds, or {@link #UNKNOWN}. */
    public long durationMicros() {
        return durationMicros;
    }

    /** Sets the time taken, in microseconds. */
    public void durationMicros(long value) {
        durationMicros = value;
    }

    /** Says how many fields are set; never their content, which may be personal. */
    @Override
    public String toString() {
        return "LogLine[" + Arrays.stream(starts).filter(s -> s >= 0).count() + " fields]";
    }
}
