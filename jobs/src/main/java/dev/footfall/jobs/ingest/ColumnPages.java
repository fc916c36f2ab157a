package dev.footfall.jobs.ingest;

import com.github.luben.zstd.ZstdCompressCtx;
import dev.footfall.table.ColumnType;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;

/**
 * The pages of one flat column of a row group: version 1 data pages of PLAIN or RLE_DICTIONARY values, compressed with zstd
 * (Apache Parquet format, "Data Pages" and "Encodings").
 *
 * <p>A hot path, ugly on purpose. Parquet's own column writers take half of an ingest's time: a definition level for each
 * value, and a hash over the bytes of each text. Here a whole buffer of rows is encoded column by column, levels are bits, and
 * a text knows its number in the dictionary, because caches hand out the same {@link Cell} again and again. The plain
 * twin is {@link ColumnWriterFile}; {@code PageEncodingTest} holds the two together. Figures: docs/design.md.
 */
final class ColumnPages {
    /** Rows of a page; a multiple of eight. */
    static final int PAGE_ROWS = 4 * RowBuffer.CAPACITY;

    private static final int PAGE_BYTES = 1 << 20;
    /** Largest dictionary of a row group, in values and bytes; beyond, pages are plain. */
    private static final int DICTIONARY_VALUES = 1 << 16;

    private static final int DICTIONARY_BYTES = 2 << 20;
    private static final int FIRST_SLOTS = 256;
    private static final int TOKEN_BYTES = 16;
    private static final int GROUP = 8;
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final long MIX = 0x9E3779B97F4A7C15L;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Dictionaries of this process so far. */
    private static final AtomicInteger DICTIONARIES = new AtomicInteger();

    private record Page(byte[] bytes, int plainSize, int rows, Encoding encoding, Statistics<?> statistics) {}

    private final ColumnDescriptor descriptor;
    private final ColumnType type;
    private final boolean nullable;
    private final boolean bounded;
    private final ZstdCompressCtx zstd;
    private final List<Page> pages = new ArrayList<>();
    private long heldBytes;
    private long chunkRows;

    private final byte[] present = new byte[PAGE_ROWS / GROUP];
    private int rows;
    private int values;
    private long low;
    private long high;
    private byte[] plain = new byte[1 << 12];
    private int plainSize;
    private final int[] ids;
    private byte[] work = new byte[1 << 12];

    private boolean dictionary;
    private int dictionaryNumber;
    private int entries;
    private byte[] entryBytes = {};
    private int entrySize;
    private int[] entryStarts = {};
    private int[] entryHashes = {};
    /** Entries by the hash of their bytes, one added; open addressing. */
    private int[] byBytes = {};

    /** Numbers that are entries, and their identifiers, one added; open addressing. */
    private long[] knownNumbers = {};

    private int[] knownIds = {};

    /**
     * @param dictionary whether values are put into a dictionary as long as it stays small
     * @param bounded whether the least and greatest number is told
     */
    ColumnPages(
            ColumnDescriptor descriptor, ColumnType type, boolean dictionary, boolean bounded, ZstdCompressCtx zstd) {
        this.descriptor = descriptor;
        this.type = type;
        this.nullable = descriptor.getMaxDefinitionLevel() > 0;
        this.bounded = bounded;
        this.zstd = zstd;
        this.dictionary = dictionary && type != ColumnType.BOOLEAN && type != ColumnType.TOKEN;
        this.ids = this.dictionary || type == ColumnType.BOOLEAN ? new int[PAGE_ROWS] : new int[0];
        forgetDictionary();
    }

    /** Takes a column of a buffer's rows, in an order. */
    void add(RowBuffer buffer, int column, int[] order, int count) {
        long[] numbers = buffer.numbers(column);
        @Nullable Object[] objects = buffer.objects(column);
        long[] tokens = buffer.tokens(column);
        if (numbers != null) {
            addNumbers(numbers, order, count);
        } else if (tokens != null) {
            addTokens(tokens, order, count);
        } else if (objects != null) {
            addObjects(objects, order, count);
        }
        rows += count;
        if (rows > PAGE_ROWS - RowBuffer.CAPACITY || plainSize >= PAGE_BYTES) {
            endPage();
        }
    }

