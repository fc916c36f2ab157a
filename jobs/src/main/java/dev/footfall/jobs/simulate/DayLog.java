package dev.footfall.jobs.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
 * <p>The combined forms have Apache's escapes, JSON is nginx's with {@code escape=json}, W3C is that of IIS, in UTC.
 */
final class DayLog implements HitLog {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int LONGEST_LINE = 1 << 16;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("'['dd/MMM/yyyy:HH:mm:ss Z']'", Locale.ENGLISH);
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ENGLISH);
    private static final DateTimeFormatter W3C = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ENGLISH);
    private static final String W3C_FIELDS =
            "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Fields: date time cs-method"
                    + " cs-uri-stem cs-uri-query cs-username c-ip cs-version cs(User-Agent) cs(Cookie) cs(Referer) sc-status"
                    + " sc-bytes time-taken\n";
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private final LineForm form;
    private final ZoneId zone;
    private final boolean cookies;
    private final boolean referrers;
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

    DayLog(WorldSettings settings) {
        this(
                settings.form(),
                settings.form() == LineForm.W3C ? ZoneOffset.UTC : settings.zone(),
                settings.get(Parameter.COOKIES_LOGGED) > 0,
                settings.get(Parameter.REFERRERS_LOGGED) > 0);
    }

    private DayLog(LineForm form, ZoneId zone, boolean cookies, boolean referrers) {
        this.form = form;
        this.zone = zone;
        this.cookies = cookies;
        this.referrers = referrers;
    }

    @Override
    public void add(Hit hit) {
        int start = begin();
        switch (form) {
            case COMBINED_COOKIE, COMBINED_TIME, COMBINED -> combined(hit);
            case NGINX_JSON -> json(hit);
            case W3C -> w3c(hit);
        }
        end(hit.millis(), start);
    }

    private void combined(Hit hit) {
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
        quoted(referrers ? hit.referrer() : null);
        quoted(hit.agent());
        if (form == LineForm.COMBINED_COOKIE) {
            quoted(cookies ? hit.cookie() : null);
            quoted(cookies ? hit.setCookie() : null);
        }
        if (form != LineForm.COMBINED) {
            put(' ');
            number(hit.micros());
        }
    }

    private void json(Hit hit) {
        text("{\"time_iso8601\":\"");
        time(hit.millis());
        text("\"");
        member("remote_addr", hit.address());
        member("remote_user", hit.user());
        member("request", hit.request());
        text(",\"status\":");
        number(hit.status());
        text(",\"body_bytes_sent\":");
        number(hit.bytes());
        text(",\"request_time\":");
        number(hit.micros() / 1_000_000);
        put('.');
        put((char) ('0' + hit.micros() / 100_000 % 10));
        put((char) ('0' + hit.micros() / 10_000 % 10));
        put((char) ('0' + hit.micros() / 1_000 % 10));
        member("http_referrer", referrers ? hit.referrer() : null);
        member("http_user_agent", hit.agent());
        if (cookies) {
            member("http_cookie", hit.cookie());
        }
        put('}');
    }

    private void member(String name, @Nullable String value) {
        text(",\"");
        text(name);
        text("\":\"");
        String given = value == null ? "" : value;
        for (int i = 0; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == '"' || c == '\\') {
                put('\\');
                put(c);
            } else if (c < ' ' || c > '~') {
                text(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                put(c);
            }
        }
        put('"');
    }

    private void w3c(Hit hit) {
        time(hit.millis());
        String[] request = hit.request().split(" ", 3);
        String target = request.length > 1 ? request[1] : "-";
        int query = target.indexOf('?');
        column(request[0]);
        column(query < 0 ? target : target.substring(0, query));
        column(query < 0 ? null : target.substring(query + 1));
        column(hit.user());
        column(hit.address());
        column(request.length > 2 ? request[2] : null);
        column(hit.agent());
        column(cookies ? hit.cookie() : null);
        column(referrers ? hit.referrer() : null);
        put(' ');
        number(hit.status());
        put(' ');
        number(hit.bytes());
        put(' ');
        number(hit.micros() / 1_000);
    }

    /** A column of W3C: no blank and no control inside, a hyphen for nothing. */
    private void column(@Nullable String value) {
        put(' ');
        if (value == null || value.isEmpty()) {
            put('-');
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            put(c == ' ' ? '+' : c < ' ' || c > '~' ? '?' : c);
        }
    }

    @Override
    public void addRaw(long millis, String line) {
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
        DayLog rest = following == null ? new DayLog(form, zone, cookies, referrers) : following;
        byte[] head = (form == LineForm.W3C ? W3C_FIELDS : "").getBytes(StandardCharsets.US_ASCII);
        out.write(head);
        long bytes = head.length;
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
            DateTimeFormatter how = form == LineForm.W3C ? W3C : form == LineForm.NGINX_JSON ? ISO : TIME;
            timeText = how.format(when).getBytes(StandardCharsets.US_ASCII);
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
