package dev.footfall.jobs.ingest;

import com.github.luben.zstd.ZstdIOException;
import dev.footfall.jobs.UserException;
import dev.footfall.log.Detection;
import dev.footfall.log.LogFormat;
import dev.footfall.log.LogFormats;
import dev.footfall.privacy.Epoch;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.Scrubber;
import dev.footfall.privacy.TokenKind;
import dev.footfall.privacy.Tokenizer;
import dev.footfall.text.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Looks at each file before anything is written: what format, what of it is new, and whether it can be read at all. */
final class InputPlanner {
    /** A last line without newline is taken when the file has not changed for this long: nobody is writing it. */
    private static final long QUIET_MILLIS = 3_600_000;

    private static final int SAMPLE_LINES = 200;
    private static final int SAMPLE_BYTES = 1 << 18;
    private static final int TAIL = 1 << 16;

    /** What the user said about the input. */
    record Wish(@Nullable LogFormat format, @Nullable String site, boolean finished, boolean again) {}

    /**
     * A file, looked at.
     *
     * @param unit what of it is to be read; {@code null} when nothing is new
     * @param found its identity
     * @param compressed whether it cannot be split
     * @param waiting bytes at the end that wait for their newline
     * @param weight bytes on disk, for the balance of tasks
     * @param replaced what earlier batches took of it and a fresh reading replaces
     */
    record Looked(
            String path,
            LogFormat format,
            @Nullable InputUnit unit,
            FileIdentity.Found found,
            boolean compressed,
            long waiting,
            long weight,
            List<FileIdentity.Known> replaced) {}

    private final KeyStore keys;
    private final KnownFiles known;
    private final Wish wish;
    private final Rules rules;
    private final List<LogFormat> mappings;
    private final String defaultSite;
    private final long nowMillis;

    InputPlanner(KeyStore keys, KnownFiles known, Wish wish, Rules rules, long nowMillis) {
        this.keys = keys;
        this.known = known;
        this.wish = wish;
        this.rules = rules;
        mappings = Mappings.of(rules.configuration);
        this.defaultSite = wish.site() == null ? rules.configuration.defaultSite() : wish.site();
        this.nowMillis = nowMillis;
    }