    /** Bytes that the row group holds of this column so far, about. */
    long size() {
        return heldBytes + entrySize + plainSize + (dictionary ? 2L * values : 0);
    }

    private void addNumbers(long[] numbers, int[] order, int count) {
        for (int i = 0; i < count; i++) {
            long value = numbers[order[i]];
            if (value == RowBuffer.NULL) {
                continue;
            }
            int row = rows + i;
            present[row >> 3] |= (byte) (1 << (row & 7));
            if (bounded) {
                low = values == 0 ? value : Math.min(low, value);
                high = values == 0 ? value : Math.max(high, value);
            }
            if (type == ColumnType.BOOLEAN) {
                ids[values] = (int) value;
            } else if (dictionary) {
                ids[values] = idOf(value);
            } else {
                putNumber(value);
            }
            values++;
        }
    }

    private void putNumber(long value) {
        if (type == ColumnType.LONG || type == ColumnType.TIMESTAMP) {
            plain = room(plain, plainSize, Long.BYTES);
            LONGS.set(plain, plainSize, value);
            plainSize += Long.BYTES;
        } else {
            plain = room(plain, plainSize, Integer.BYTES);
            INTS.set(plain, plainSize, (int) value);
            plainSize += Integer.BYTES;
        }
    }

    private void addTokens(long[] tokens, int[] order, int count) {
        plain = room(plain, plainSize, count * TOKEN_BYTES);
        for (int i = 0; i < count; i++) {
            long first = tokens[2 * order[i]];
            long second = tokens[2 * order[i] + 1];
            if (first == RowBuffer.NULL && second == RowBuffer.NULL) {
                continue;
            }
            int row = rows + i;
            present[row >> 3] |= (byte) (1 << (row & 7));
            LONGS.set(plain, plainSize, first);
            LONGS.set(plain, plainSize + Long.BYTES, second);
            plainSize += TOKEN_BYTES;
            values++;
        }
    }

    private void addObjects(@Nullable Object[] objects, int[] order, int count) {
        Object last = null;
        int lastId = 0;
        for (int i = 0; i < count; i++) {
            Object value = objects[order[i]];
            if (value == null) {
                continue;
            }
            int row = rows + i;
            present[row >> 3] |= (byte) (1 << (row & 7));
            if (!dictionary) {
                plain = putBytes(plain, plainSize, (Cell) value);
                plainSize += size((Cell) value);
            } else if (value == last) {
                ids[values] = lastId;
            } else {
                lastId = idOf((Cell) value);
                last = value;
                ids[values] = lastId;
            }
            values++;
        }
    }

    private static int size(Cell value) {
        return LENGTH_BYTES + value.bytes().length;
    }

    /** Appends a value in PLAIN encoding. */
    private static byte[] putBytes(byte[] buffer, int at, Cell value) {
        byte[] bytes = value.bytes();
        byte[] roomy = room(buffer, at, LENGTH_BYTES + bytes.length);
        INTS.set(roomy, at, bytes.length);
        System.arraycopy(bytes, 0, roomy, at + LENGTH_BYTES, bytes.length);
        return roomy;
    }

    private int idOf(Cell value) {
        int id = value.numberIn(dictionaryNumber);
        if (id < 0) {
            id = idOfBytes(value);
            value.number(dictionaryNumber, id);
        }
        return id;
    }

    private int idOfBytes(Cell value) {
        byte[] bytes = value.bytes();
        int hash = SliceCache.hash(bytes, 0, bytes.length);
        int mask = byBytes.length - 1;
        int at = hash & mask;
        for (; byBytes[at] != 0; at = (at + 1) & mask) {
            int id = byBytes[at] - 1;
            int end = id + 1 == entries ? entrySize : entryStarts[id + 1];
            int start = entryStarts[id] + LENGTH_BYTES;
            if (entryHashes[id] == hash && Arrays.equals(entryBytes, start, end, bytes, 0, bytes.length)) {
                return id;
            }
        }
        if (entries == entryStarts.length) {
            entryStarts = Arrays.copyOf(entryStarts, entries * 2);
            entryHashes = Arrays.copyOf(entryHashes, entries * 2);
        }
        entryStarts[entries] = entrySize;
        entryHashes[entries] = hash;
        entryBytes = putBytes(entryBytes, entrySize, value);
        entrySize += size(value);
        byBytes[at] = ++entries;
        if (entries * 2 > byBytes.length) {
            growByBytes();
        }
        return entries - 1;
    }

