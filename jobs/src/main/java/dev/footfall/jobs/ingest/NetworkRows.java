package dev.footfall.jobs.ingest;

import dev.footfall.privacy.TokenKind;
import dev.footfall.table.Tables;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.datasketches.hll.HllSketch;
import org.jspecify.annotations.Nullable;

/** Counts hits by hour and network, and puts the counts of a task into {@code network.hourly} as partial rows. */
final class NetworkRows {
    private static final Columns COLUMNS = new Columns(Tables.NETWORK_HOURLY);
    private static final int BATCH = COLUMNS.of("batch");
    private static final int FILE = COLUMNS.of("file");
    private static final int DAY = COLUMNS.of("day");
    private static final int HOUR = COLUMNS.of("hour");
    private static final int SITE = COLUMNS.of("site");
    private static final int HOST = COLUMNS.of("host");
    private static final int PREFIX = COLUMNS.of("prefix");
    private static final int ASN = COLUMNS.of("asn");
    private static final int NETWORK = COLUMNS.of("network");
    private static final int HITS = COLUMNS.of("hits");
    /** The columns of status classes 1xx to 5xx. */
    private static final List<Integer> CLASSES = List.of(
            COLUMNS.of("informational"),
            COLUMNS.of("ok"),
            COLUMNS.of("redirects"),
            COLUMNS.of("client_errors"),
            COLUMNS.of("server_errors"));

    private static final int TIMEOUTS = COLUMNS.of("timeouts");
    private static final int RESETS = COLUMNS.of("resets");
    private static final int BYTES = COLUMNS.of("bytes");
    private static final int LATENCY = COLUMNS.of("latency");
    private static final int ADDRESSES = COLUMNS.of("addresses");

    /** Buckets of the latency histogram: bucket i holds [2^(i/2), 2^((i+1)/2)) ms, the last one all that is slower. */
    static final int LATENCY_BUCKETS = 34;

    /** Spark's default precision of HLL sketches, so that hll_union works on ours (relative error 1.6 %). */
    private static final int LG_K = 12;

    /** Keys that are held before they are written; further hits of a key make another partial row. */
    private static final int MOST_KEYS = 20_000;

    /** Networks and hosts are told apart by their objects; two objects for one make two partial rows. */
    private record Key(int day, int hour, Hit.Host host, Hit.Net net) {}

    /** An hour of a network while it is counted: clients refer to it, so that most hits need no look into the map. */
    static final class Hour {
        private final NetworkRows in;
        private final Key key;
        /** {@code null} once they are written. */
        private @Nullable Counts counts = new Counts();

        private final boolean sketches;

        private Hour(NetworkRows in, Key key) {
            this.in = in;
            this.key = key;
            sketches = in.rules.on(key.day).sketches;
        }
    }

    private static final class Counts {
        final long[] classes = new long[CLASSES.size()];
        final int[] latency = new int[LATENCY_BUCKETS];
        final HllSketch addresses = new HllSketch(LG_K);
        long hits;
        long timeouts;
        long resets;
        long bytes;
        boolean timed;
    }

    private final TableWriter out;
    private final Tokens tokens;
    private final Cell batch;
    private final Rules rules;
    private final Map<Key, Hour> hours = new HashMap<>();
    private @Nullable Cell file;

    NetworkRows(TableWriter out, Tokens tokens, Cell batch, Rules rules) {
        this.out = out;
        this.tokens = tokens;
        this.batch = batch;
        this.rules = rules;
    }

    void add(Hit hit, Cell hitFile) {
        enter(hitFile);
        Hit.Client client = hit.client;
        Counts counts = known(hit, client.hour);
        if (counts == null) {
            Hour hour = hour(new Key(hit.day, hit.hour, hit.host, client.net));
            client.hour = hour;
            counts = Objects.requireNonNull(hour.counts);
            if (hour.sketches && client.identity != null) {
                Token token = tokens.token(TokenKind.ADDRESS_SKETCH, hit.day, client.sketch, client.identity);
                if (!token.isNone()) {
                    counts.addresses.update(Token.bytes(token.first(), token.second()));
                }
            }
        }
        count(hit, counts);
    }

