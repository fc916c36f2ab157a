package dev.footfall.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Parses lines of JSON by a mapping. Values are decoded into a buffer of its own, to which the LogLine then refers. */
final class NdjsonParser implements LineParser {
    /** Names come from whoever writes the log: they are not interned, and many that collide are no reason to fail. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private static final int NONE = Integer.MAX_VALUE;

    /** What VCL writes for a header that is not there. */
    private static final byte[] NULL = "(null)".getBytes(StandardCharsets.US_ASCII);

    private final Mapping.Source[] sources;
    private final TimeUnit durationUnit;
    private final MappedTime time;
    private final PathTree tree;
    private final PeerFields peers = new PeerFields();
    private final int reserved;
    private final boolean urlMapped;

    /** Decoded values; JSON text never grows by decoding, so the line's length is room enough. */
    private byte[] decoded;

    private int used;
    private final int[] starts;
    private final int[] ends;
    private final int[] preferences;
    private final boolean[] wrongShape;

    NdjsonParser(Mapping mapping) {
        this(mapping, new byte[0]);
    }

    /** @param constants bytes that stand at the beginning of each LogLine's array, for fields with a constant value */
    NdjsonParser(Mapping mapping, byte[] constants) {
        sources = mapping.sources().toArray(Mapping.Source[]::new);
        durationUnit = mapping.durationUnit();
        time = new MappedTime(mapping.timeFormat());
        tree = PathTree.of(mapping.sources());
        reserved = constants.length;
        urlMapped = Arrays.stream(sources).anyMatch(source -> source.use() == Mapping.Use.URL);
        decoded = Arrays.copyOf(constants, 1024);
        starts = new int[sources.length];
        ends = new int[sources.length];
        preferences = new int[sources.length];
        wrongShape = new boolean[sources.length];
    }

