package dev.footfall.privacy;

import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which keys were made, and which destroyed: a small file for each, {@code <vault>/<kind>/<epoch>.made} and
 * {@code .destroyed}, with the instant in it. It holds no key. It lies beside the directory of the keys, not in it, so
 * that a key whose file was lost is not taken for one that was never made, and a backup of the keys brings none back to
 * life that was destroyed since. What it does not know, of warehouses of older programs, it takes from the keys' files.
 */
final class KeyRegistry {
    private static final String MADE = ".made";
    private static final String DESTROYED = ".destroyed";
    private static final String ROTATED = "rotated-";
    private static final String TOLD = "told";
    /** {@code <vault>/<kind>/<file>} below the directory. */
    static final int DEPTH = 3;

    private record KeyId(TokenKind kind, Epoch epoch) {}

    /** A change of a key or, without one, of all. */
    private record Event(String name, Instant at, Optional<KeyId> key) {
        String line() {
            return name
                    + key.map(id -> " " + Tokenizer.domain(id.kind, id.epoch)).orElse(" " + at);
        }
    }

    private final Path keys;
    private final Path directory;

    /** The registry of a directory of keys; neither need exist. */
    KeyRegistry(Path keys) {
        this.keys = keys;
        directory = keys.resolveSibling(keys.getFileName() + "-made");
    }

    Path directory() {
        return directory;
    }

    /** The file of a key. */
    Path keyset(TokenKind kind, Epoch epoch) {
        return file(keys, kind, epoch, KeyStore.KEYSET);
    }

    private static Path file(Path base, TokenKind kind, Epoch epoch, String suffix) {
        return base.resolve(kind.vault().label()).resolve(kind.label()).resolve(epoch.label() + suffix);
    }

    boolean isMade(TokenKind kind, Epoch epoch) {
        return Files.exists(file(directory, kind, epoch, MADE));
    }

    /** When a key was made, as far as the registry knows. */
    Optional<Instant> made(TokenKind kind, Epoch epoch) {
        return instant(file(directory, kind, epoch, MADE));
    }

    /** Notes that a key was made, unless that is noted; durable when it returns. */
    void noteMade(TokenKind kind, Epoch epoch, Instant at) throws IOException {
        note(file(directory, kind, epoch, MADE), at);
    }

    boolean isDestroyed(TokenKind kind, Epoch epoch) {
        return Files.exists(file(keys, kind, epoch, DESTROYED))
                || Files.exists(file(directory, kind, epoch, DESTROYED));
    }

    /** Notes that a key was destroyed, here and among the keys; durable when it returns. */
    void noteDestroyed(TokenKind kind, Epoch epoch, Instant at) throws IOException {
        note(file(directory, kind, epoch, DESTROYED), at);
        note(file(keys, kind, epoch, DESTROYED), at);
    }

