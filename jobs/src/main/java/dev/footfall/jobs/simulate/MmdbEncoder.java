package dev.footfall.jobs.simulate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * Data section of a MaxMind DB file: each distinct value is written once and pointed to afterwards, where the pointer is
 * shorter.
 */
final class MmdbEncoder {
    private static final int POINTER = 1;
    private static final int TEXT = 2;
    private static final int DOUBLE = 3;
    private static final int BYTES = 4;
    private static final int UINT16 = 5;
    private static final int UINT32 = 6;
    private static final int MAP = 7;
    private static final int INT32 = 8;
    private static final int UINT64 = 9;
    private static final int UINT128 = 10;
    private static final int ARRAY = 11;
    private static final int BOOLEAN = 14;
    private static final int FLOAT = 15;
    private static final int LAST_SHORT_TYPE = 7;

    // Sizes and pointers grow in steps; each begins where the shorter form ends.
    private static final int SIZE_1 = 29;
    private static final int SIZE_2 = 285;
    private static final int SIZE_3 = 65_821;
    private static final int LARGEST_SIZE = SIZE_3 + 0xff_ffff;
    private static final int POINTER_2 = 1 << 11;
    private static final int POINTER_3 = POINTER_2 + (1 << 19);
    private static final long POINTER_4 = POINTER_3 + (1L << 27);

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<MmdbValue, Integer> written = new HashMap<>();
    private final boolean share;

    /** With {@code share}, equal values are stored once; the metadata section does without. */
    MmdbEncoder(boolean share) {
        this.share = share;
    }

    /** Writes a value unless it is there already; its offset in the section. */
    int put(MmdbValue value) {
        Integer known = written.get(value);
        return known != null ? known : append(value);
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    int size() {
        return out.size();
    }

    private int append(MmdbValue value) {
        int offset = out.size();
        encode(value);
        if (share && out.size() - offset > 2) {
            written.putIfAbsent(value, offset);
        }
        return offset;
    }

    private void nested(MmdbValue value) {
        Integer known = written.get(value);
        // A pointer takes two to five bytes; a value that short is written again.
        if (known != null && (known < POINTER_2 || !isShort(value))) {
            pointer(known);
        } else {
            append(value);
        }
    }

    private static boolean isShort(MmdbValue value) {
        return !(value instanceof MmdbValue.Fields
                || value instanceof MmdbValue.Items
                || value instanceof MmdbValue.Real64
                || (value instanceof MmdbValue.Text text && text.value().length() > 4));
    }

    private void encode(MmdbValue value) {
        if (value instanceof MmdbValue.Text text) {
            bytes(TEXT, text.utf8());
        } else if (value instanceof MmdbValue.Real64 real) {
            control(DOUBLE, Double.BYTES);
            word(Double.doubleToRawLongBits(real.value()), Double.BYTES);
        } else if (value instanceof MmdbValue.Real32 real) {
            control(FLOAT, Float.BYTES);
            word(Float.floatToRawIntBits(real.value()), Float.BYTES);
        } else if (value instanceof MmdbValue.Octets octets) {
            control(BYTES, octets.value().size());
            octets.value().forEach(out::write);
        } else if (value instanceof MmdbValue.Unsigned number) {
            bytes(unsignedType(number.bits()), magnitude(number.value()));
        } else if (value instanceof MmdbValue.Signed32 number) {
            // Shorter forms are read as positive, so negative numbers take all four bytes.
            int size = number.value() < 0 ? Integer.BYTES : magnitude(BigInteger.valueOf(number.value())).length;
            control(INT32, size);
            word(number.value(), size);
        } else if (value instanceof MmdbValue.Truth truth) {
            control(BOOLEAN, truth.value() ? 1 : 0);
        } else if (value instanceof MmdbValue.Items items) {
            control(ARRAY, items.value().size());
            items.value().forEach(this::nested);
        } else if (value instanceof MmdbValue.Fields fields) {
            control(MAP, fields.value().size());
            fields.value().forEach((k, v) -> {
                nested(new MmdbValue.Text(k));
                nested(v);
            });
        }
    }

    private static int unsignedType(int bits) {
        return bits == 16 ? UINT16 : bits == 32 ? UINT32 : bits == 64 ? UINT64 : UINT128;
    }

    /** Big-endian without leading zeros; zero has no bytes. */
    private static byte[] magnitude(BigInteger value) {
        byte[] signed = value.toByteArray();
        int from = signed[0] == 0 ? 1 : 0;
        byte[] plain = new byte[signed.length - from];
        System.arraycopy(signed, from, plain, 0, plain.length);
        return plain;
    }

    private void bytes(int type, byte[] payload) {
        control(type, payload.length);
        out.writeBytes(payload);
    }

    /** Control byte; types above 7 have their number less 7 in a second byte, before the bytes of a long size. */
    private void control(int type, int size) {
        if (size > LARGEST_SIZE) {
            throw new IllegalArgumentException("a value has " + LARGEST_SIZE + " bytes or entries at most");
        }
        int code = size < SIZE_1 ? size : size < SIZE_2 ? 29 : size < SIZE_3 ? 30 : 31;
        boolean extended = type > LAST_SHORT_TYPE;
        out.write((extended ? 0 : type << 5) | code);
        if (extended) {
            out.write(type - LAST_SHORT_TYPE);
        }
        switch (code) {
            case 29 -> word(size - SIZE_1, 1);
            case 30 -> word(size - SIZE_2, 2);
            case 31 -> word(size - SIZE_3, 3);
            default -> {
                // The size stands in the control byte.
            }
        }
    }

    private void pointer(long to) {
        int head = POINTER << 5;
        if (to < POINTER_2) {
            out.write(head | (int) (to >> 8));
            word(to, 1);
        } else if (to < POINTER_3) {
            long rest = to - POINTER_2;
            out.write(head | 1 << 3 | (int) (rest >> 16));
            word(rest, 2);
        } else if (to < POINTER_4) {
            long rest = to - POINTER_3;
            out.write(head | 2 << 3 | (int) (rest >> 24));
            word(rest, 3);
        } else {
            out.write(head | 3 << 3);
            word(to, 4);
        }
    }

    private void word(long value, int size) {
        for (int i = size - 1; i >= 0; i--) {
            out.write((int) (value >>> (i * Byte.SIZE)));
        }
    }
}
