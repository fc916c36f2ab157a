package dev.footfall.ledger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One entry: an act, when and by whom, and the hash of the entry before.
 *
 * <p>Stored as one line of JSON and one line with its seal, a keyed digest of the first line. What is hashed is the
 * stored bytes themselves, so no form of the JSON needs to be canonical.
 *
 * @param number 1 for the first one, without gaps
 * @param time when it was written, UTC
 * @param who the system user
 * @param act what was done
 * @param previous {@link #hash} of the entry before; {@link #NOTHING} for the first one
 * @param seal keyed digest of the entry; empty when its writer could not read the key
 */
public record LedgerEntry(long number, Instant time, String who, Act act, String previous, String seal) {
    /** What the first entry has in the place of a hash. */
    public static final String NOTHING = "0".repeat(64);

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * The stored form of a new entry.
     *
     * @param sealing gives the keyed digest of the bytes; empty when there is no key
     */
    public static byte[] encode(
            long number, Instant time, String who, Act act, String previous, UnaryOperator<byte[]> sealing) {
        ObjectNode root = JSON.createObjectNode()
                .put("number", number)
                .put("time", time.toString())
                .put("who", who)
                .put("command", act.command());
        put(root, "arguments", act.arguments());
        put(root, "purposes", act.purposes());
        put(root, "clauses", act.clauses());
        put(root, "case", act.caseId());
        put(root, "basis", act.basis());
        put(root, "recipient", act.recipient());
        put(root, "tables", act.tables());
        root.put("rows", act.rows());
        put(root, "result", act.result());
        ObjectNode facts = root.putObject("facts");
        act.facts().forEach(facts::put);
        root.put("previous", previous);
        byte[] line = (root + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] sealLine = (HexFormat.of().formatHex(sealing.apply(line)) + "\n").getBytes(StandardCharsets.US_ASCII);
        byte[] stored = Arrays.copyOf(line, line.length + sealLine.length);
        System.arraycopy(sealLine, 0, stored, line.length, sealLine.length);
        return stored;
    }

    private static void put(ObjectNode root, String name, List<String> values) {
        ArrayNode array = root.putArray(name);
        values.forEach(array::add);
    }

    private static void put(ObjectNode root, String name, @Nullable String value) {
        if (value != null) {
            root.put(name, value);
        }
    }

    /** The entry that was stored as these bytes; empty when they are none. */
    public static Optional<LedgerEntry> decode(byte[] stored) {
        int end = endOfLine(stored);
        if (end < 0) {
            return Optional.empty();
        }
        try {
            JsonNode root = JSON.readTree(Arrays.copyOf(stored, end));
            if (root == null || !root.isObject()) {
                return Optional.empty();
            }
            SortedMap<String, String> facts = new TreeMap<>();
            root.path("facts")
                    .properties()
                    .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
            Act act = new Act(
                    root.path("command").asText(),
                    texts(root.path("arguments")),
                    texts(root.path("purposes")),
                    texts(root.path("clauses")),
                    text(root, "case"),
                    text(root, "basis"),
                    text(root, "recipient"),
                    texts(root.path("tables")),
                    root.path("rows").asLong(),
                    text(root, "result"),
                    facts);
            return Optional.of(new LedgerEntry(
                    root.path("number").asLong(),
                    Instant.parse(root.path("time").asText()),
                    root.path("who").asText(),
                    act,
                    root.path("previous").asText(),
                    new String(stored, end, stored.length - end, StandardCharsets.UTF_8).strip()));
        } catch (java.io.IOException | DateTimeException noEntry) {
            return Optional.empty();
        }
    }

    /** Whether the seal is the one that the key gives; true when there is none. */
    static boolean sealHolds(byte[] stored, UnaryOperator<byte[]> sealing) {
        int end = endOfLine(stored);
        if (end < 0) {
            return false;
        }
        String seal = new String(stored, end, stored.length - end, StandardCharsets.UTF_8).strip();
        return seal.isEmpty() || seal.equals(HexFormat.of().formatHex(sealing.apply(Arrays.copyOf(stored, end))));
    }

    /** Hash of an entry as it is stored: SHA-256 (FIPS 180-4), in hexadecimal. */
    public static String hash(byte[] stored) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /** Position after the first line's end; -1 when there is none. */
    private static int endOfLine(byte[] stored) {
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static @Nullable String text(JsonNode root, String name) {
        return root.hasNonNull(name) ? root.get(name).asText() : null;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
