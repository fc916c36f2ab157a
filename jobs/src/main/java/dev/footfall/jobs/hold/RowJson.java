package dev.footfall.jobs.hold;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;
import org.jspecify.annotations.Nullable;

/**
 * A row of a table as a JSON object: tokens in hexadecimal, other bytes in base64, days and instants in ISO 8601 (UTC),
 * nothing for columns without a value.
 */
public final class RowJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RowJson() {}

    /** The row, its columns in the order of the table. */
    public static ObjectNode of(Record row) {
        ObjectNode node = JSON.createObjectNode();
        for (Types.NestedField field : row.struct().fields()) {
            put(node, field.name(), row.getField(field.name()));
        }
        return node;
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value == null) {
            return;
        }
        if (value instanceof String text) {
            node.put(name, text);
        } else if (value instanceof Integer number) {
            node.put(name, number);
        } else if (value instanceof Long number) {
            node.put(name, number);
        } else if (value instanceof Boolean flag) {
            node.put(name, flag);
        } else if (value instanceof Float number) {
            node.put(name, number);
        } else if (value instanceof LocalDate day) {
            node.put(name, day.toString());
        } else if (value instanceof OffsetDateTime time) {
            node.put(name, time.toInstant().toString());
        } else if (value instanceof byte[] token) {
            node.put(name, HexFormat.of().formatHex(token));
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            node.put(name, Base64.getEncoder().encodeToString(copy));
        } else if (value instanceof List<?> list) {
            ArrayNode array = node.putArray(name);
            list.forEach(element -> array.add((Integer) element));
        } else {
            throw new IllegalStateException("no table has values of " + value.getClass());
        }
    }
}
