package dev.footfall.jobs.ingest;

import com.github.luben.zstd.ZstdInputStream;
import dev.footfall.jobs.warehouse.Warehouse;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Opens a log file: local or of a Hadoop file system, plain, gz or zst by its first bytes. */
final class LogInput {
    /** How a file is compressed. */
    enum Compression {
        PLAIN,
        GZIP,
        ZSTD
    }

    /** The path that stands for standard input. */
    static final String STANDARD_INPUT = "-";

    private static final int BUFFER = 1 << 16;
    private static final int MAGIC_BYTES = 4;

    private LogInput() {}

    /** Whether a path names a file system other than the local one. */
    static boolean remote(String path) {
        return path.matches("[a-z][a-z0-9+.-]+://.*") && !path.startsWith("file://");
    }

    /** The bytes of a file as they are. */
    private static InputStream raw(String path) throws IOException {
        if (path.equals(STANDARD_INPUT)) {
            return System.in;
        }
        if (remote(path)) {
            Path file = new Path(path);
            return FileSystem.get(file.toUri(), Warehouse.hadoop()).open(file);
        }
        return new FileInputStream(path);
    }

    /** How a file is compressed, by its first bytes. */
    static Compression compression(String path) throws IOException {
        try (InputStream in = raw(path)) {
            return compression(in.readNBytes(MAGIC_BYTES));
        }
    }

    private static Compression compression(byte[] magic) {
        if (magic.length >= 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return Compression.GZIP;
        }
        if (magic.length >= MAGIC_BYTES
                && magic[0] == 0x28
                && magic[1] == (byte) 0xb5
                && magic[2] == 0x2f
                && magic[3] == (byte) 0xfd) {
            return Compression.ZSTD;
        }
        return Compression.PLAIN;
    }

    /** The decompressed content. */
    static InputStream open(String path) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw(path), BUFFER);
        in.mark(MAGIC_BYTES);
        byte[] magic = in.readNBytes(MAGIC_BYTES);
        in.reset();
        return switch (compression(magic)) {
            case PLAIN -> in;
            case GZIP -> GzipMembers.open(in, BUFFER);
            case ZSTD -> new ZstdInputStream(in).setContinuous(false);
        };
    }

    /** The decompressed content from a byte on. */
    static InputStream open(String path, long from) throws IOException {
        InputStream in = open(path);
        in.skipNBytes(from);
        return in;
    }
}
