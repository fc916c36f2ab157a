package dev.footfall.jobs.ingest;

import dev.footfall.privacy.CompiledPolicy;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.ColumnType;
import dev.footfall.table.Form;
import dev.footfall.table.TableSpec;
import java.util.Arrays;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnWriter;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table that wait to be written, column by column, in the form that the policy gives each. What the policy
 * drops never gets in here. Hot path: values are boxed nowhere.
 */
final class RowBuffer {
    /** Rows that are held before they are shuffled and written. */
    static final int CAPACITY = 4096;

    /** The number that stands for null. */
    static final long NULL = Long.MIN_VALUE;

    private static final long MICROS_PER_MINUTE = 60_000_000L;

    private final ColumnType[] types;
    private final Form[] forms;
    private final int[] definitionLevels;
    private final long[][] numbers;
    /** Tokens by column, two numbers each. */
    private final long[][] tokens;

    private final @Nullable Object[][] objects;
    private int size;

    RowBuffer(TableSpec table, CompiledPolicy policy) {
        int n = table.columns().size();
        types = new ColumnType[n];
        forms = new Form[n];
        definitionLevels = new int[n];
        numbers = new long[n][];
        tokens = new long[n][];
        objects = new Object[n][];
        for (int i = 0; i < n; i++) {
            ColumnSpec column = table.columns().get(i);
            types[i] = column.type();
            forms[i] = policy.form(table.fullName(), column.name());
            definitionLevels[i] = column.required() ? 0 : 1;
            if (forms[i] != Form.DROP) {
                allocate(i, column.type());
            }
        }
    }

    private void allocate(int column, ColumnType type) {
        switch (type) {
            case INT, LONG, BOOLEAN, DATE, TIMESTAMP, FLOAT -> {
                numbers[column] = new long[CAPACITY];
                Arrays.fill(numbers[column], NULL);
            }
            case TOKEN -> {
                tokens[column] = new long[2 * CAPACITY];
                Arrays.fill(tokens[column], NULL);
            }
            case STRING, BINARY, INT_LIST -> objects[column] = new Object[CAPACITY];
        }
    }

    /** Ends the row, whose columns are null unless they were set; says whether the buffer is full now. */
    boolean end() {
        return ++size == CAPACITY;
    }

    /** Sets a number, an instant (microseconds), a day (days since the epoch) or the bits of a float. */
    void set(int column, long value) {
        long[] values = numbers[column];
        if (values != null) {
            values[size] = switch (forms[column]) {
                case BUCKET -> Long.highestOneBit(value);
                case TRUNCATE ->
                    types[column] == ColumnType.TIMESTAMP ? value - Math.floorMod(value, MICROS_PER_MINUTE) : value;
                case KEEP, DERIVE, TOKEN, ENCRYPT, DROP -> value;
            };
        }
    }

    /** Sets a truth value. */
    void set(int column, boolean value) {
        set(column, value ? 1L : 0L);
    }

    /** Sets text or bytes; {@code null} leaves the column null. */
    void set(int column, @Nullable Cell value) {
        if (objects[column] != null) {
            objects[column][size] = value;
        }
    }

    /** Sets a token. */
    void set(int column, Token value) {
        long[] values = tokens[column];
        if (values != null) {
            values[2 * size] = value.first();
            values[2 * size + 1] = value.second();
        }
    }

    /** Sets a list of counts. */
    void set(int column, int[] value) {
        if (objects[column] != null) {
            objects[column][size] = value;
        }
    }

    /** Whether the policy keeps the column in any form. */
    boolean keeps(int column) {
        return forms[column] != Form.DROP;
    }

    /** The form of a column. */
    Form form(int column) {
        return forms[column];
    }

    int size() {
        return size;
    }

    /** Numbers of a column by row, {@link #NULL} among them; {@code null} when the column has none. */
    long @Nullable [] numbers(int column) {
        return numbers[column];
    }

    /**
     * Tokens of a column by row, two numbers each, twice {@link #NULL} where there is none (a token is that once in 2^128);
     * {@code null} when the column has none.
     */
    long @Nullable [] tokens(int column) {
        return tokens[column];
    }

    /** Texts, bytes and lists of a column by row; {@code null} when the column has none. */
    @Nullable
    Object @Nullable [] objects(int column) {
        return objects[column];
    }

    /** Forgets all rows, and lets go of what they referred to. */
    void clear() {
        for (long[] column : numbers) {
            if (column != null) {
                Arrays.fill(column, 0, size, NULL);
            }
        }
        for (long[] column : tokens) {
            if (column != null) {
                Arrays.fill(column, 0, 2 * size, NULL);
            }
        }
        for (@Nullable Object[] column : objects) {
            if (column != null) {
                Arrays.fill(column, 0, size, null);
            }
        }
        size = 0;
    }

    /** Writes one column of one row. */
    void write(int column, int row, ColumnWriter out) {
        int level = definitionLevels[column];
        if (numbers[column] != null) {
            long value = numbers[column][row];
            if (value == NULL) {
                out.writeNull(0, 0);
            } else {
                writeNumber(types[column], value, level, out);
            }
        } else if (tokens[column] != null) {
            long first = tokens[column][2 * row];
            long second = tokens[column][2 * row + 1];
            if (first == NULL && second == NULL) {
                out.writeNull(0, 0);
            } else {
                out.write(Binary.fromConstantByteArray(Token.bytes(first, second)), 0, level);
            }
        } else if (objects[column] == null || objects[column][row] == null) {
            out.writeNull(0, 0);
        } else if (objects[column][row] instanceof Cell cell) {
            out.write(Binary.fromConstantByteArray(cell.bytes()), 0, level);
        } else if (objects[column][row] instanceof int[] list) {
            writeList(list, level, out);
        }
    }

    private static void writeNumber(ColumnType type, long value, int level, ColumnWriter out) {
        switch (type) {
            case LONG, TIMESTAMP -> out.write(value, 0, level);
            case INT, DATE -> out.write((int) value, 0, level);
            case BOOLEAN -> out.write(value != 0, 0, level);
            case FLOAT -> out.write(Float.intBitsToFloat((int) value), 0, level);
            case STRING, TOKEN, BINARY, INT_LIST -> throw new IllegalStateException(type + " is no number");
        }
    }

    private static void writeList(int[] list, int level, ColumnWriter out) {
        if (list.length == 0) {
            out.writeNull(0, level);
        }
        for (int i = 0; i < list.length; i++) {
            out.write(list[i], i == 0 ? 0 : 1, level + 1);
        }
    }
}
