package dev.footfall.jobs.ingest;

import dev.footfall.privacy.Tokenizer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The token that an identifier had last, with the epoch it belongs to. Its 16 bytes are two numbers: caches hold a million of
 * them, and as objects of their own they would cost the garbage collector a tenth of an ingest.
 */
final class Token {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** First day of the epoch, in days since 1970; no day at all before there is a token. */
    int epoch = Integer.MIN_VALUE;

    private long first;
    private long second;

    /** Becomes none: what stands in rows where there is no token. */
    void setNone(int epochOfToken) {
        first = RowBuffer.NULL;
        second = RowBuffer.NULL;
        epoch = epochOfToken;
    }

    /** Whether there is a token. */
    boolean isNone() {
        return first == RowBuffer.NULL && second == RowBuffer.NULL;
    }

    /** Takes the first 16 bytes. */
    void set(byte[] bytes, int epochOfToken) {
        first = (long) LONGS.get(bytes, 0);
        second = (long) LONGS.get(bytes, Long.BYTES);
        epoch = epochOfToken;
    }

    /** Becomes another. */
    void set(Token other) {
        first = other.first;
        second = other.second;
        epoch = other.epoch;
    }

    /** Its first eight bytes, little-endian. */
    long first() {
        return first;
    }

    /** Its last eight bytes, little-endian. */
    long second() {
        return second;
    }

    /** A token's bytes, from its two numbers. */
    static byte[] bytes(long first, long second) {
        byte[] bytes = new byte[Tokenizer.BYTES];
        LONGS.set(bytes, 0, first);
        LONGS.set(bytes, Long.BYTES, second);
        return bytes;
    }
}