    /** Counts a hit without its address: of somebody who was erased the sum stays, as in the rows that were there. */
    void addNameless(Hit hit, Cell hitFile) {
        enter(hitFile);
        count(hit, Objects.requireNonNull(hour(new Key(hit.day, hit.hour, hit.host, hit.client.net)).counts));
    }

    private void enter(Cell hitFile) {
        if (!hitFile.equals(file)) {
            flush();
            file = hitFile;
        }
    }

    /** The counts of a client's last hour, if they are still open, and the hit belongs to it. */
    private @Nullable Counts known(Hit hit, @Nullable Hour last) {
        if (last == null || last.in != this) {
            return null; // clients without an address are one to all tasks
        }
        Key key = last.key;
        return key.hour == hit.hour && key.day == hit.day && key.host == hit.host ? last.counts : null;
    }

    private Hour hour(Key key) {
        Hour hour = hours.get(key);
        if (hour == null) {
            if (hours.size() >= MOST_KEYS) {
                flush();
            }
            hour = new Hour(this, key);
            hours.put(key, hour);
        }
        return hour;
    }

    private static void count(Hit hit, Counts count) {
        count.hits++;
        int statusClass = hit.status / 100 - 1;
        if (statusClass >= 0 && statusClass < count.classes.length) {
            count.classes[statusClass]++;
        }
        if (hit.status == 408 || hit.status == 504) {
            count.timeouts++;
        } else if (hit.status == 499 || hit.status == 460) {
            count.resets++;
        }
        if (hit.bytes > 0) {
            count.bytes += hit.bytes;
        }
        if (hit.millis >= 0) {
            count.timed = true;
            count.latency[bucket(hit.millis)]++;
        }
    }

    /** The latency bucket of a time in milliseconds. */
    static int bucket(long millis) {
        if (millis < 2) {
            return 0;
        }
        int whole = Long.SIZE - 1 - Long.numberOfLeadingZeros(millis);
        int bucket = 2 * whole + ((double) millis >= (1L << whole) * Math.sqrt(2) ? 1 : 0);
        return Math.min(bucket, LATENCY_BUCKETS - 1);
    }

    /** Writes the counts so far; the rows come in the order of their networks, which says nothing of the hits' order. */
    void flush() {
        Cell of = file;
        if (of == null || hours.isEmpty()) {
            return;
        }
        hours.values().stream()
                .sorted(Comparator.comparing(hour -> hour.key.day))
                .forEach(hour -> {
                    write(hour.key, Objects.requireNonNull(hour.counts), of);
                    hour.counts = null;
                });
        hours.clear();
    }

    private void write(Key key, Counts count, Cell of) {
        RowBuffer row = out.begin(key.day);
        row.set(BATCH, batch);
        row.set(FILE, of);
        row.set(DAY, key.day);
        row.set(HOUR, key.hour);
        row.set(SITE, key.host.siteCell);
        row.set(HOST, key.host.nameCell);
        row.set(PREFIX, key.net.prefix);
        if (key.net.asn > 0) {
            row.set(ASN, key.net.asn);
        }
        row.set(NETWORK, key.net.network);
        row.set(HITS, count.hits);
        for (int i = 0; i < count.classes.length; i++) {
            row.set(CLASSES.get(i), count.classes[i]);
        }
        row.set(TIMEOUTS, count.timeouts);
        row.set(RESETS, count.resets);
        row.set(BYTES, count.bytes);
        if (count.timed) {
            row.set(LATENCY, count.latency);
        }
        if (row.keeps(ADDRESSES) && tokens.live(TokenKind.ADDRESS_SKETCH, key.day)) {
            row.set(ADDRESSES, Cell.of(count.addresses.toCompactByteArray()));
        }
        out.end();
    }
}
