package dev.footfall.jobs.simulate;

import dev.footfall.geo.Cidr;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Writes databases by the MaxMind DB file format specification 2.0
 * (https://maxmind.github.io/MaxMind-DB/): a binary search tree over address bits, a data section with pointers for shared
 * values, and metadata.
 *
 * <p>In an IPv6 tree the IPv4 space stands in {@code ::/96}, with {@code ::ffff:0:0/96} and {@code 2002::/16} leading to
 * the same nodes. Of overlapping networks the more specific one wins, in whatever order they were inserted; of equal ones
 * the later. Not thread-safe. Holds 8 bytes a node.
 */
public final class MmdbWriter {
    private static final byte[] METADATA_MARKER = "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int SEPARATOR_BYTES = 16;
    private static final int EMPTY = 0;
    private static final int V4_DEPTH = 96;
    private static final List<Cidr> ALIASES = List.of(Cidr.parse("2002::/16"));

    private record Entry(Cidr range, int dataOffset) {}

    private final String type;
    private final int ipVersion;
    private final Instant built;
    private final int smallestRecordBits;
    private final MmdbEncoder data = new MmdbEncoder(true);
    private final List<Entry> entries = new ArrayList<>();
    // Two records a node: 0 empty, n > 0 node n, -d - 1 the value at data offset d. Node 0 is the root, to which none
    // leads.
    private int[] records = new int[1 << 12];
    private int nodes = 1;

    /**
     * An empty database.
     *
     * @param type its type as readers see it, as {@code GeoLite2-City}
     * @param ipVersion 4 or 6
     * @param built its build date, in whole seconds
     */
    public MmdbWriter(String type, int ipVersion, Instant built) {
        this(type, ipVersion, built, 24);
    }

    /** For tests: records of 24, 28 or 32 bits at least, though fewer would do. */
    MmdbWriter(String type, int ipVersion, Instant built, int smallestRecordBits) {
        if (ipVersion != 4 && ipVersion != 6) {
            throw new IllegalArgumentException("the IP version is 4 or 6, not " + ipVersion);
        }
        this.type = type;
        this.ipVersion = ipVersion;
        this.built = built;
        this.smallestRecordBits = smallestRecordBits;
    }

    /** Says something of a network. */
    public void insert(Cidr range, MmdbValue value) {
        if (range.v6() && ipVersion == 4) {
            throw new IllegalArgumentException("an IPv4 database holds no IPv6 network");
        }
        entries.add(new Entry(range, data.put(value)));
    }

    /** Writes the database. */
    public void write(Path file) throws IOException {
        buildTree();
        int bits = recordBits();
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(tree(bits));
            out.write(new byte[SEPARATOR_BYTES]);
            out.write(data.bytes());
            out.write(METADATA_MARKER);
            MmdbEncoder metadata = new MmdbEncoder(false);
            metadata.put(metadata(bits));
            out.write(metadata.bytes());
        }
    }

    private void buildTree() {
        Arrays.fill(records, EMPTY);
        nodes = 1;
        // Wider networks first; the sort is stable, so the later of equal ones comes last and wins.
        entries.sort(Comparator.comparingInt(e -> depth(e.range)));
        for (Entry entry : entries) {
            set(entry.range, -entry.dataOffset - 1);
        }
        if (ipVersion == 6) {
            alias();
        }
    }

    private int depth(Cidr range) {
        return range.length() + (range.v6() || ipVersion == 4 ? 0 : V4_DEPTH);
    }

    private boolean bit(Cidr range, int depth) {
        int skipped = range.v6() || ipVersion == 4 ? 0 : V4_DEPTH;
        return depth >= skipped && range.bit(depth - skipped);
    }

    private void set(Cidr range, int value) {
        int depth = depth(range);
        if (depth == 0) {
            nodes = 1;
            records[0] = value;
            records[1] = value;
            return;
        }
        int record = recordOf(range, depth);
        records[record] = value;
    }

    /** The record that stands for a network, making the nodes above it. */
    private int recordOf(Cidr range, int depth) {
        int node = 0;
        for (int i = 0; ; i++) {
            int record = 2 * node + (bit(range, i) ? 1 : 0);
            if (i == depth - 1) {
                return record;
            }
            if (records[record] <= EMPTY) {
                // A wider network covers this one: both halves inherit its value.
                int inherited = records[record];
                int made = node(inherited);
                records[record] = made;
            }
            node = records[record];
        }
    }

    private int node(int inherited) {
        if (2 * nodes + 2 > records.length) {
            records = Arrays.copyOf(records, records.length * 2);
        }
        records[2 * nodes] = inherited;
        records[2 * nodes + 1] = inherited;
        return nodes++;
    }

    private void alias() {
        int v4 = records[recordOf(new Cidr(true, 0, 0, V4_DEPTH), V4_DEPTH)];
        if (v4 == EMPTY) {
            return;
        }
        // ::ffff:0:0/96 cannot be written as a range of ours, which are IPv4 then: follow its bits by hand.
        int node = 0;
        for (int i = 0; i < V4_DEPTH; i++) {
            int record = 2 * node + (i >= V4_DEPTH - 16 ? 1 : 0);
            if (i == V4_DEPTH - 1) {
                records[record] = v4;
            } else if (records[record] <= EMPTY) {
                int made = node(records[record]);
                records[record] = made;
            }
            node = records[record];
        }
        ALIASES.forEach(a -> {
            int record = recordOf(a, a.length());
            if (records[record] == EMPTY) {
                records[record] = v4;
            }
        });
    }

    private int recordBits() {
        long largest = (long) nodes + SEPARATOR_BYTES + data.size();
        int needed = largest < 1 << 24 ? 24 : largest < 1 << 28 ? 28 : 32;
        return Math.max(needed, smallestRecordBits);
    }

    private byte[] tree(int bits) {
        byte[] tree = new byte[Math.multiplyExact(nodes, bits / 4)];
        int at = 0;
        for (int n = 0; n < nodes; n++) {
            long left = recordValue(records[2 * n]);
            long right = recordValue(records[2 * n + 1]);
            if (bits == 28) {
                // The middle byte holds the upper four bits of both.
                word(tree, at, left, 3);
                tree[at + 3] = (byte) ((left >>> 24) << 4 | right >>> 24);
                word(tree, at + 4, right, 3);
            } else {
                word(tree, at, left, bits / 8);
                word(tree, at + bits / 8, right, bits / 8);
            }
            at += bits / 4;
        }
        return tree;
    }

    private long recordValue(int record) {
        if (record > EMPTY) {
            return record;
        }
        return record == EMPTY ? nodes : (long) nodes + SEPARATOR_BYTES + (-(long) record - 1);
    }

    private static void word(byte[] bytes, int at, long value, int size) {
        for (int i = 0; i < size; i++) {
            bytes[at + i] = (byte) (value >>> ((size - 1 - i) * Byte.SIZE));
        }
    }

    private MmdbValue metadata(int bits) {
        return MmdbValue.fields()
                .with("binary_format_major_version", MmdbValue.uint16(2))
                .with("binary_format_minor_version", MmdbValue.uint16(0))
                .with("build_epoch", MmdbValue.uint64(built.getEpochSecond()))
                .with("database_type", type)
                .with(
                        "description",
                        MmdbValue.fields()
                                .with("en", type + " of a simulated world")
                                .build())
                .with("ip_version", MmdbValue.uint16(ipVersion))
                .with("languages", MmdbValue.items(MmdbValue.text("en")))
                .with("node_count", MmdbValue.uint32(nodes))
                .with("record_size", MmdbValue.uint16(bits))
                .build();
    }
}
