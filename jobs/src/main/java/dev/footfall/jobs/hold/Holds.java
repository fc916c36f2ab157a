package dev.footfall.jobs.hold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.crypto.tink.StreamingAead;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.privacy.CaseKeys;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.OwnerOnlyFiles;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.text.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * The open cases of a warehouse: {@code holds/<case>/<part>/}, where a case's directory is named by a keyed digest of its
 * id. Whoever adds or releases holds the warehouse's lock as a writer, whoever reads as a reader.
 *
 * <p>Erasure and retention go on in the tables and leave these copies alone; they ask {@link #openCases(Warehouse)},
 * {@link #covering} and {@link #matching} what stays, and say so.
 */
public final class Holds {
    private static final String DIRECTORY = "holds";
    /** Column of a copy that no table has: the address behind a token. */
    public static final String ADDRESS = "address";

    private static final String OPT_OUT = "opt_out";
    private static final String MAKING = ".making";
    private static final Pattern CASE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern PART = Pattern.compile("\\d{4}");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final KeyStore keys;
    private final CaseKeys caseKeys;

    private Holds(Path directory, KeyStore keys, CaseKeys caseKeys) {
        this.directory = directory;
        this.keys = keys;
        this.caseKeys = caseKeys;
    }

    /** The holds of a warehouse, read and written by these keys. */
    public static Holds of(Warehouse warehouse, KeyStore keys) {
        return new Holds(warehouse.directory().resolve(DIRECTORY), keys, new CaseKeys(warehouse.keys(), keys));
    }

    /** The open cases of a warehouse, oldest first; asks for no key where there was never one. */
    public static List<HeldCase> openCases(Warehouse warehouse) {
        return Files.isDirectory(warehouse.directory().resolve(DIRECTORY))
                ? of(warehouse, warehouse.openKeys()).openCases()
                : List.of();
    }

    /**
     * The open cases, oldest first.
     *
     * @throws UserException when one cannot be read
     */
    public List<HeldCase> openCases() {
        List<HeldCase> cases = new ArrayList<>();
        for (String name : entries(directory, CASE)) {
            read(name).ifPresent(cases::add);
        }
        cases.sort(Comparator.comparing(HeldCase::opened));
        return cases;
    }

    /** The case with that id, if it is open. */
    public Optional<HeldCase> find(String id) {
        return read(name(id));
    }

    /** Open cases that hold rows of a table on one of the days from {@code from} until before {@code to}, with how many. */
    public SortedMap<String, Long> covering(String table, LocalDate from, LocalDate to) {
        SortedMap<String, Long> covering = new TreeMap<>();
        for (HeldCase open : openCases()) {
            for (HeldPart part : open.parts()) {
                long rows = part.rows().getOrDefault(table, new TreeMap<>()).subMap(from, to).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();
                if (rows > 0) {
                    covering.merge(open.id(), rows, Long::sum);
                }
            }
        }
        return covering;
    }

    /**
     * Open cases that hold rows of a kind, with how many.
     *
     * @param chosen gets the table's full name and the row as {@link RowJson} writes it
     */
    public SortedMap<String, Long> matching(BiPredicate<String, JsonNode> chosen) {
        SortedMap<String, Long> matching = new TreeMap<>();
        for (HeldCase open : openCases()) {
            forEach(open, (table, row) -> {
                if (chosen.test(table, row)) {
                    matching.merge(open.id(), 1L, Long::sum);
                }
            });
        }
        return matching;
    }

    /** Hands over each row of a case with its table's full name, part by part. A row that was taken twice comes twice. */
    public void forEach(HeldCase open, BiConsumer<String, JsonNode> action) {
        for (String part : entries(directory.resolve(open.name()), PART)) {
            forEach(open, part, action);
        }
    }

    /**
     * As {@link #forEach(HeldCase, BiConsumer)}, but a row that several parts took comes once, from the newest of them.
     * Equal rows within one part are several hits, and stay so. A row that the tables changed between two parts comes
     * twice, but for whether its browser opted out. Where there are several parts, it remembers a digest a row.
     */
    public void forEachOnce(HeldCase open, BiConsumer<String, JsonNode> action) {
        List<String> parts = new ArrayList<>(entries(directory.resolve(open.name()), PART));
        Collections.reverse(parts);
        if (parts.size() == 1) {
            forEach(open, parts.get(0), action);
            return;
        }
        Tokenizer digests = keys.tokenizer(TokenKind.LEDGER, Epoch.ALWAYS);
        Map<ByteBuffer, Integer> seen = new HashMap<>();
        for (String part : parts) {
            Map<ByteBuffer, Integer> here = new HashMap<>();
            forEach(open, part, (table, row) -> {
                ByteBuffer digest = digest(digests, table, row);
                int times = here.merge(digest, 1, Integer::sum);
                if (times > seen.getOrDefault(digest, 0)) {
                    action.accept(table, row);
                }
            });
            here.forEach((digest, times) -> seen.merge(digest, times, Math::max));
        }
    }

    /** Of what stays the same: a part may keep addresses and another one not, and somebody may opt out in between. */
    private static ByteBuffer digest(Tokenizer digests, String table, JsonNode row) {
        ObjectNode stored = row.deepCopy();
        stored.remove(List.of(ADDRESS, OPT_OUT));
        return ByteBuffer.wrap(digests.token(
                table.getBytes(StandardCharsets.UTF_8), stored.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void forEach(HeldCase open, String part, BiConsumer<String, JsonNode> action) {
        Path ofCase = directory.resolve(open.name());
        CaseFiles files = files(open.name(), part);
        try (Stream<Path> stored = Files.list(ofCase.resolve(part))) {
            for (Path file : (Iterable<Path>) stored.sorted()::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(HoldWriter.ROWS)) {
                    String table = name.substring(0, name.length() - HoldWriter.ROWS.length());
                    forEachLine(files.open(ofCase.resolve(part), name), row -> action.accept(table, row));
                }
            }
        } catch (IOException e) {
            throw unreadable(ofCase.resolve(part), e);
        }
    }

    private static void forEachLine(InputStream encrypted, java.util.function.Consumer<JsonNode> action)
            throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(new GZIPInputStream(encrypted), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                action.accept(JSON.readTree(line));
            }
        }
    }

    /**
     * Begins a new part of a case, which is opened if it is not.
     *
     * @throws UserException when the case's key is gone, as after a release that was interrupted
     */
    public HoldWriter add(String caseId) {
        String name = name(caseId);
        Path ofCase = directory.resolve(name);
        List<String> parts = entries(ofCase, PART);
        if (!parts.isEmpty() && caseKeys.existing(name).isEmpty()) {
            throw new UserException(
                    "the key of case " + caseId + " is gone, and with it what was held",
                    "restore it from a backup of keys/holds, or finish with 'footfall hold release --case'");
        }
        String part = "%04d".formatted(parts.isEmpty() ? 1 : Integer.parseInt(parts.get(parts.size() - 1)) + 1);
        try {
            Path making = directory.resolve(MAKING);
            CaseFiles.delete(making); // of a run that was killed; this one has the lock
            OwnerOnlyFiles.createDirectories(making);
            caseKeys.orCreate(name);
            return new HoldWriter(files(name, part), making, ofCase.resolve(part));
        } catch (IOException e) {
            throw UserException.failed(
                    "cannot write to " + directory + " (" + Reason.of(e) + ")",
                    "run as the warehouse's owner, and see to room on the disk");
        }
    }

    /**
     * Ends a case: its key goes first, then its copies. Interrupted, it can be run again.
     *
     * @return whether there was anything of it
     */
    public boolean release(String caseId) {
        String name = name(caseId);
        Path ofCase = directory.resolve(name);
        boolean keyed = caseKeys.destroy(name);
        boolean existed = keyed || Files.isDirectory(ofCase);
        try {
            CaseFiles.delete(directory.resolve(MAKING));
            CaseFiles.delete(ofCase);
        } catch (IOException e) {
            throw UserException.failed(
                    "the key of case " + caseId + " is destroyed, but " + ofCase + " cannot be deleted (" + Reason.of(e)
                            + ")",
                    "run the command again as the warehouse's owner");
        }
        return existed;
    }

    /** Whether anything is left of a case, even if its key is gone. */
    public boolean exists(String caseId) {
        return Files.isDirectory(directory.resolve(name(caseId)))
                || caseKeys.existing(name(caseId)).isPresent();
    }

    /** Bytes on disk of a case. */
    public long bytes(HeldCase open) {
        try (Stream<Path> files = Files.walk(directory.resolve(open.name()))) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable(directory.resolve(open.name()), e);
        }
    }

    private Optional<HeldCase> read(String name) {
        Path ofCase = directory.resolve(name);
        List<String> parts = entries(ofCase, PART);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        List<HeldPart> held = new ArrayList<>();
        for (String part : parts) {
            try (InputStream manifest = files(name, part).open(ofCase.resolve(part), HoldWriter.MANIFEST)) {
                held.add(HeldPart.decoded(manifest.readAllBytes()));
            } catch (IOException e) {
                throw unreadable(ofCase.resolve(part), e);
            }
        }
        return Optional.of(new HeldCase(name, held));
    }

    private CaseFiles files(String name, String part) {
        StreamingAead cipher = caseKeys.existing(name)
                .orElseThrow(() -> new UserException(
                        "the key of a held case is gone, and with it what was held in " + directory.resolve(name),
                        "restore keys/holds from a backup; after a release that was interrupted, release the"
                                + " case again"));
        return new CaseFiles(cipher, name + "/" + part);
    }

    private static UserException unreadable(Path part, IOException e) {
        return UserException.failed(
                "the held copy " + part + " cannot be read (" + Reason.of(e) + ")",
                "it is damaged or was moved there: restore it from a backup");
    }

    private static List<String> entries(Path directory, Pattern wanted) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> wanted.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw UserException.failed(
                    "cannot list " + directory + " (" + Reason.of(e) + ")", "run as the warehouse's owner");
        }
    }

    /** Of the directory and key of a case: its id may say more than who sees a directory should know. */
    private String name(String caseId) {
        byte[] digest = keys.tokenizer(TokenKind.LEDGER, Epoch.ALWAYS)
                .token("case".getBytes(StandardCharsets.US_ASCII), caseId.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }
}