    /** Notes that the keys were encrypted anew, under the master key from {@code origin}, in a rotation begun then. */
    void noteRotated(Instant at, String origin) throws IOException {
        OwnerOnlyFiles.createNew(
                directory.resolve(ROTATED + at.toString().replace(":", "")),
                (at + "\n" + origin + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Where the master key of the last rotation comes from, in a clause for messages; empty when there was none. */
    String lastRotation() {
        return rotations().stream()
                .max(Comparator.comparing(Path::getFileName))
                .map(file -> {
                    try {
                        List<String> lines = Files.readAllLines(file);
                        return "they were rotated on " + lines.get(0).substring(0, 10) + " to the one from "
                                + lines.get(1);
                    } catch (IOException | IndexOutOfBoundsException unreadable) {
                        return "";
                    }
                })
                .orElse("");
    }

    private static void note(Path file, Instant at) throws IOException {
        if (!Files.exists(file)) {
            OwnerOnlyFiles.createNew(
                    file, (at.truncatedTo(ChronoUnit.SECONDS) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Whether a key is known that was made and not destroyed. */
    boolean knowsLivingKeys() {
        return entries(directory, MADE).keySet().stream().anyMatch(id -> !isDestroyed(id.kind, id.epoch));
    }

    /** Every key, in the order of vaults, kinds and epochs. Files that are no keys are left out. */
    List<KeyInfo> keys() {
        Map<KeyId, Path> made = entries(directory, MADE);
        Map<KeyId, Path> keysets = entries(keys, KeyStore.KEYSET);
        Map<KeyId, Path> destroyed = entries(directory, DESTROYED);
        entries(keys, DESTROYED).forEach(destroyed::putIfAbsent);
        Set<KeyId> all = new LinkedHashSet<>(made.keySet());
        all.addAll(keysets.keySet());
        all.addAll(destroyed.keySet());
        return all.stream()
                .map(id -> describe(id, made, keysets, destroyed))
                .sorted(Comparator.comparing(KeyInfo::kind)
                        .thenComparing(info -> info.epoch().first()))
                .toList();
    }

    private static KeyInfo describe(
            KeyId id, Map<KeyId, Path> made, Map<KeyId, Path> keysets, Map<KeyId, Path> destroyed) {
        Optional<Path> keyset = Optional.ofNullable(keysets.get(id));
        Optional<Path> end = Optional.ofNullable(destroyed.get(id));
        KeyInfo.State state;
        if (end.isPresent()) {
            state = keyset.isPresent() ? KeyInfo.State.REMAINS : KeyInfo.State.DESTROYED;
        } else {
            state = keyset.isPresent() ? KeyInfo.State.LIVING : KeyInfo.State.LOST;
        }
        Optional<Instant> created = Optional.ofNullable(made.get(id))
                .flatMap(KeyRegistry::instant)
                .or(() -> keyset.flatMap(KeyRegistry::instant));
        return new KeyInfo(id.kind, id.epoch, state, created, end.flatMap(KeyRegistry::instant));
    }

    /** The files of keys below a directory that end in {@code suffix}. */
    private static Map<KeyId, Path> entries(Path base, String suffix) {
        Map<KeyId, Path> entries = new HashMap<>();
        if (!Files.isDirectory(base)) {
            return entries;
        }
        try {
            OwnerOnlyFiles.below(base, DEPTH).stream()
                    .filter(file -> file.toString().endsWith(suffix))
                    .forEach(file -> id(base.relativize(file), suffix).ifPresent(id -> entries.put(id, file)));
        } catch (IOException e) {
            throw new KeyException("keys: cannot list " + base + "; check that this user owns it", e);
        }
        return entries;
    }

    private static Optional<KeyId> id(Path relative, String suffix) {
        if (relative.getNameCount() != DEPTH) {
            return Optional.empty();
        }
        String name = relative.getFileName().toString();
        Optional<TokenKind> kind =
                TokenKind.of(relative.getName(0).toString(), relative.getName(1).toString());
        Optional<Epoch> epoch = Epoch.parse(name.substring(0, name.length() - suffix.length()));
        return kind.flatMap(k -> epoch.map(e -> new KeyId(k, e)));
    }

    /** The instant in a file; where it holds none, as markers of older programs and keysets do, that of its last change. */
    private static Optional<Instant> instant(Path file) {
        try {
            String text = file.toString().endsWith(KeyStore.KEYSET)
                    ? ""
                    : Files.readString(file).strip();
            return Optional.of(text.isEmpty() ? changed(file) : Instant.parse(text));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | DateTimeException damaged) {
            try {
                return Optional.of(changed(file));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }

    private static Instant changed(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().truncatedTo(ChronoUnit.SECONDS);
    }

    private List<Path> rotations() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(ROTATED))
                    .toList();
        } catch (IOException e) {
            throw new KeyException("keys: cannot list " + directory + "; check that this user owns it", e);
        }
    }

    /** Tells what was not told yet, oldest first; see {@link KeyStore#tell}. */
    void tell(Consumer<Map<String, Instant>> hear) {
        List<Event> untold = new ArrayList<>();
        for (KeyInfo key : keys()) {
            Optional<KeyId> id = Optional.of(new KeyId(key.kind(), key.epoch()));
            key.created().ifPresent(at -> untold.add(new Event("created", at, id)));
            key.destroyed().ifPresent(at -> untold.add(new Event("destroyed", at, id)));
        }
        for (Path rotation : rotations()) {
            firstInstant(rotation).ifPresent(at -> untold.add(new Event("rotated", at, Optional.empty())));
        }
        Set<String> told = told();
        untold.removeIf(event -> told.contains(event.line()));
        if (untold.isEmpty()) {
            return;
        }
        untold.sort(Comparator.comparing(Event::at));
        Map<String, Instant> events = new LinkedHashMap<>();
        untold.forEach(event -> events.put(event.line(), event.at));
        hear.accept(events);
        told.addAll(events.keySet());
        rememberTold(told);
    }

    private static Optional<Instant> firstInstant(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.findFirst().map(Instant::parse);
        } catch (IOException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private Set<String> told() {
        try {
            return new LinkedHashSet<>(Files.readAllLines(directory.resolve(TOLD)));
        } catch (NoSuchFileException none) {
            return new LinkedHashSet<>();
        } catch (IOException e) {
            throw new KeyException("keys: cannot read " + directory.resolve(TOLD) + " (" + Reason.of(e) + ")", e);
        }
    }

    private void rememberTold(Set<String> told) {
        try {
            OwnerOnlyFiles.replace(
                    directory.resolve(TOLD),
                    told.stream().collect(Collectors.joining("\n", "", "\n")).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new KeyException("keys: cannot write " + directory.resolve(TOLD) + " (" + Reason.of(e) + ")", e);
        }
    }

    /** The keys that are there, as {@link #keys} orders them. */
    List<KeyInfo> living() {
        return keys().stream()
                .filter(key -> key.state() == KeyInfo.State.LIVING)
                .toList();
    }
}
