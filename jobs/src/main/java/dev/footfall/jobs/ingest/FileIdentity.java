package dev.footfall.jobs.ingest;

import dev.footfall.privacy.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Knows a file again by its decompressed content, whatever its name or compression: keyed digests of its 4 MiB blocks,
 * for its whole length and for every length at which an earlier batch stopped (a log that has grown).
 */
final class FileIdentity {
    /** Size of a block, bytes. */
    static final int BLOCK = 4 << 20;

    /** Bytes at the beginning by which files that may be the same are found. */
    static final int HEAD = 1024;

    /**
     * What an earlier batch took of a file.
     *
     * @param length bytes of the decompressed content that it took, from the beginning
     * @param head keyed digest of the first bytes
     * @param identity keyed digest of site, length and blocks
     * @param file its id in the program's own tables
     */
    record Known(
            long length,
            byte[] head,
            byte[] identity,
            String batch,
            String file,
            long lines,
            long ignored,
            String parserState) {
        /** The digests as they are stored. */
        byte[] digests() {
            return ByteBuffer.allocate(2 * Tokenizer.BYTES)
                    .put(head)
                    .put(identity)
                    .array();
        }
    }

    /**
     * What was found.
     *
     * @param length bytes of the decompressed content
     * @param head keyed digest of the first bytes
     * @param identity keyed digest of the whole
     * @param earlier the longest beginning that an earlier batch took
     */
    record Found(long length, byte[] head, byte[] identity, Optional<Known> earlier) {}

    private final Supplier<Tokenizer> keys;
    private final Tokenizer key;
    private final byte[] site;

    /** Identities within a site; {@code keys} gives as many of the same key as there are threads. */
    FileIdentity(Supplier<Tokenizer> keys, String site) {
        this.keys = keys;
        this.key = keys.get();
        this.site = site.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a stream to its end, or to {@code limit} bytes.
     *
     * @throws IOException when the stream breaks off, as a truncated gz does
     */
    Found identify(InputStream in, long limit, List<Known> known) throws IOException {
        Running running = new Running(known);
        byte[] buffer = new byte[BLOCK];
        long left = limit;
        int n;
        while (left > 0 && (n = in.readNBytes(buffer, 0, (int) Math.min(BLOCK, left))) > 0) {
            running.update(buffer, 0, n);
            left -= n;
        }
        return running.end();
    }

    /**
     * The same for a plain file, on all cores.
     *
     * @throws IOException when the file cannot be read
     */
    Found identify(Path file, long limit, List<Known> known) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            int whole = (int) (Math.min(limit, channel.size()) / BLOCK);
            List<byte[]> digests = IntStream.range(0, whole)
                    .parallel()
                    .mapToObj(i -> digest(channel, (long) i * BLOCK))
                    .toList();
            Running running = new Running(known);
            for (byte[] digest : digests) {
                if (digest.length == 0) {
                    break; // it became shorter
                }
                if (running.looksInto()) {
                    running.update(read(channel, running.offset, BLOCK), 0, BLOCK);
                } else {
                    running.pass(digest);
                }
            }
            byte[] rest = read(channel, running.offset, (int) Math.min(BLOCK, limit - running.offset));
            running.update(rest, 0, rest.length);
            return running.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The digest of a block of a file; empty when the file ends before the block does. */
    private byte[] digest(FileChannel channel, long offset) {
        try {
            byte[] block = read(channel, offset, BLOCK);
            return block.length < BLOCK ? new byte[0] : digest(keys.get(), block, BLOCK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bytes of a file; fewer than asked for at its end. */
    private static byte[] read(FileChannel channel, long offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        int n = 0;
        while (buffer.hasRemaining() && n >= 0) {
            n = channel.read(buffer, offset + buffer.position());
        }
        return buffer.hasRemaining() ? Arrays.copyOf(buffer.array(), buffer.position()) : buffer.array();
    }

    /** An identity in the making. */
    final class Running {
        private final List<Known> known;
        private final byte[] block = new byte[BLOCK];
        private final List<byte[]> digests = new ArrayList<>();
        private int filled;
        private long offset;
        private byte[] head = {};
        private List<Known> candidates = List.of();
        private Optional<Known> earlier = Optional.empty();

        Running(List<Known> known) {
            this.known = known;
        }

        /** Takes the next bytes of the content. */
        void update(byte[] buf, int from, int length) {
            int at = from;
            while (at < from + length) {
                int n = Math.min(BLOCK - filled, from + length - at);
                System.arraycopy(buf, at, block, filled, n);
                filled += n;
                at += n;
                if (filled == BLOCK) {
                    endBlock();
                    pass(digest(block, BLOCK));
                    filled = 0;
                }
            }
        }

        /** Whether the next block itself is needed, not only its digest: what is known begins or ends in it. */
        private boolean looksInto() {
            return offset == 0 || candidates.stream().anyMatch(c -> c.length > offset && c.length <= offset + BLOCK);
        }

        /** Takes the next block by its digest. */
        private void pass(byte[] digest) {
            digests.add(digest);
            offset += BLOCK;
        }

        /** What the content is, now that it has ended. */
        Found end() {
            endBlock();
            return new Found(offset + filled, head, identity(digests, block, filled, offset), earlier);
        }

        private void endBlock() {
            if (offset == 0) {
                head = head(block, filled);
                candidates = candidates(block, filled, known);
            }
            for (Known candidate : candidates) {
                long rest = candidate.length - offset;
                if (rest > 0
                        && rest <= filled
                        && Arrays.equals(identity(digests, block, (int) rest, offset), candidate.identity)) {
                    earlier = longer(earlier, candidate);
                }
            }
        }
    }

    private static Optional<Known> longer(Optional<Known> a, Known b) {
        return a.isPresent() && a.get().length >= b.length ? a : Optional.of(b);
    }

    private byte[] head(byte[] block, int n) {
        return digest(block, Math.min(n, HEAD));
    }

    private List<Known> candidates(byte[] block, int n, List<Known> known) {
        byte[] head = head(block, n);
        List<Known> candidates = new ArrayList<>();
        for (Known one : known) {
            if (one.length >= HEAD
                    ? Arrays.equals(one.head, head)
                    : one.length <= n && Arrays.equals(one.head, digest(block, (int) one.length))) {
                candidates.add(one);
            }
        }
        return candidates;
    }

    private byte[] digest(byte[] block, int n) {
        return digest(key, block, n);
    }

    private static byte[] digest(Tokenizer key, byte[] block, int n) {
        byte[] out = new byte[Tokenizer.BYTES];
        key.token(block, 0, n, out);
        return out;
    }

    /** Identity of the content up to {@code offset + rest}: site, length, digests of whole blocks, digest of the rest. */
    private byte[] identity(List<byte[]> digests, byte[] block, int rest, long offset) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(site);
        parts.add(ByteBuffer.allocate(Long.BYTES).putLong(offset + rest).array());
        parts.addAll(digests);
        if (rest > 0) {
            parts.add(digest(block, rest));
        }
        return key.token(parts.toArray(new byte[0][]));
    }
}
