package dev.footfall.privacy;

import com.google.crypto.tink.Aead;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says that a rotation is under way, and lets whoever has one of the two master keys use the other: each is kept encrypted
 * under the other, or by its URI when a service holds it. It goes with the end of the rotation.
 *
 * @param started when the rotation began
 */
record RotationMarker(Instant started, Side before, Side after) {
    /** The file, in the directory of the keys. */
    static final String FILE_NAME = "master.rotation";

    private static final byte[] SEALED = "footfall rotation".getBytes(StandardCharsets.US_ASCII);

    /**
     * One of the two keys.
     *
     * @param origin where it comes from, for messages
     * @param ours whether the program keeps it, in the directory of the keys
     * @param check what {@link MasterLock} tells it by, base64
     * @param uri its URI; empty when it is text
     * @param sealed its text under the other key, base64; empty when it has a URI
     */
    record Side(String origin, boolean ours, String check, String uri, String sealed) {
        /** A key as the marker keeps it. */
        static Side of(MasterKey key, boolean ours, Aead other) throws GeneralSecurityException {
            String check = base64(key.orCreate().encrypt(MasterLock.TEXT, MasterLock.TEXT));
            return key instanceof KmsMasterKey kms
                    ? new Side(key.origin(), ours, check, kms.uri(), "")
                    : new Side(
                            key.origin(),
                            ours,
                            check,
                            "",
                            base64(other.encrypt(text(key).getBytes(StandardCharsets.US_ASCII), SEALED)));
        }

        private boolean opensWith(Aead aead) {
            return MasterLock.opens(Base64.getDecoder().decode(check), aead);
        }

        /** The key, for who has the other one. */
        MasterKey open(Aead other) {
            if (!uri.isEmpty()) {
                return new KmsMasterKey(uri);
            }
            try {
                byte[] text = other.decrypt(Base64.getDecoder().decode(sealed), SEALED);
                return new TextMasterKey(new String(text, StandardCharsets.US_ASCII), origin);
            } catch (GeneralSecurityException damaged) {
                throw new KeyException(
                        "master key: " + FILE_NAME + " is damaged; restore it from a backup of the keys", damaged);
            }
        }
    }

    private static String text(MasterKey key) {
        if (key instanceof TextMasterKey text) {
            return text.base64().strip();
        }
        return ((FileMasterKey) key).text().orElse("").strip();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Both keys, the one of the two that is to be used from now on first; empty when neither is opened by {@code one}. */
    Optional<List<Aead>> open(Aead one) {
        if (after.opensWith(one)) {
            return Optional.of(List.of(one, before.open(one).orCreate()));
        }
        return before.opensWith(one) ? Optional.of(List.of(after.open(one).orCreate(), one)) : Optional.empty();
    }

    /** Whether a key is the one that is to be used from now on. */
    boolean leadsTo(Aead one) {
        return after.opensWith(one);
    }

    /** Whether a key is the one that was used before. */
    boolean leadsFrom(Aead one) {
        return before.opensWith(one);
    }

    /** The rotation under way in a directory of keys. */
    static Optional<RotationMarker> read(Path keys) {
        Path file = keys.resolve(FILE_NAME);
        Map<String, String> values = new HashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                int end = line.indexOf(' ');
                values.put(line.substring(0, end), line.substring(end + 1));
            }
            return Optional.of(new RotationMarker(
                    Instant.parse(values.getOrDefault("started", "")), side(values, "before"), side(values, "after")));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new KeyException(
                    "master key: cannot read " + file + " (" + Reason.of(e) + "); check that this user owns it", e);
        } catch (DateTimeException | IndexOutOfBoundsException damaged) {
            throw new KeyException(
                    "master key: " + file + " is damaged; restore it from a backup of the keys", damaged);
        }
    }

    private static Side side(Map<String, String> values, String which) {
        return new Side(
                value(values, which, "origin"),
                value(values, which, "ours").equals("true"),
                value(values, which, "check"),
                value(values, which, "uri"),
                value(values, which, "sealed"));
    }

    private static String value(Map<String, String> values, String which, String name) {
        String value = values.get(which + "_" + name);
        if (value == null) {
            throw new IndexOutOfBoundsException(which + "_" + name);
        }
        return value;
    }

    /** Begins the rotation: from here on both keys are accepted. */
    void write(Path keys) throws IOException {
        List<String> lines = new ArrayList<>(List.of("started " + started));
        lines.addAll(lines("before", before));
        lines.addAll(lines("after", after));
        OwnerOnlyFiles.createNew(
                keys.resolve(FILE_NAME), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> lines(String which, Side side) {
        return List.of(
                which + "_origin " + side.origin,
                which + "_ours " + side.ours,
                which + "_check " + side.check,
                which + "_uri " + side.uri,
                which + "_sealed " + side.sealed);
    }

    /** Ends the rotation. */
    static void remove(Path keys) throws IOException {
        Files.deleteIfExists(keys.resolve(FILE_NAME));
        OwnerOnlyFiles.sync(keys);
    }
}