    private void growByBytes() {
        byBytes = new int[byBytes.length * 2];
        int mask = byBytes.length - 1;
        for (int id = 0; id < entries; id++) {
            int at = entryHashes[id] & mask;
            while (byBytes[at] != 0) {
                at = (at + 1) & mask;
            }
            byBytes[at] = id + 1;
        }
    }

    private int idOf(long value) {
        int mask = knownNumbers.length - 1;
        int at = spread(value) & mask;
        while (knownIds[at] != 0) {
            if (knownNumbers[at] == value) {
                return knownIds[at] - 1;
            }
            at = (at + 1) & mask;
        }
        int id = entries++;
        entryBytes = room(entryBytes, entrySize, Long.BYTES);
        if (type == ColumnType.LONG || type == ColumnType.TIMESTAMP) {
            LONGS.set(entryBytes, entrySize, value);
            entrySize += Long.BYTES;
        } else {
            INTS.set(entryBytes, entrySize, (int) value);
            entrySize += Integer.BYTES;
        }
        knownNumbers[at] = value;
        knownIds[at] = id + 1;
        if (entries * 2 > knownIds.length) {
            growKnown();
        }
        return id;
    }

    private void growKnown() {
        long[] numbers = knownNumbers;
        int[] old = knownIds;
        knownNumbers = new long[old.length * 2];
        knownIds = new int[old.length * 2];
        int mask = knownIds.length - 1;
        for (int i = 0; i < old.length; i++) {
            if (old[i] == 0) {
                continue;
            }
            int at = spread(numbers[i]) & mask;
            while (knownIds[at] != 0) {
                at = (at + 1) & mask;
            }
            knownIds[at] = old[i];
            knownNumbers[at] = numbers[i];
        }
    }

    private static int spread(long value) {
        return (int) ((value * MIX) >>> Integer.SIZE);
    }

    private void forgetDictionary() {
        boolean texts = type == ColumnType.STRING || type == ColumnType.BINARY;
        int ofTexts = dictionary && texts ? FIRST_SLOTS : 0;
        int ofNumbers = dictionary && !texts ? FIRST_SLOTS : 0;
        dictionaryNumber = DICTIONARIES.incrementAndGet();
        entries = 0;
        entrySize = 0;
        byBytes = new int[ofTexts];
        entryStarts = new int[ofTexts];
        entryHashes = new int[ofTexts];
        knownNumbers = new long[ofNumbers];
        knownIds = new int[ofNumbers];
        if (!dictionary) {
            entryBytes = new byte[0];
        }
    }

