package dev.footfall.jobs.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of tables and of held copies as a file of rows has them. */
final class Printable {
    private Printable() {}

    /** A value of a table: tokens in hexadecimal, other bytes in base64, lists separated by spaces. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof byte[] token) {
            return HexFormat.of().formatHex(token);
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return Base64.getEncoder().encodeToString(copy);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        // Through text: the nearest double of 0.1f is 0.10000000149011612.
        return value instanceof Float number ? (Object) Double.valueOf(number.toString()) : value;
    }

    /** A value of a held copy. */
    static @Nullable Object of(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (value.isIntegralNumber()) {
            return value.longValue();
        }
        if (value.isNumber()) {
            return value.doubleValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isArray()) {
            StringBuilder text = new StringBuilder();
            value.forEach(element -> text.append(text.isEmpty() ? "" : " ").append(element.asText()));
            return text.toString();
        }
        return value.asText();
    }
}
