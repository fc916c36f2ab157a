package dev.footfall.jobs.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a day, written in order of time whatever the order they came in. Lines of the following day wait for it. Holds
 * one day's lines in memory.
 *
 * <p>The format is Apache's {@code %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" "%{Cookie}i"
 * "%{Set-Cookie}o" %D} with Apache's escapes.
 */
final class DayLog {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 1 << 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ENGLISH);
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final ZoneId zone;
    private final List<byte[]> pages = new ArrayList<>();
    private int page = -1;
    private int at = PAGE_BYTES;
    private byte[] current = new byte[0];
    // Parallel arrays, one entry a line.
    private long[] times = new long[1 << 12];
    private long[] places = new long[1 << 12];
    private int[] lengths = new int[1 << 12];
    private int count;
    private long timeSecond = Long.MIN_VALUE;
    private byte[] timeText = new byte[0];
    private @Nullable DayLog following;

    DayLog(ZoneId zone) {
        this.zone = zone;
    }

    /** Adds a line. */
    void add(Hit hit) {
        int start = begin();
        text(hit.address());
        text(" - ");
        optional(hit.user());
        put(' ');
        time(hit.millis());
        text(" \"");
        escaped(hit.request());
        text("\" ");
        number(hit.status());
        put(' ');
        if (hit.bytes() == 0) {
            put('-');
        } else {
            number(hit.bytes());
        }
        quoted(hit.referrer());
        quoted(hit.agent());
        quoted(hit.cookie());
        quoted(hit.setCookie());
        put(' ');
        number(hit.micros());
        end(hit.millis(), start);
    }

    /** Adds a line as it is, for lines that no server should write. */
    void addRaw(long millis, String line) {
        int start = begin();
        text(line);
        end(millis, start);
    }

    private int begin() {
        if (at + LONGEST_LINE > PAGE_BYTES) {
            page++;
            if (page == pages.size()) {
                pages.add(new byte[PAGE_BYTES]);
            }
            current = pages.get(page);
            at = 0;
        }
        return at;
    }

    private void end(long millis, int start) {
        put('\n');
        record(millis, (long) page * PAGE_BYTES + start, at - start);
    }

    private void record(long millis, long place, int length) {
        if (count == times.length) {
            times = Arrays.copyOf(times, count * 2);
            places = Arrays.copyOf(places, count * 2);
            lengths = Arrays.copyOf(lengths, count * 2);
        }
        times[count] = millis;
        places[count] = place;
        lengths[count++] = length;
    }

    /** Writes the lines before {@code end} in order of time, those of one millisecond in order of arrival; keeps the rest. */
    Written writeUntil(Instant end, OutputStream out) throws IOException {
        long first = Arrays.stream(times, 0, count).min().orElse(0);
        if (count >= 1 << 24) {
            throw new IllegalStateException("a day has 16 million lines at most; simulate fewer people");
        }
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            order[i] = (times[i] - first) << 24 | i;
        }
        Arrays.sort(order);
        DayLog rest = following == null ? new DayLog(zone) : following;
        long bytes = 0;
        int lines = 0;
        for (long key : order) {
            int i = (int) (key & 0xff_ffff);
            byte[] source = pages.get((int) (places[i] / PAGE_BYTES));
            int offset = (int) (places[i] % PAGE_BYTES);
            if (times[i] < end.toEpochMilli()) {
                out.write(source, offset, lengths[i]);
                bytes += lengths[i];
                lines++;
            } else {
                rest.copy(times[i], source, offset, lengths[i]);
            }
        }
        swap(rest);
        return new Written(lines, bytes);
    }

    /** What was written. */
    record Written(int lines, long bytes) {}

    private void copy(long millis, byte[] source, int offset, int length) {
        int start = begin();
        System.arraycopy(source, offset, current, start, length);
        at += length;
        record(millis, (long) page * PAGE_BYTES + start, length);
    }

    /** Takes over the few lines of the following day, and keeps the pages for later ones. */
    private void swap(DayLog rest) {
        page = -1;
        at = PAGE_BYTES;
        count = 0;
        for (int i = 0; i < rest.count; i++) {
            byte[] source = rest.pages.get((int) (rest.places[i] / PAGE_BYTES));
            copy(rest.times[i], source, (int) (rest.places[i] % PAGE_BYTES), rest.lengths[i]);
        }
        rest.page = -1;
        rest.at = PAGE_BYTES;
        rest.count = 0;
        following = rest;
    }

    private void time(long millis) {
        long second = Math.floorDiv(millis, 1_000L);
        if (second != timeSecond) {
            timeSecond = second;
            ZonedDateTime when = Instant.ofEpochSecond(second).atZone(zone);
            timeText = TIME.format(when).getBytes(StandardCharsets.US_ASCII);
        }
        System.arraycopy(timeText, 0, current, at, timeText.length);
        at += timeText.length;
    }

    private void quoted(@Nullable String value) {
        text(" \"");
        if (value == null) {
            put('-');
        } else {
            escaped(value);
        }
        put('"');
    }

    private void optional(@Nullable String value) {
        text(value == null ? "-" : value);
    }

    /** Apache's escapes: a backslash before quotes and backslashes, \xhh for what does not print. */
    private void escaped(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < ' ' || c > '~') {
                escape(c);
            } else {
                put(c);
            }
        }
    }

    private void escape(char c) {
        switch (c) {
            case '\n' -> text("\\n");
            case '\r' -> text("\\r");
            case '\t' -> text("\\t");
            default -> {
                for (byte b : String.valueOf(c).getBytes(StandardCharsets.UTF_8)) {
                    text("\\x");
                    put(HEX[(b >> 4) & 15]);
                    put(HEX[b & 15]);
                }
            }
        }
    }

    private void text(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            current[at++] = (byte) ascii.charAt(i);
        }
    }

    private void number(long value) {
        if (value >= 10) {
            number(value / 10);
        }
        put((char) ('0' + value % 10));
    }

    private void put(char c) {
        current[at++] = (byte) c;
    }

    /** The day's file name, in the site's time zone. */
    static String fileName(LocalDate day) {
        return "access-" + day + ".log";
    }
}
