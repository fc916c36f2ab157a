package dev.footfall.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Logs for tests: the project's samples, and small ones made up on the spot. */
public final class Samples {
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";

    private Samples() {}

    /** The directory {@code data-samples}. */
    public static Path directory() {
        return Path.of("").toAbsolutePath().getParent().resolve("data-samples");
    }

    /** A sample log. */
    public static Path log(String name) {
        return directory().resolve("logs").resolve(name);
    }

    /** All sample logs; each is called as its format, before the dot. */
    public static List<Path> logs() {
        try (Stream<Path> files = Files.list(directory().resolve("logs"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A good line in the combined format, different for each number below 3600, without line end. */
    public static String line(int number) {
        return "192.0.2.%d - - [14/Oct/2025:08:%02d:%02d +0000] \"GET /page/%c HTTP/1.1\" 200 %d \"-\" \"%s\""
                .formatted(number % 200 + 1, number / 60, number % 60, 'a' + number % 7, 1000 + number, AGENT);
    }

    /** Lines {@code from} to {@code to - 1}, each with its line end. */
    public static String lines(int from, int to) {
        StringBuilder text = new StringBuilder();
        IntStream.range(from, to).forEach(i -> text.append(line(i)).append('\n'));
        return text.toString();
    }

    /** Writes a file. */
    public static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a file. */
    public static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text as gzip gives it. */
    public static byte[] gzip(String text) {
        return gzip(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes as gzip gives them. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The text as zstd gives it. */
    public static byte[] zstd(String text) {
        return com.github.luben.zstd.Zstd.compress(text.getBytes(StandardCharsets.UTF_8));
    }
}
