package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.hadoop.HadoopCatalog;

/**
 * A warehouse in a directory: {@code <vault>/<table>/} with Iceberg tables, {@code keys/}, {@code plans/}, the lock and
 * a marker with the layout's version.
 */
public final class Warehouse {
    /** Version of the layout; another one is refused. */
    public static final int LAYOUT = 1;

    /** Property of a snapshot that names the batch it appended. */
    public static final String BATCH_PROPERTY = "footfall.batch";

    private static final String MARKER = "footfall-warehouse";
    private static final String LOCK = "lock";
    private static final String PLANS = "plans";

    private final Path directory;
    private final Catalog catalogue;
    private final Map<String, Table> loaded = new HashMap<>();

    private Warehouse(Path directory) {
        this.directory = directory;
        this.catalogue =
                new HadoopCatalog(hadoop(), directory.toAbsolutePath().toUri().toString());
    }

    /** Hadoop's configuration for the local disk. */
    public static Configuration hadoop() {
        Configuration hadoop = new Configuration(false);
        hadoop.set("fs.file.impl", LocalFiles.class.getName());
        hadoop.set("fs.defaultFS", "file:///");
        return hadoop;
    }

    /**
     * Opens a warehouse that exists.
     *
     * @throws UserException when there is none, or one of another layout
     */
    public static Warehouse open(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UserException(
                    "no warehouse at " + directory,
                    "name another with --warehouse, or make one with 'footfall ingest FILE' or 'footfall demo'");
        }
        checkMarker(directory);
        return new Warehouse(directory);
    }

    /** Opens a warehouse, making it when the directory is missing or empty. */
    public static Warehouse openOrCreate(Path directory) {
        try {
            if (!Files.exists(directory.resolve(MARKER))) {
                create(directory);
            }
        } catch (IOException e) {
            throw new UserException(
                    "cannot make a warehouse at " + directory + " (" + Reason.of(e) + ")",
                    "choose a directory that you may write to with --warehouse DIR");
        }
        checkMarker(directory);
        if (!Files.isWritable(directory)) {
            throw new UserException(
                    "warehouse " + directory + " cannot be written to",
                    "run as its owner, or give yourself write permission on the directory");
        }
        Warehouse warehouse = new Warehouse(directory);
        if (Tables.ALL.stream().anyMatch(warehouse::misses)) {
            // Made by an older program, which knew fewer tables.
            try (WarehouseLock lock = WarehouseLock.exclusive(warehouse.lockFile())) {
                warehouse.createTables();
            }
        }
        return warehouse;
    }

    /** Makes the warehouse, marker last: what has none was broken off, and is made again over what there is. */
    private static void create(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            refuseForeign(directory);
        }
        Path lockFile = Files.createDirectories(directory).resolve(LOCK);
        if (!Files.exists(lockFile)) {
            createLock(lockFile);
        }
        try (WarehouseLock lock = WarehouseLock.exclusive(lockFile)) {
            Path marker = directory.resolve(MARKER);
            if (Files.exists(marker)) {
                return; // another was faster
            }
            Path plans = Files.createDirectories(directory.resolve(PLANS));
            for (Vault vault : Vault.values()) {
                Files.createDirectories(directory.resolve(vault.label()));
                restrict(directory.resolve(vault.label()), "rwxr-x---");
            }
            restrict(plans, "rwxr-x---");
            new Warehouse(directory).createTables();
            Path draft = Files.writeString(plans.resolve(MARKER), "layout " + LAYOUT + "\n");
            Files.move(draft, marker, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void createLock(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException e) {
            return; // another was faster
        }
    }

    private static void refuseForeign(Path directory) throws IOException {
        Set<String> own = Stream.concat(
                        Stream.of(LOCK, PLANS), Stream.of(Vault.values()).map(Vault::label))
                .collect(Collectors.toSet());
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> names =
                    entries.map(path -> path.getFileName().toString()).toList();
            if (!names.isEmpty() && !(names.contains(LOCK) && own.containsAll(names))) {
                throw new UserException(
                        directory + " is not empty and is no warehouse",
                        "name an empty or new directory with --warehouse DIR");
            }
        }
    }

    private static void restrict(Path path, String mode) throws IOException {
        if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        }
    }

    private static void checkMarker(Path directory) {
        Path marker = directory.resolve(MARKER);
        if (!Files.exists(marker)) {
            throw new UserException(
                    directory + " is no warehouse (it has no file " + MARKER + ")",
                    "name another directory with --warehouse DIR");
        }
        String expected = "layout " + LAYOUT;
        try {
            String text = Files.readString(marker, StandardCharsets.UTF_8).strip();
            if (!text.equals(expected)) {
                throw new UserException(
                        "warehouse " + directory + " has another version ('" + text + "', this program reads '"
                                + expected + "')",
                        "use the footfall that made it, or ingest the logs into a new warehouse");
            }
        } catch (IOException e) {
            throw new UserException(
                    "cannot read " + marker + " (" + Reason.of(e) + ")", "check the permissions of the warehouse");
        }
    }

    private boolean misses(TableSpec spec) {
        return !catalogue.tableExists(identifier(spec.fullName()));
    }

    private void createTables() {
        Tables.ALL.stream().filter(this::misses).forEach(spec -> {
            var schema = IcebergSchemas.schema(spec);
            catalogue
                    .buildTable(identifier(spec.fullName()), schema)
                    .withPartitionSpec(IcebergSchemas.partitions(schema))
                    .withProperties(IcebergSchemas.properties(spec))
                    .create();
        });
    }

    private static TableIdentifier identifier(String fullName) {
        int dot = fullName.indexOf('.');
        return TableIdentifier.of(Namespace.of(fullName.substring(0, dot)), fullName.substring(dot + 1));
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    /** Directory of the keys. */
    public Path keys() {
        return directory.resolve("keys");
    }

    /** A table by its full name, as of when it was first asked for or last refreshed. */
    public Table table(String fullName) {
        return loaded.computeIfAbsent(fullName, name -> catalogue.loadTable(identifier(name)));
    }

    /** Takes the lock as a reader; first completes what a killed writer left. */
    public WarehouseLock lockForReading() {
        if (hasLeftovers()) {
            try (WarehouseLock lock = WarehouseLock.exclusive(lockFile())) {
                recover();
            }
        }
        return WarehouseLock.shared(lockFile());
    }

    /** Takes the lock as the only writer; first completes what a killed writer left. */
    public WarehouseLock lockForWriting() {
        WarehouseLock lock = WarehouseLock.exclusive(lockFile());
        try {
            recover();
            return lock;
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private Path lockFile() {
        return directory.resolve(LOCK);
    }

    private Path plans() {
        return directory.resolve(PLANS);
    }

    private boolean hasLeftovers() {
        return Files.isWritable(plans()) && !leftovers().isEmpty();
    }

    private List<Path> leftovers() {
        try (Stream<Path> entries = Files.list(plans())) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that a batch begins to write data files, so that they can be found again if it never gets to its plan. */
    public void begin(String batch) {
        try {
            Files.createFile(plans().resolve(batch + ".open"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes the plan durable and carries it out. */
    public void commit(BatchPlan plan) {
        plan.write(plans(), this);
        carryOut(plan);
    }

    /** Removes the data files of a batch without plan; one that has a plan stays, for it will be carried out. */
    public void abandon(String batch) {
        if (Files.exists(BatchPlan.file(plans(), batch))) {
            return;
        }
        try {
            for (TableSpec spec : Tables.ALL) {
                Path data = directory
                        .resolve(spec.vault().label())
                        .resolve(spec.name())
                        .resolve("data");
                if (!Files.isDirectory(data)) {
                    continue;
                }
                List<Path> staged;
                try (Stream<Path> walk = Files.walk(data)) {
                    staged = walk.filter(p -> p.getFileName().toString().startsWith(batch))
                            .toList();
                }
                for (Path file : staged) {
                    Files.delete(file);
                }
            }
            Files.deleteIfExists(plans().resolve(batch + ".tmp"));
            Files.deleteIfExists(plans().resolve(batch + ".open"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void recover() {
        List<Path> left = leftovers();
        for (Path file : left) {
            if (BatchPlan.isPlan(file)) {
                try {
                    BatchPlan plan = BatchPlan.read(file, this);
                    System.err.println("footfall: completing batch " + plan.batch() + ", which was interrupted");
                    carryOut(plan);
                } catch (IOException e) {
                    throw UserException.failed(
                            "cannot read " + file + " (" + Reason.of(e) + ")",
                            "restore the file or its permissions: it names the rows of an unfinished batch");
                }
            }
        }
        for (Path file : leftovers()) {
            String name = file.getFileName().toString();
            if (name.endsWith(".open")) {
                abandon(name.substring(0, name.length() - ".open".length()));
            }
        }
    }

    private void carryOut(BatchPlan plan) {
        for (Map.Entry<String, List<DataFile>> entry : plan.files().entrySet()) {
            Table table = table(entry.getKey());
            table.refresh();
            if (entry.getValue().isEmpty() || carries(table, plan.batch())) {
                continue;
            }
            AppendFiles append = table.newAppend();
            entry.getValue().forEach(append::appendFile);
            append.set(BATCH_PROPERTY, plan.batch()).commit();
        }
        try {
            Files.deleteIfExists(plans().resolve(plan.batch() + ".open"));
            Files.deleteIfExists(BatchPlan.file(plans(), plan.batch()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean carries(Table table, String batch) {
        for (Snapshot snapshot : table.snapshots()) {
            if (batch.equals(snapshot.summary().get(BATCH_PROPERTY))) {
                return true;
            }
        }
        return false;
    }

    /** Names of batches whose data files were begun or planned but are not complete; empty on a quiet warehouse. */
    public List<String> unfinished() {
        List<String> names = new ArrayList<>();
        leftovers().forEach(p -> names.add(p.getFileName().toString()));
        return names;
    }
}
