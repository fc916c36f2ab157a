package dev.footfall.privacy;

import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A list that only grows, one file an addition: {@code 000001.list} and so on in a directory of its own, each made whole or
 * not at all. Reads and writes nothing but lines; not thread-safe.
 */
final class NumberedLists {
    /** Takes the words of a line; says whether they could be read. */
    @FunctionalInterface
    interface Lines {
        boolean take(int number, String[] words);
    }

    private static final String SUFFIX = ".list";
    private static final Pattern NAME = Pattern.compile("\\d{6}\\" + SUFFIX);

    private final Path directory;
    /** For messages, such as {@code opt-outs}. */
    private final String what;

    NumberedLists(Path directory, String what) {
        this.directory = directory;
        this.what = what;
    }

    /**
     * Hands over all lines, oldest file first, with the number of their file.
     *
     * @throws KeyException when a file cannot be read, or a line is not taken
     */
    void forEach(Lines lines) {
        for (String name : names()) {
            Path file = directory.resolve(name);
            try (Stream<String> read = Files.lines(file, StandardCharsets.US_ASCII)) {
                read.forEach(line -> {
                    if (!lines.take(number(name), line.split(" ", -1))) {
                        throw new KeyException(what + " " + file + ": damaged; restore it from a backup");
                    }
                });
            } catch (IOException | UncheckedIOException e) {
                throw unreadable(file, e);
            }
        }
    }

    /** Adds a file with these lines; durable when it returns. */
    void add(List<String> lines) {
        List<String> names = names();
        int next = names.isEmpty() ? 1 : number(names.get(names.size() - 1)) + 1;
        Path file = directory.resolve("%06d".formatted(next) + SUFFIX);
        try {
            OwnerOnlyFiles.createNew(file, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new KeyException(
                    what + " " + file + ": cannot be written (" + Reason.of(e)
                            + "); check that this user owns the directory and that the disk has room",
                    e);
        }
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

    private static int number(String name) {
        return Integer.parseInt(name.substring(0, name.length() - SUFFIX.length()));
    }

    private KeyException unreadable(Path path, Exception e) {
        String why = e instanceof IOException io ? " (" + Reason.of(io) + ")" : "";
        return new KeyException(what + " " + path + ": cannot be read" + why + "; check that this user owns it", e);
    }
}
