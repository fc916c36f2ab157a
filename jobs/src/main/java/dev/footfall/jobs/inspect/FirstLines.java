package dev.footfall.jobs.inspect;

import com.github.luben.zstd.ZstdInputStream;
import dev.footfall.jobs.UserException;
import dev.footfall.log.LineParser;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The first lines of a log file, plain or compressed. */
final class FirstLines {
    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b5;

    private FirstLines() {}

    /**
     * At most {@code most} lines without their ends, each cut just above the longest that is parsed. What its first two
     * bytes call gzip or Zstandard is decompressed, whatever the file's name.
     *
     * @throws UserException when there is no such file, it cannot be read, or it holds no line
     */
    static List<byte[]> of(Path file, int most) {
        if (Files.isDirectory(file)) {
            throw new UserException(file + " is a directory", "name one file");
        }
        if (!Files.exists(file)) {
            throw new UserException("no file at " + file, "check the path");
        }
        List<byte[]> lines = new ArrayList<>();
        try (InputStream in = open(file)) {
            read(in, most, lines);
        } catch (AccessDeniedException e) {
            throw new UserException("no permission to read " + file, "run as its owner, or change its permissions");
        } catch (IOException e) {
            // What was read before the damage is enough to try formats on.
            if (lines.isEmpty()) {
                throw new UserException(file + " cannot be read (damaged or cut off)", "fetch the file again");
            }
        }
        if (lines.isEmpty()) {
            throw new UserException(file + " is empty", "name a file with lines");
        }
        return lines;
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.mark(2);
            int magic = in.read() << 8 | in.read();
            in.reset();
            return switch (magic) {
                case GZIP_MAGIC -> new BufferedInputStream(new GZIPInputStream(in));
                case ZSTD_MAGIC -> new BufferedInputStream(new ZstdInputStream(in));
                default -> in;
            };
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void read(InputStream in, int most, List<byte[]> lines) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean open = false;
        while (lines.size() < most) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            open = b != '\n';
            if (open && line.size() <= LineParser.MAX_LINE_BYTES) {
                line.write(b);
            } else if (!open) {
                lines.add(withoutReturn(line.toByteArray()));
                line.reset();
            }
        }
        if (open && lines.size() < most) {
            lines.add(withoutReturn(line.toByteArray()));
        }
    }

    private static byte[] withoutReturn(byte[] line) {
        boolean ends = line.length > 0 && line[line.length - 1] == '\r';
        return ends ? Arrays.copyOf(line, line.length - 1) : line;
    }
}