    @Override
    public Outcome parse(byte[] buf, int from, int to, LogLine out) {
        int end = LineCheck.end(buf, from, to);
        int at = LineCheck.start(buf, from, end);
        Outcome check = LineCheck.check(buf, at, end);
        if (check != Outcome.HIT) {
            return check;
        }
        if (!objectBegins(buf, at, end)) {
            return Outcome.BAD_JSON; // found out cheaply: detection tries every format on every line
        }
        used = reserved;
        if (decoded.length < reserved + end - at) {
            decoded = Arrays.copyOf(decoded, Math.max(2 * decoded.length, reserved + end - at));
        }
        Arrays.fill(preferences, NONE);
        Arrays.fill(wrongShape, false);
        try (JsonParser parser = JSON.createParser(buf, at, end - at)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Outcome.BAD_JSON;
            }
            walk(parser, tree);
            if (parser.nextToken() != null) {
                return Outcome.BAD_JSON;
            }
        } catch (IOException e) {
            return Outcome.BAD_JSON; // the message may quote the line
        }
        out.reset(decoded, Escaping.NONE);
        return fill(out);
    }

    private static boolean objectBegins(byte[] buf, int from, int to) {
        int i = from;
        while (i < to && (buf[i] == ' ' || buf[i] == '\t')) {
            i++;
        }
        return i < to && buf[i] == '{';
    }

    /** Takes what the mapping wants from the value at the parser's token. */
    private void walk(JsonParser parser, PathTree node) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            refuse(node);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                descend(parser, node.member(parser.currentName()), parser.nextToken());
            }
        } else if (token == JsonToken.START_ARRAY) {
            refuse(node);
            int index = 0;
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                descend(parser, node.element(index++), next);
            }
        } else if (token != JsonToken.VALUE_NULL && node.wantedBy() > 0) {
            take(parser, node);
        }
    }

    private void descend(JsonParser parser, @Nullable PathTree child, @Nullable JsonToken token) throws IOException {
        if (token == null) {
            throw new EOFException();
        }
        if (child == null) {
            parser.skipChildren();
        } else {
            walk(parser, child);
        }
    }

    /** An object or array stands where the mapping expects one value. */
    private void refuse(PathTree node) {
        for (int i = 0; i < node.wantedBy(); i++) {
            wrongShape[node.source(i)] = true;
        }
    }

    private void take(JsonParser parser, PathTree node) throws IOException {
        int start = used;
        decode(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (used == start || (used == start + 1 && decoded[start] == '-') || isNull(start)) {
            used = start;
            return; // absent
        }
        for (int i = 0; i < node.wantedBy(); i++) {
            int source = node.source(i);
            if (node.preference(i) <= preferences[source]) {
                preferences[source] = node.preference(i);
                starts[source] = start;
                ends[source] = used;
            }
        }
    }

    private boolean isNull(int start) {
        return used - start == NULL.length && Arrays.equals(decoded, start, used, NULL, 0, NULL.length);
    }

    /** Appends characters as UTF-8; a lone surrogate becomes U+FFFD. */
    private void decode(char[] chars, int from, int length) {
        int end = from + length;
        int i = from;
        while (i < end) {
            char c = chars[i++];
            if (c < 0x80) {
                decoded[used++] = (byte) c;
            } else if (Character.isHighSurrogate(c) && i < end && Character.isLowSurrogate(chars[i])) {
                int point = Character.toCodePoint(c, chars[i++]);
                decoded[used++] = (byte) (0xF0 | point >> 18);
                decoded[used++] = (byte) (0x80 | (point >> 12 & 0x3F));
                decoded[used++] = (byte) (0x80 | (point >> 6 & 0x3F));
                decoded[used++] = (byte) (0x80 | (point & 0x3F));
            } else if (c < 0x800) {
                decoded[used++] = (byte) (0xC0 | c >> 6);
                decoded[used++] = (byte) (0x80 | (c & 0x3F));
            } else {
                int point = Character.isSurrogate(c) ? 0xFFFD : c;
                decoded[used++] = (byte) (0xE0 | point >> 12);
                decoded[used++] = (byte) (0x80 | (point >> 6 & 0x3F));
                decoded[used++] = (byte) (0x80 | (point & 0x3F));
            }
        }
    }

    private Outcome fill(LogLine out) {
        for (int i = 0; i < sources.length; i++) {
            boolean there = preferences[i] != NONE;
            Outcome outcome = there ? put(sources[i], starts[i], ends[i], out) : missing(i);
            if (outcome != Outcome.HIT) {
                return outcome;
            }
        }
        if (urlMapped) {
            AbsoluteTarget.split(out);
        }
        if (out.has(Field.QUERY) && out.has(Field.TARGET) && targetHasQuery(out)) {
            out.clear(Field.QUERY);
        }
        return Outcome.HIT;
    }

    private Outcome missing(int source) {
        if (wrongShape[source]) {
            return Outcome.BAD_JSON;
        }
        if (sources[source].use() == Mapping.Use.TIME) {
            return Outcome.BAD_TIME;
        }
        return sources[source].required() ? Outcome.MISSING_FIELD : Outcome.HIT;
    }

    private boolean targetHasQuery(LogLine out) {
        for (int i = out.start(Field.TARGET); i < out.end(Field.TARGET); i++) {
            if (decoded[i] == '?') {
                return true;
            }
        }
        return false;
    }

    private Outcome put(Mapping.Source source, int from, int to, LogLine out) {
        switch (source.use()) {
            case REQUEST -> RequestLine.split(out, decoded, from, to);
            case URL -> out.set(Field.TARGET, from, to);
            case TEXT -> {
                Field field = source.field();
                if (field != null) {
                    out.set(field, from, to);
                }
            }
            case CLIENT -> {
                return peers.client(out, decoded, from, to) ? Outcome.HIT : Outcome.BAD_CLIENT;
            }
            case HOST -> PeerFields.host(out, decoded, from, to);
            case COOKIE, ISSUED_COOKIE ->
                out.addCookie(source.cookie(), from, to, source.use() == Mapping.Use.ISSUED_COOKIE);
            case TIME -> {
                long millis = time.millis(decoded, from, to);
                out.epochMillis(millis);
                return millis == MappedTime.INVALID ? Outcome.BAD_TIME : Outcome.HIT;
            }
            case STATUS -> {
                boolean none = to - from == 1 && decoded[from] == '0'; // the client went before an answer began
                long status = to - from == 3 ? DecimalNumber.whole(decoded, from, to) : DecimalNumber.MALFORMED;
                out.status(none ? (int) LogLine.UNKNOWN : (int) status);
                return none || status >= 100 ? Outcome.HIT : Outcome.BAD_STATUS;
            }
            case BYTES -> {
                long bytes = DecimalNumber.whole(decoded, from, to);
                out.responseBytes(bytes);
                return bytes == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
            }
            case DURATION -> {
                // Protobuf's JSON writes a duration as text with its unit: "0.123s".
                boolean suffixed = durationUnit == TimeUnit.SECONDS && decoded[to - 1] == 's';
                long micros = ScientificNumber.micros(decoded, from, suffixed ? to - 1 : to, durationUnit);
                out.durationMicros(micros);
                return micros == DecimalNumber.MALFORMED ? Outcome.BAD_NUMBER : Outcome.HIT;
            }
        }
        return Outcome.HIT;
    }
}
