package dev.footfall.jobs.ingest;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A text or bytes, as one cell of a table holds them. Caches hand out the same cell again and again, so it also carries its
 * number in the dictionary that was asked for it last (see {@link ColumnPages}): looking at it there costs no hash table.
 */
final class Cell {
    private static final VarHandle NUMBERED;

    static {
        try {
            NUMBERED = MethodHandles.lookup().findVarHandle(Cell.class, "numbered", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final byte[] bytes;
    /** The dictionary and the number in it, written at once: a cell may be known to two tasks. */
    @SuppressWarnings("UnusedVariable") // by the handle
    private long numbered;

    private Cell(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A cell of bytes, which are not copied. */
    static Cell of(byte[] bytes) {
        return new Cell(bytes);
    }

    /** A cell of a text, in UTF-8. */
    static Cell of(String text) {
        return new Cell(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A cell of a text, or {@code null} for none. */
    static @Nullable Cell ofNullable(@Nullable String text) {
        return text == null ? null : of(text);
    }

    /** The bytes themselves, not to be changed. */
    byte[] bytes() {
        return bytes;
    }

    /** The number that a dictionary gave the cell, or -1 when another was asked since. */
    int numberIn(int dictionary) {
        long last = (long) NUMBERED.getOpaque(this);
        return (int) (last >>> Integer.SIZE) == dictionary ? (int) last : -1;
    }

    /** Remembers the number, not below 0, that a dictionary gave the cell; dictionaries are told apart by numbers other than 0. */
    void number(int dictionary, int number) {
        NUMBERED.setOpaque(this, (long) dictionary << Integer.SIZE | number);
    }
}
