package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * The file that makes a directory a warehouse: the version of the layout and, in a second line, the name under which a
 * database has the catalogue. Without the second line the catalogue lies in the directory.
 *
 * @param databaseName name of the warehouse in its database
 */
record WarehouseMarker(Optional<String> databaseName) {
    /** Name of the file. */
    static final String FILE = "footfall-warehouse";

    private static final String LAYOUT = "layout " + Warehouse.LAYOUT;
    private static final String DATABASE = "catalog jdbc ";

    static boolean stands(Path directory) {
        return Files.exists(directory.resolve(FILE));
    }

    /**
     * Reads the marker of a directory.
     *
     * @throws UserException when there is none, or one of another layout
     */
    static WarehouseMarker read(Path directory) {
        Path marker = directory.resolve(FILE);
        if (!Files.exists(marker)) {
            throw new UserException(
                    directory + " is no warehouse (it has no file " + FILE + ")",
                    "name another directory with --warehouse DIR");
        }
        try {
            String text = Files.readString(marker, StandardCharsets.UTF_8).strip();
            List<String> lines = text.lines().toList();
            if (text.equals(LAYOUT)) {
                return new WarehouseMarker(Optional.empty());
            }
            if (lines.size() == 2 && lines.get(0).equals(LAYOUT) && lines.get(1).startsWith(DATABASE)) {
                return new WarehouseMarker(Optional.of(lines.get(1).substring(DATABASE.length())));
            }
            throw new UserException(
                    "warehouse " + directory + " has another version ('" + String.join(", ", lines)
                            + "', this program reads '" + LAYOUT + "')",
                    "use the footfall that made it, or ingest the logs into a new warehouse");
        } catch (IOException e) {
            throw new UserException(
                    "cannot read " + marker + " (" + Reason.of(e) + ")", "check the permissions of the warehouse");
        }
    }

    /** Puts the marker into a directory, as a whole; {@code drafts} is a directory on the same disk. */
    void write(Path directory, Path drafts) throws IOException {
        String second = databaseName.map(name -> DATABASE + name + "\n").orElse("");
        Path draft = Files.writeString(drafts.resolve(FILE), LAYOUT + "\n" + second);
        Files.move(draft, directory.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    }
}
