package dev.footfall.jobs.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An array of flat objects, one a line: numbers as numbers, dates and times as ISO 8601 strings, nothing as null. What a
 * terminal would act on is escaped, so that the output may also be looked at.
 */
final class JsonFormat {
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().characterEscapes(new Harmless()).build();

    private JsonFormat() {}

    static void print(Rows rows, Appendable out) throws IOException {
        out.append('[');
        String separator = "\n";
        for (List<@Nullable Object> row : rows.rows()) {
            out.append(separator).append(object(rows.columns(), row));
            separator = ",\n";
        }
        out.append(rows.rows().isEmpty() ? "]\n" : "\n]\n");
    }

    static String object(List<String> columns, List<@Nullable Object> row) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.writeStartObject();
            for (int c = 0; c < columns.size(); c++) {
                json.writeFieldName(columns.get(c));
                write(row.get(c), json);
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double number) {
            if (Double.isFinite(number)) {
                json.writeNumber(number);
            } else {
                json.writeNull();
            }
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else {
            json.writeString(value.toString());
        }
    }

    /** Escapes beyond what JSON itself demands. */
    private static final class Harmless extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private static final int[] ASCII = ascii();

        private static int[] ascii() {
            int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();
            escapes[0x7F] = CharacterEscapes.ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ASCII;
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int c) {
            // Halves of characters outside the basic plane come singly; they are passed on as they are.
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            return !half && SafeText.harmful(c) ? new SerializedString(SafeText.escape(c)) : null;
        }
    }
}
