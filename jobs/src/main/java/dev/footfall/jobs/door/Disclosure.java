package dev.footfall.jobs.door;

import com.fasterxml.jackson.databind.JsonNode;
import dev.footfall.jobs.UserException;
import dev.footfall.jobs.hold.Holds;
import dev.footfall.table.ColumnSpec;
import dev.footfall.table.ColumnType;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.Reason;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory with the rows of a case, a file a table; there whole or not at all, for its owner only. */
public final class Disclosure implements Closeable {
    /** What describes it. */
    public static final String MANIFEST = "manifest.json";

    private static final String UNDER_WAY = ".part";
    /** The program's own accounts, of no use to anybody else. */
    private static final Set<String> OWN = Set.of("batch", "file");

    /** A finished file. */
    public record Sheet(String table, String file, List<String> columns, long rows, byte[] digest) {}

    private static final class Open {
        final String file;
        final List<String> columns = new ArrayList<>();
        final RowFile rows;
        long count;

        Open(Path directory, TableSpec table, RowFile.Format format) throws IOException {
            file = table.fullName() + "." + format.name();
            List<RowFile.Column> written = new ArrayList<>();
            if (table.equals(Tables.SECURITY_HITS)) {
                written.add(new RowFile.Column(Holds.ADDRESS, ColumnType.STRING));
            }
            for (ColumnSpec column : table.columns()) {
                if (!OWN.contains(column.name())) {
                    // As text: a held copy has days and instants so.
                    boolean number = column.type() == ColumnType.INT || column.type() == ColumnType.LONG;
                    ColumnType type = number || column.type() == ColumnType.BOOLEAN || column.type() == ColumnType.FLOAT
                            ? column.type()
                            : ColumnType.STRING;
                    written.add(new RowFile.Column(column.name(), type));
                }
            }
            written.forEach(column -> columns.add(column.name()));
            Path place = Files.createFile(directory.resolve(file), Parcel.ownerOnly(directory));
            rows = RowFile.create(place, format, written);
        }
    }

    private final Path making;
    private final Path made;
    private final RowFile.Format format;
    private final Map<String, Open> open = new TreeMap<>();
    private final SortedMap<String, Long> withheld = new TreeMap<>();

    private Disclosure(Path making, Path made, RowFile.Format format) {
        this.making = making;
        this.made = made;
        this.format = format;
    }

    /**
     * Begins a directory.
     *
     * @throws UserException when there is one already, or it cannot be made
     */
    public static Disclosure begin(Path directory, RowFile.Format format) {
        if (Files.exists(directory)) {
            throw new UserException(directory + " exists", "name another directory: what went out once is not changed");
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw new UserException("there is no directory " + parent, "make it first, or name another place");
        }
        Path making = parent.resolve("." + directory.getFileName() + UNDER_WAY);
        try {
            delete(making); // of a run that was killed
            FileAttribute<?>[] mode =
                    making.getFileSystem().supportedFileAttributeViews().contains("posix")
                            ? new FileAttribute<?>[] {
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                            }
                            : new FileAttribute<?>[0];
            Files.createDirectory(making, mode);
        } catch (IOException e) {
            throw UserException.failed(
                    "cannot write to " + parent + " (" + Reason.of(e) + ")", "choose a place that you may write to");
        }
        return new Disclosure(making, directory, format);
    }

    /** Adds a row of a held copy, or counts it as withheld. */
    public void add(String table, JsonNode row, boolean allowed) {
        if (!allowed) {
            withheld.merge(table, 1L, Long::sum);
            return;
        }
        try {
            Open sheet = open.get(table);
            if (sheet == null) {
                sheet = new Open(making, Tables.named(table).orElseThrow(), format);
                open.put(table, sheet);
            }
            List<@Nullable Object> values = new ArrayList<>();
            for (String column : sheet.columns) {
                values.add(Printable.of(row.get(column)));
            }
            sheet.rows.add(values);
            sheet.count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the files and describes them; nothing can be added then. */
    public List<Sheet> finish(Manifest manifest) throws IOException {
        List<Sheet> sheets = new ArrayList<>();
        for (Map.Entry<String, Open> entry : open.entrySet()) {
            Open one = entry.getValue();
            one.rows.close();
            Path file = making.resolve(one.file);
            sync(file);
            sheets.add(new Sheet(entry.getKey(), one.file, one.columns, one.count, Parcel.digest(file)));
        }
        open.clear();
        for (Sheet sheet : sheets) {
            manifest.dataset(
                    sheet.table(),
                    sheet.file(),
                    sheet.columns(),
                    sheet.rows(),
                    sheet.digest(),
                    Map.of("batch, file", "the program's own accounts"));
        }
        withheld.forEach((table, rows) ->
                manifest.leftOut(rows + " rows of " + table, "the policy does not let the recipient have that table"));
        Path file = Files.createFile(making.resolve(MANIFEST), Parcel.ownerOnly(making));
        Files.write(file, manifest.text());
        sync(file);
        return sheets;
    }

    /** Gives the directory its name. */
    public void send() throws IOException {
        Files.move(making, made, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes what was not sent. */
    @Override
    public void close() throws IOException {
        for (Open one : open.values()) {
            one.rows.close();
        }
        delete(making);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
                for (Path entry : entries) {
                    Files.delete(entry);
                }
            }
            Files.delete(directory);
        }
    }
}
