package dev.footfall.jobs.ledger;

import dev.footfall.jobs.UserException;
import dev.footfall.ledger.Act;
import dev.footfall.ledger.LedgerEntry;
import dev.footfall.ledger.LedgerHead;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.privacy.OwnerOnlyFiles;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of a warehouse: one file an entry, {@code ledger/000000001.entry} and so on. A file is made whole or not at
 * all and never over another one, so writers need no lock, and a killed one leaves nothing half.
 *
 * <p>What hands out personal data notes it first: no entry, no answer. Those who share a warehouse share its group; they
 * may add entries, and the sticky bit keeps them from taking others' away.
 */
public final class Ledger {
    private static final String SUFFIX = ".entry";
    private static final Pattern NAME = Pattern.compile("(\\d{9,18})\\" + SUFFIX);
    private static final String FILE_MODE = "rw-r-----";
    /** rwxrwx---, the sticky bit, and entries of the directory's group whoever writes them. */
    private static final int DIRECTORY_MODE = 03770;

    private final Path directory;
    private final Path keys;
    private final Clock clock;
    private @Nullable Tokenizer tokenizer;
    private boolean keyless;

    private Ledger(Path directory, Path keys, Clock clock) {
        this.directory = directory;
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The ledger of a warehouse.
     *
     * @param warehouse its directory
     */
    public static Ledger of(Path warehouse) {
        return new Ledger(warehouse.resolve("ledger"), warehouse.resolve("keys"), Clock.systemUTC());
    }

    /**
     * Adds an entry; when this returns it is durable.
     *
     * @return the head from now on
     * @throws UserException when the ledger cannot be written: then what should be noted must not be done
     */
    public LedgerHead append(Act act) {
        try {
            makeDirectory();
            while (true) {
                long last = last();
                String previous = last == 0 ? LedgerEntry.NOTHING : LedgerEntry.hash(Files.readAllBytes(file(last)));
                byte[] stored = LedgerEntry.encode(last + 1, clock.instant(), who(), act, previous, this::seal);
                if (OwnerOnlyFiles.createNew(file(last + 1), stored, FILE_MODE)) {
                    return new LedgerHead(last + 1, LedgerEntry.hash(stored));
                }
            }
        } catch (IOException e) {
            throw UserException.failed(
                    "the ledger " + directory + " cannot be written (" + Reason.of(e)
                            + "), and what is not noted is not done",
                    "let the warehouse's owner put you into its group, or see to room on the disk");
        }
    }

    /** Bytes of the entries by number. */
    public SortedMap<Long, byte[]> stored() {
        SortedMap<Long, byte[]> stored = new TreeMap<>();
        if (!Files.isDirectory(directory)) {
            return stored;
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Optional<Long> number = number(file);
                if (number.isPresent()) {
                    stored.put(number.get(), Files.readAllBytes(file));
                }
            }
        } catch (IOException e) {
            throw UserException.failed(
                    "the ledger " + directory + " cannot be read (" + Reason.of(e) + ")",
                    "let the warehouse's owner put you into its group");
        }
        return stored;
    }

    /** The newest entry; empty when there is none. */
    public static Optional<LedgerHead> head(SortedMap<Long, byte[]> stored) {
        return stored.isEmpty()
                ? Optional.empty()
                : Optional.of(new LedgerHead(stored.lastKey(), LedgerEntry.hash(stored.get(stored.lastKey()))));
    }

    /** The keyed digest of something, in hexadecimal; empty when this user may not read the keys. */
    public Optional<String> digest(byte[]... parts) {
        Tokenizer key = key();
        return key == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(key.token(parts)));
    }

    /** What seals entries, for judging them; {@code null} when this user may not read the keys. */
    public @Nullable UnaryOperator<byte[]> sealing() {
        return key() == null ? null : this::seal;
    }

    private byte[] seal(byte[] line) {
        Tokenizer key = key();
        return key == null ? new byte[0] : key.token("seal".getBytes(StandardCharsets.US_ASCII), line);
    }

    private @Nullable Tokenizer key() {
        if (tokenizer == null && !keyless) {
            if (Files.isDirectory(keys) && !Files.isReadable(keys)) {
                keyless = true;
            } else {
                tokenizer = KeyStore.open(keys, MasterKey.of(System.getenv(), keys))
                        .tokenizer(TokenKind.LEDGER, Epoch.ALWAYS);
            }
        }
        return tokenizer;
    }

    private void makeDirectory() throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        try {
            Files.createDirectory(directory);
            if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
                Files.setAttribute(directory, "unix:mode", DIRECTORY_MODE);
            }
        } catch (FileAlreadyExistsException anotherWasFaster) {
            return;
        }
    }

    private long last() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(file -> number(file).stream())
                    .mapToLong(Long::longValue)
                    .max()
                    .orElse(0);
        }
    }

    private Path file(long number) {
        return directory.resolve(String.format("%09d%s", number, SUFFIX));
    }

    private static Optional<Long> number(Path file) {
        Matcher m = NAME.matcher(file.getFileName().toString());
        return m.matches() ? Optional.of(Long.parseLong(m.group(1))) : Optional.empty();
    }

    /** The user whom the system knows this process by; Java's property could be set on the command line. */
    private static String who() {
        try {
            return Files.getOwner(Path.of("/proc/self")).getName();
        } catch (IOException | UnsupportedOperationException noProc) {
            return System.getProperty("user.name", "unknown");
        }
    }
}
