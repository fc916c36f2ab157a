package dev.footfall.jobs.simulate;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A value of the data section, by the types of the MaxMind DB format specification 2.0. Values are equal by content, so
 * that the writer stores equal ones once.
 */
public sealed interface MmdbValue {
    /** UTF-8 text (type 2). */
    record Text(String value) implements MmdbValue {
        byte[] utf8() {
            return value.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** IEEE 754 double (type 3). */
    record Real64(double value) implements MmdbValue {}

    /** Raw bytes (type 4), as a list because arrays do not compare by content. */
    record Octets(List<Byte> value) implements MmdbValue {
        /** Copies the list. */
        public Octets {
            value = List.copyOf(value);
        }
    }

    /** An unsigned integer of 16, 32, 64 or 128 bits (types 5, 6, 9, 10). */
    record Unsigned(int bits, BigInteger value) implements MmdbValue {
        /** Checks the width and the range. */
        public Unsigned {
            if (bits != 16 && bits != 32 && bits != 64 && bits != 128) {
                throw new IllegalArgumentException("an unsigned integer has 16, 32, 64 or 128 bits, not " + bits);
            }
            if (value.signum() < 0 || value.bitLength() > bits) {
                throw new IllegalArgumentException("the value does not fit " + bits + " unsigned bits");
            }
        }
    }

    /** A signed integer of 32 bits (type 8). */
    record Signed32(int value) implements MmdbValue {}

    /** Keys to values in order (type 7). */
    record Fields(Map<String, MmdbValue> value) implements MmdbValue {
        /** Copies the map and keeps its order. */
        public Fields {
            value = new LinkedHashMap<>(value);
        }
    }

    /** Values in order (type 11). */
    record Items(List<MmdbValue> value) implements MmdbValue {
        /** Copies the list. */
        public Items {
            value = List.copyOf(value);
        }
    }

    /** True or false (type 14). */
    record Truth(boolean value) implements MmdbValue {}

    /** IEEE 754 float (type 15). */
    record Real32(float value) implements MmdbValue {}

    /** Text. */
    static MmdbValue text(String value) {
        return new Text(value);
    }

    /** A double. */
    static MmdbValue real(double value) {
        return new Real64(value);
    }

    /** A float. */
    static MmdbValue real32(float value) {
        return new Real32(value);
    }

    /** An unsigned integer of 0 to 65535. */
    static MmdbValue uint16(int value) {
        return new Unsigned(16, BigInteger.valueOf(value));
    }

    /** An unsigned integer of 0 to 4294967295. */
    static MmdbValue uint32(long value) {
        return new Unsigned(32, BigInteger.valueOf(value));
    }

    /** An unsigned integer of 0 to 2^63-1 in 64 bits. */
    static MmdbValue uint64(long value) {
        return new Unsigned(64, BigInteger.valueOf(value));
    }

    /** An unsigned integer of 128 bits. */
    static MmdbValue uint128(BigInteger value) {
        return new Unsigned(128, value);
    }

    /** True or false. */
    static MmdbValue truth(boolean value) {
        return new Truth(value);
    }

    /** A list. */
    static MmdbValue items(MmdbValue... values) {
        return new Items(List.of(values));
    }

    /** Begins a map. */
    static FieldsBuilder fields() {
        return new FieldsBuilder();
    }

    /** Collects the fields of a map in order. */
    final class FieldsBuilder {
        private final Map<String, MmdbValue> fields = new LinkedHashMap<>();

        /** Adds a field. */
        public FieldsBuilder with(String key, MmdbValue value) {
            fields.put(key, value);
            return this;
        }

        /** Adds a text field. */
        public FieldsBuilder with(String key, String value) {
            return with(key, text(value));
        }

        /** The map. */
        public Fields build() {
            return new Fields(fields);
        }
    }
}
