package dev.footfall.privacy;

import dev.footfall.privacy.GivenIdentifier.Kind;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who opted out other than by the browser's own signals (a cookie, an account, or an address with all who share it), and
 * who unsubscribed from optional mail: identifiers as HMACs under {@link TokenKind#SUPPRESSION}, which
 * has no epoch and is used for nothing that is stored with hits, so that the list links no rows. One file an import,
 * {@code optouts/000001.list}, made whole or not at all. Immutable but for {@link #add}; not thread-safe.
 */
public final class OptOutList {
    /** How many identifiers of a kind an import brought that were not there before. */
    public record Import(int number, Kind kind, long identifiers) {}

    private static final String SUFFIX = ".list";
    private static final Pattern NAME = Pattern.compile("\\d{6}\\" + SUFFIX);

    private final Path directory;
    private final KeyStore keys;
    private final Set<String> digests = new HashSet<>();
    private final List<Import> imports = new ArrayList<>();
    private @Nullable Tokenizer made;

    private OptOutList(Path directory, KeyStore keys) {
        this.directory = directory;
        this.keys = keys;
    }

    /**
     * Reads the list of a warehouse, which need not exist.
     *
     * @throws KeyException when it cannot be read
     */
    public static OptOutList read(Path warehouse, KeyStore keys) {
        OptOutList list = new OptOutList(warehouse.resolve("optouts"), keys);
        for (String name : list.names()) {
            list.read(name);
        }
        return list;
    }

    private List<String> names() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private void read(String name) {
        Path file = directory.resolve(name);
        long[] counts = new long[Kind.values().length];
        try (Stream<String> lines = Files.lines(file)) {
            lines.forEach(line -> {
                String[] parts = line.split(" ", -1);
                Kind kind = Kind.of(parts[0])
                        .orElseThrow(
                                () -> new KeyException("opt-outs " + file + ": damaged; restore it from a backup"));
                for (int i = 1; i < parts.length; i++) {
                    digests.add(parts[i]);
                }
                counts[kind.ordinal()]++;
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            throw unreadable(file, e);
        }
        for (Kind kind : Kind.values()) {
            if (counts[kind.ordinal()] > 0) {
                imports.add(new Import(number(name), kind, counts[kind.ordinal()]));
            }
        }
    }

    private static int number(String name) {
        return Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
    }

    private static KeyException unreadable(Path path, Exception e) {
        String why = e instanceof IOException io ? " (" + Reason.of(io) + ")" : "";
        return new KeyException("opt-outs " + path + ": cannot be read" + why + "; check that this user owns it", e);
    }

    /** Whether nobody is on it. */
    public boolean isEmpty() {
        return digests.isEmpty();
    }

    /** What each import brought, oldest first. */
    public List<Import> imports() {
        return Collections.unmodifiableList(imports);
    }

    /** Whether an identifier is on it, in one of its canonical forms. */
    public boolean contains(Kind kind, byte[] canonical) {
        return !digests.isEmpty() && digests.contains(digest(kind, canonical));
    }

    /** Whether an identifier is on it. */
    public boolean contains(GivenIdentifier entry) {
        return entry.forms().stream().anyMatch(form -> contains(entry.kind(), form));
    }

    /**
     * Puts identifiers on it; durable when it returns. Those that are on it already are passed over.
     *
     * @return how many were new
     */
    public long add(Collection<GivenIdentifier> entries) {
        List<String> lines = new ArrayList<>();
        for (GivenIdentifier entry : entries) {
            StringBuilder line = new StringBuilder(entry.kind().label());
            boolean known = true;
            for (byte[] form : entry.forms()) {
                String digest = digest(entry.kind(), form);
                known &= !digests.add(digest);
                line.append(' ').append(digest);
            }
            if (!known) {
                lines.add(line.toString());
            }
        }
        if (lines.isEmpty()) {
            return 0;
        }
        List<String> names = names();
        int next = names.isEmpty() ? 1 : number(names.get(names.size() - 1)) + 1;
        Path file = directory.resolve("%06d".formatted(next) + SUFFIX);
        try {
            OwnerOnlyFiles.createNew(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new KeyException(
                    "opt-outs " + file + ": cannot be written (" + Reason.of(e)
                            + "); check that this user owns the directory and that the disk has room",
                    e);
        }
        return lines.size();
    }

    private String digest(Kind kind, byte[] canonical) {
        byte[] digest = tokenizer().token(kind.label().getBytes(StandardCharsets.US_ASCII), canonical);
        return HexFormat.of().formatHex(digest);
    }

    private Tokenizer tokenizer() {
        if (made == null) {
            made = keys.tokenizer(TokenKind.SUPPRESSION, Epoch.ALWAYS);
        }
        return made;
    }
}