    /**
     * Looks at a file; empty when it holds nothing.
     *
     * @throws UserException when it cannot be read, is no log, or is cut off
     */
    Optional<Looked> look(String path, int index) {
        try {
            LogInput.Compression compression = LogInput.compression(path);
            byte[] sample;
            try (InputStream in = LogInput.open(path)) {
                sample = in.readNBytes(SAMPLE_BYTES);
            }
            if (sample.length == 0) {
                return Optional.empty();
            }
            Shape shape = shape(path, sample);
            boolean plain = compression == LogInput.Compression.PLAIN && !LogInput.remote(path);
            long size = plain ? Files.size(Path.of(path)) : Long.MAX_VALUE;
            long limit = plain ? completeLength(Path.of(path), size) : size;
            List<FileIdentity.Known> replaced = wish.again() ? beginnings(path, known.of(defaultSite)) : List.of();
            FileIdentity.Found found = wish.again()
                    ? identify(path, Math.max(limit, longest(replaced)), List.of())
                    : identify(path, limit, size);
            long from = found.earlier().map(FileIdentity.Known::length).orElse(0L);
            String state = found.earlier().map(FileIdentity.Known::parserState).orElse("");
            InputUnit unit = from >= found.length()
                    ? null
                    : unit(path, index, shape, from, found.length(), state, found.identity());
            long waiting = plain ? size - Math.max(found.length(), from) : 0;
            return Optional.of(
                    new Looked(path, shape.format(), unit, found, !plain, waiting, found.length(), replaced));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** What is wrong with an input that could not be read to its end. */
    static UserException unreadable(String path, IOException e) {
        if (damaged(e)) {
            return new UserException(
                    path + " is compressed but cut off or damaged", "copy it again, or decompress what can be saved");
        }
        return new UserException(
                "cannot read " + path + " (" + Reason.of(e) + ")",
                "check that it exists, is readable and is a whole file");
    }

    /** Whether an input breaks off inside what was compressed, or its checksums do not fit. */
    static boolean damaged(IOException e) {
        return e instanceof EOFException || e instanceof ZipException || e instanceof ZstdIOException;
    }

    /** What a file's first {@code limit} of {@code size} bytes are; a beginning that is known may be longer than that. */
    private FileIdentity.Found identify(String path, long limit, long size) throws IOException {
        FileIdentity.Found found = identify(path, limit, known.of(defaultSite));
        // An earlier batch may have taken a last line without newline that this one would leave waiting.
        List<FileIdentity.Known> longer = known.of(defaultSite).stream()
                .filter(k -> k.length() > limit && k.length() <= size)
                .toList();
        Optional<FileIdentity.Known> earlier = longer.isEmpty()
                ? Optional.empty()
                : identify(path, size, longer).earlier();
        return earlier.isEmpty()
                ? found
                : new FileIdentity.Found(found.length(), found.head(), found.identity(), earlier);
    }

    private FileIdentity.Found identify(String path, long limit, List<FileIdentity.Known> among) throws IOException {
        if (!LogInput.remote(path) && LogInput.compression(path) == LogInput.Compression.PLAIN) {
            return identities().identify(Path.of(path), limit, among);
        }
        try (InputStream in = LogInput.open(path)) {
            return identities().identify(in, limit, among);
        }
    }

    private FileIdentity identities() {
        return new FileIdentity(() -> keys.tokenizer(TokenKind.DIGEST, Epoch.ALWAYS), defaultSite);
    }

    private static long longest(List<FileIdentity.Known> some) {
        return some.stream().mapToLong(FileIdentity.Known::length).max().orElse(0);
    }

    /** Those of some contents with which a file begins. */
    List<FileIdentity.Known> beginnings(String path, List<FileIdentity.Known> among) {
        List<FileIdentity.Known> found = new ArrayList<>();
        List<FileIdentity.Known> left = new ArrayList<>(among);
        try {
            while (!left.isEmpty()) {
                FileIdentity.Known one =
                        identify(path, longest(left), left).earlier().orElse(null);
                if (one == null) {
                    break;
                }
                found.add(one);
                left.removeIf(k -> k.length() >= one.length());
            }
            return found;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Counts the lines of a file that was looked at. */
    Copies.Counted count(Looked file) {
        try (InputStream in = LogInput.open(file.path())) {
            return Copies.count(in, file.format().newParser(), file.found().length());
        } catch (IOException e) {
            throw unreadable(file.path(), e);
        }
    }

    /** The unit of a file, with its id in each vault. */
    InputUnit unit(String path, int index, Shape shape, long from, long length, String parserState, byte[] identity) {
        Path name = LogInput.remote(path)
                ? Path.of(path.replaceAll("^.*/", ""))
                : Path.of(path).getFileName();
        return new InputUnit(
                index,
                absolute(path),
                Scrubber.all().scrub(name == null ? path : name.toString()).text(),
                defaultSite,
                wish.site(),
                shape.ownHost(),
                shape.format(),
                from,
                length,
                length,
                parserState,
                id(TokenKind.AUDIENCE_FILE, identity),
                id(TokenKind.SECURITY_FILE, identity),
                id(TokenKind.NETWORK_FILE, identity),
                id(TokenKind.INGEST_FILE, identity));
    }

    /** Id of a content in a vault. */
    String id(TokenKind kind, byte[] identity) {
        Tokenizer key = keys.tokenizer(kind, Epoch.ALWAYS);
        StringBuilder hex = new StringBuilder();
        for (byte b : key.token(identity)) {
            hex.append(Character.forDigit(b >> 4 & 0xf, 16)).append(Character.forDigit(b & 0xf, 16));
        }
        return hex.toString();
    }

    /** Tasks may run in another directory. */
    private static String absolute(String path) {
        return LogInput.remote(path) || path.equals(LogInput.STANDARD_INPUT)
                ? path
                : Path.of(path).toAbsolutePath().toString();
    }

    /** What the first lines show: the format, and the site's own host when they do not name it. */
    record Shape(LogFormat format, @Nullable String ownHost) {}

    private Shape shape(String path, byte[] sample) {
        List<byte[]> lines = lines(sample);
        LogFormat format = format(path, sample, lines);
        boolean configured = !rules.configuration.hosts(defaultSite).isEmpty();
        return new Shape(
                format,
                configured
                        ? null
                        : OwnHost.of(format, lines, rules.pages, rules.referrers)
                                .orElse(null));
    }

    /** The format that the user named, or the one that the first lines show. */
    private LogFormat format(String path, byte[] sample, List<byte[]> lines) {
        ForeignContent.refuse(path, sample, lines);
        if (wish.format() != null) {
            return wish.format();
        }
        return LogFormats.detect(lines, mappings)
                .map(Detection::format)
                .orElseThrow(() -> new UserException(
                        "no known format fits the first " + lines.size() + " lines of " + path,
                        "see 'footfall formats --try " + path
                                + "', or name a format or a LogFormat string with --format"));
    }

    private static List<byte[]> lines(byte[] sample) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < sample.length && lines.size() < SAMPLE_LINES; i++) {
            if (sample[i] == '\n') {
                int end = i > from && sample[i - 1] == '\r' ? i - 1 : i;
                lines.add(Arrays.copyOfRange(sample, from, end));
                from = i + 1;
            }
        }
        if (lines.isEmpty() || sample.length < SAMPLE_BYTES && from < sample.length && lines.size() < SAMPLE_LINES) {
            lines.add(Arrays.copyOfRange(sample, from, sample.length));
        }
        return lines;
    }

    /** Bytes up to the end of the last line that is complete. */
    private long completeLength(Path path, long length) throws IOException {
        boolean quiet = nowMillis - Files.getLastModifiedTime(path).toMillis() > QUIET_MILLIS;
        if (wish.finished() || quiet) {
            return length;
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            byte[] tail = new byte[TAIL];
            for (long end = length; end > 0; end -= TAIL) {
                int n = (int) Math.min(TAIL, end);
                file.seek(end - n);
                file.readFully(tail, 0, n);
                for (int i = n - 1; i >= 0; i--) {
                    if (tail[i] == '\n') {
                        return end - n + i + 1;
                    }
                }
            }
        }
        return 0;
    }

    /** The format of standard input, by what it begins with; the stream is put back to its beginning. */
    Shape peek(InputStream in) {
        try {
            in.mark(SAMPLE_BYTES);
            byte[] sample = in.readNBytes(SAMPLE_BYTES);
            in.reset();
            if (sample.length == 0) {
                throw new UserException("standard input is empty", "pipe a log into it, or name a file");
            }
            return shape("standard input", sample);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A stream that is identified while it is read. */
    IdentifyingStream identifying(InputStream in) {
        return new IdentifyingStream(in, identities(), known.of(defaultSite));
    }

    /** The identity from which the file ids of the rows of a content were made. */
    byte[] identityOfRows(FileIdentity.Known known) {
        boolean own = known.file().equals(id(TokenKind.INGEST_FILE, known.identity()));
        return own ? known.identity() : provisional(known.batch());
    }

    /** As above, for a file of a batch. */
    byte[] identityOfRows(String batch, String file) {
        return known.of(batch, file).map(this::identityOfRows).orElseGet(() -> provisional(batch));
    }

    /** What the parser remembered when a batch had read a file; empty when that is not known. */
    String stateAtTheEndOf(String batch, String file) {
        return known.of(batch, file).map(FileIdentity.Known::parserState).orElse("");
    }

    /** An identity for content that is only known when it has been read: unique to the batch. */
    byte[] provisional(String batch) {
        return keys.tokenizer(TokenKind.DIGEST, Epoch.ALWAYS).token(batch.getBytes(StandardCharsets.UTF_8));
    }
}