    private void endPage() {
        if (rows == 0) {
            return;
        }
        int at = nullable ? levels() : 0;
        Encoding encoding = dictionary && values > 0 ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
        if (encoding == Encoding.RLE_DICTIONARY) {
            at = runs(at, Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(entries - 1)));
        } else if (type == ColumnType.BOOLEAN) {
            at = packed(at, 1);
        } else {
            work = room(work, at, plainSize);
            System.arraycopy(plain, 0, work, at, plainSize);
            at += plainSize;
        }
        byte[] compressed = zstd.compress(at == work.length ? work : Arrays.copyOf(work, at));
        pages.add(new Page(compressed, at, rows, encoding, statistics()));
        heldBytes += compressed.length;
        chunkRows += rows;
        if (entries > DICTIONARY_VALUES || entrySize > DICTIONARY_BYTES) {
            dictionary = false;
        }
        clearPage();
    }

    private void clearPage() {
        rows = 0;
        values = 0;
        plainSize = 0;
        Arrays.fill(present, (byte) 0);
    }

    /** Definition levels: one run when all or none are there, else a bit each. */
    private int levels() {
        work = room(work, 0, LENGTH_BYTES + 8 + rows / GROUP);
        int at;
        if (values == rows || values == 0) {
            at = varint(LENGTH_BYTES, rows << 1);
            work[at++] = (byte) (values == 0 ? 0 : 1);
        } else {
            int groups = (rows + GROUP - 1) / GROUP;
            at = varint(LENGTH_BYTES, groups << 1 | 1);
            System.arraycopy(present, 0, work, at, groups);
            at += groups;
        }
        INTS.set(work, 0, at - LENGTH_BYTES);
        return at;
    }

    /** Identifiers of the dictionary: one run when all are the same, else packed. */
    private int runs(int from, int width) {
        work = room(work, from, 16);
        int at = from;
        work[at++] = (byte) width;
        boolean same = values > 0;
        for (int i = 1; i < values && same; i++) {
            same = ids[i] == ids[0];
        }
        if (!same) {
            return packed(varint(at, (values + GROUP - 1) / GROUP << 1 | 1), width);
        }
        at = varint(at, values << 1);
        for (int bits = 0; bits < width; bits += Byte.SIZE) {
            work[at++] = (byte) (ids[0] >>> bits);
        }
        return at;
    }

    /** The identifiers, {@code width} bits each, the first in the lowest bits, filled up to a multiple of eight. */
    private int packed(int from, int width) {
        int groups = (values + GROUP - 1) / GROUP;
        int to = from + groups * width;
        work = room(work, from, groups * width + Long.BYTES);
        long bits = 0;
        int filled = 0;
        int at = from;
        for (int i = 0; i < values; i++) {
            bits |= (long) ids[i] << filled;
            filled += width;
            if (filled >= Integer.SIZE) {
                INTS.set(work, at, (int) bits);
                at += Integer.BYTES;
                bits >>>= Integer.SIZE;
                filled -= Integer.SIZE;
            }
        }
        for (; at < to; at++) {
            work[at] = (byte) bits;
            bits >>>= Byte.SIZE;
        }
        return to;
    }

    /** An unsigned LEB128 number. */
    private int varint(int from, int number) {
        int at = from;
        int rest = number;
        while (rest >>> 7 != 0) {
            work[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        work[at++] = (byte) rest;
        return at;
    }

    private Statistics<?> statistics() {
        if (!bounded) {
            return Statistics.noopStats(descriptor.getPrimitiveType());
        }
        Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
        if (values > 0 && (type == ColumnType.LONG || type == ColumnType.TIMESTAMP)) {
            statistics.updateStats(low);
            statistics.updateStats(high);
        } else if (values > 0) {
            statistics.updateStats((int) low);
            statistics.updateStats((int) high);
        }
        statistics.incrementNumNulls(rows - values);
        return statistics;
    }

    /** Writes the column's part of a row group and begins the next one. */
    void writeTo(ParquetFileWriter out) throws IOException {
        endPage();
        out.startColumn(descriptor, chunkRows, CompressionCodecName.ZSTD);
        if (pages.stream().anyMatch(page -> page.encoding == Encoding.RLE_DICTIONARY)) {
            byte[] bytes = zstd.compress(Arrays.copyOf(entryBytes, entrySize));
            out.writeDictionaryPage(new DictionaryPage(BytesInput.from(bytes), entrySize, entries, Encoding.PLAIN));
        }
        for (Page page : pages) {
            out.writeDataPage(
                    page.rows,
                    page.plainSize,
                    BytesInput.from(page.bytes),
                    page.statistics,
                    page.rows,
                    Encoding.RLE,
                    Encoding.RLE,
                    page.encoding);
        }
        out.endColumn();
        pages.clear();
        heldBytes = 0;
        chunkRows = 0;
        forgetDictionary();
    }

    private static byte[] room(byte[] buffer, int used, int more) {
        return used + more <= buffer.length
                ? buffer
                : Arrays.copyOf(buffer, Math.max(used + more, Math.max(64, buffer.length * 2)));
    }
}
