package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.jobs.config.CatalogSettings;
import dev.footfall.privacy.KeyStore;
import dev.footfall.privacy.MasterKey;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.table.Vault;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse in a directory: {@code <vault>/<table>/} with Iceberg tables, {@code keys/}, {@code plans/}, the lock and
 * a marker with the layout's version. Table pointers and lock may be in a database instead, when several machines share
 * the directory.
 */
public final class Warehouse {
    /** Version of the layout; another one is refused. */
    public static final int LAYOUT = 1;

    /** Property of a snapshot that names the batch it appended. */
    public static final String BATCH_PROPERTY = "footfall.batch";

    private static final long CLOCK_SKEW_MILLIS = 50_000;

    private static final String PLANS = "plans";

    private final Path directory;
    private final WarehouseCatalogue catalogue;
    private final Map<String, Table> loaded = new HashMap<>();
    private final Plans plans;

    private Warehouse(Path directory, WarehouseCatalogue catalogue) {
        this.directory = directory;
        this.catalogue = catalogue;
        this.plans = new Plans(directory.resolve(PLANS), this, catalogue);
    }

    /** A local path as Hadoop and Iceberg take it: a URI in which nothing is encoded. */
    static String location(Path path) {
        return "file://" + path.toAbsolutePath();
    }

    /** The local path of what Iceberg names, with or without a scheme. */
    public static Path path(String location) {
        return Path.of(new org.apache.hadoop.fs.Path(location).toUri().getPath());
    }

    /** Hadoop's configuration for the local disk. */
    public static Configuration hadoop() {
        Configuration hadoop = new Configuration(false);
        hadoop.set("fs.file.impl", LocalFiles.class.getName());
        hadoop.set("fs.defaultFS", "file:///");
        return hadoop;
    }

    /** Opens a warehouse that exists and has its catalogue in its directory. */
    public static Warehouse open(Path directory) {
        return open(directory, null);
    }

    /**
     * Opens a warehouse that exists.
     *
     * @param catalog database of its catalogue; {@code null} when this lies in the directory
     * @throws UserException when there is none, or one of another layout or catalogue, or the database cannot be used
     */
    public static Warehouse open(Path directory, @Nullable CatalogSettings catalog) {
        if (!Files.isDirectory(directory)) {
            throw new UserException(
                    "no warehouse at " + directory,
                    "name another with --warehouse, or make one with 'footfall ingest FILE' or 'footfall demo'");
        }
        return new Warehouse(directory, WarehouseCatalogue.open(directory, WarehouseMarker.read(directory), catalog));
    }

    /** As {@link #openOrCreate(Path, CatalogSettings)}, with the catalogue in the directory. */
    public static Warehouse openOrCreate(Path directory) {
        return openOrCreate(directory, null);
    }

    /**
     * Opens a warehouse, making it when the directory is missing or empty.
     *
     * @param catalog database of its catalogue; {@code null} when this lies in the directory
     * @throws UserException as {@link #open}, or when the directory cannot be written to
     */
    public static Warehouse openOrCreate(Path directory, @Nullable CatalogSettings catalog) {
        try {
            if (!WarehouseMarker.stands(directory)) {
                create(directory, catalog);
            }
        } catch (IOException e) {
            throw new UserException(
                    "cannot make a warehouse at " + directory + " (" + Reason.of(e) + ")",
                    "choose a directory that you may write to with --warehouse DIR");
        }
        Warehouse warehouse = open(directory, catalog);
        if (!Files.isWritable(directory)) {
            throw new UserException(
                    "warehouse " + directory + " cannot be written to",
                    "run as its owner, or give yourself write permission on the directory");
        }
        if (!Tables.ALL.stream().allMatch(warehouse::holds)) {
            warehouse.lockForWriting().close(); // made by an older program, which knew fewer tables
        }
        return warehouse;
    }

    /** Makes the warehouse, marker last: what has none was broken off, and is made again over what there is. */
    private static void create(Path directory, @Nullable CatalogSettings catalog) throws IOException {
        if (Files.isDirectory(directory)) {
            refuseForeign(directory);
        }
        WarehouseCatalogue catalogue =
                catalog == null ? DirectoryCatalogue.open(directory) : DatabaseCatalogue.register(directory, catalog);
        Path lockFile = Files.createDirectories(directory).resolve(DirectoryCatalogue.LOCK);
        if (!Files.exists(lockFile)) {
            createLock(lockFile); // a sign, too, that the directory is ours
        }
        try (WarehouseLock lock = catalogue.lock(false)) {
            if (WarehouseMarker.stands(directory)) {
                return; // another was faster
            }
            Path plans = Files.createDirectories(directory.resolve(PLANS));
            for (Vault vault : Vault.values()) {
                Files.createDirectories(directory.resolve(vault.label()));
                restrict(directory.resolve(vault.label()), "rwxr-x---");
            }
            restrict(plans, "rwxr-x---");
            new Warehouse(directory, catalogue).makeTables();
            new WarehouseMarker(catalogue.databaseName()).write(directory, plans);
        }
    }

    private void makeTables() {
        if (catalogue instanceof DatabaseCatalogue database) {
            database.beginMaking();
            createTables();
            database.endMaking();
        } else {
            createTables();
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
                        Stream.of(DirectoryCatalogue.LOCK, PLANS),
                        Stream.of(Vault.values()).map(Vault::label))
                .collect(Collectors.toSet());
        try (Stream<Path> entries = Files.list(directory)) {
            List<String> names =
                    entries.map(path -> path.getFileName().toString()).toList();
            if (!names.isEmpty() && !(names.contains(DirectoryCatalogue.LOCK) && own.containsAll(names))) {
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

    /** Makes the tables that are missing, and adds the columns that an older program did not know. */
    private void createTables() {
        for (TableSpec spec : Tables.ALL) {
            try {
                Table table = table(spec.fullName());
                if (table.schema().columns().size() < spec.columns().size()) {
                    IcebergSchemas.addColumns(table, spec);
                }
            } catch (NoSuchTableException missing) {
                var schema = IcebergSchemas.schema(spec);
                catalogue
                        .tables()
                        .buildTable(identifier(spec.fullName()), schema)
                        .withPartitionSpec(IcebergSchemas.partitions(schema))
                        .withProperties(IcebergSchemas.properties(spec))
                        .create();
            }
        }
    }

    private static TableIdentifier identifier(String fullName) {
        int dot = fullName.indexOf('.');
        return TableIdentifier.of(Namespace.of(fullName.substring(0, dot)), fullName.substring(dot + 1));
    }

    /** The directory. */
    public Path directory() {
        return directory;
    }

    /** Properties of the catalogue for Spark, without the prefix that names it there; no password is among them. */
    public Map<String, String> catalogueForSpark() {
        return catalogue.forSpark();
    }

    /** As {@link #catalogueForSpark()}, for a warehouse that need not exist yet and has its catalogue in the directory. */
    public static Map<String, String> catalogueForSpark(Path directory) {
        return DirectoryCatalogue.forSpark(directory);
    }

    /** Directory of the keys. */
    public Path keys() {
        return directory.resolve("keys");
    }

    /**
     * Opens its keys.
     *
     * @throws dev.footfall.privacy.KeyException when the master key cannot be had
     */
    public KeyStore openKeys() {
        return KeyStore.open(keys(), MasterKey.of(System.getenv(), keys()));
    }

    /** A table by its full name, as of when it was first asked for or last refreshed. */
    public Table table(String fullName) {
        return loaded.computeIfAbsent(fullName, name -> here(catalogue.tables().loadTable(identifier(name))));
    }

    /** Tables name their files by absolute paths: a copy of a warehouse would write into the one it was copied from. */
    private Table here(Table table) {
        Path made = path(table.location());
        if (!made.startsWith(directory.toAbsolutePath()) && !within(directory, made)) {
            throw new UserException(
                    "warehouse " + directory + " was made as "
                            + made.getParent().getParent() + ", and its tables name their files by that path",
                    "move it back there (a bind mount serves as well), or ingest the logs into a new warehouse");
        }
        return table;
    }

    /** Whether a path leads into a directory, perhaps by links. */
    private static boolean within(Path directory, Path path) {
        try {
            return path.toRealPath().startsWith(directory.toRealPath());
        } catch (IOException e) {
            return false;
        }
    }

    /** All tables as they are now, in a form that tasks can take with them: these need no catalogue, hence no database. */
    public Map<String, Table> portableTables() {
        Map<String, Table> tables = new HashMap<>();
        Tables.ALL.forEach(spec -> tables.put(spec.fullName(), SerializableTable.copyOf(table(spec.fullName()))));
        return tables;
    }

    /** Whether a table is there; one that was added to the program since may not be until the next command that writes. */
    public boolean holds(TableSpec spec) {
        return catalogue.holds(spec);
    }

    /** The properties of each table that is there, by its full name. */
    public Map<String, Map<String, String>> properties() {
        Map<String, Map<String, String>> properties = new TreeMap<>();
        for (TableSpec spec : Tables.ALL) {
            if (holds(spec)) {
                properties.put(spec.fullName(), table(spec.fullName()).properties());
            }
        }
        return properties;
    }

    Path directoryOf(TableSpec spec) {
        return directory.resolve(spec.vault().label()).resolve(spec.name());
    }

    /**
     * Takes the lock as a reader; first completes what a killed writer left. Whole batches are seen only: while the lock
     * is held nobody writes, and a writer that died in the midst of its batch is found when the lock is taken.
     *
     * @throws UserException when a batch is incomplete and this user may not complete it
     */
    public WarehouseLock lockForReading() {
        while (true) {
            if (plans.completable()) {
                try (WarehouseLock lock = catalogue.lock(false)) {
                    plans.recover();
                }
            }
            WarehouseLock lock = catalogue.lock(true);
            loaded.clear();
            try {
                if (plans.blocked()) {
                    throw UserException.failed(
                            "a batch of warehouse " + directory + " was interrupted, and you may not complete it",
                            "let its owner run any command on it, such as 'footfall tables'");
                }
                if (!plans.completable()) {
                    return lock;
                }
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
            lock.close(); // a writer died between the look and the lock
        }
    }

    /** Takes the lock as the only writer; first completes what a killed writer left, and brings old tables up to date. */
    public WarehouseLock lockForWriting() {
        WarehouseLock lock = catalogue.lock(false);
        loaded.clear();
        try {
            refuseLateClock();
            plans.recover();
            createTables();
            return lock;
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private @Nullable Table made(TableSpec spec) {
        try {
            return table(spec.fullName());
        } catch (NoSuchTableException brokenOff) {
            return null; // its making was broken off, and is done again
        }
    }

    /** Iceberg takes no change that is older than the last one, but for a minute: better to say so before a batch has a plan. */
    private void refuseLateClock() {
        for (TableSpec spec : Tables.ALL) {
            if (holds(spec) && made(spec) instanceof BaseTable table) {
                long last = table.operations().current().lastUpdatedMillis();
                if (last - System.currentTimeMillis() > CLOCK_SKEW_MILLIS) {
                    throw UserException.failed(
                            "this machine's clock is behind: " + spec.fullName() + " was last changed at "
                                    + Instant.ofEpochMilli(last),
                            "set the clock right, or wait until that time");
                }
            }
        }
    }

    /** Says that a batch begins to write data files, so that they can be found again if it never gets to its plan. */
    public void begin(String batch) {
        plans.begin(batch);
    }

    /** Makes the plan durable and carries it out. */
    public void commit(BatchPlan plan) {
        plans.commit(plan);
    }

    /** Removes the data files of a batch without plan; one that has a plan stays, for it will be carried out. */
    public void abandon(String batch) {
        plans.abandon(batch);
    }

    /** Says that Spark begins to write tables anew; what it leaves if it is broken off is removed by the next command. */
    public void beginRewriting(String act) {
        plans.beginRewriting(act);
    }

    /** Removes the data files that a rewriting replaced, or left behind: all that no table names. */
    public void endRewriting(String act) {
        plans.endRewriting(act);
    }

    /** Names of batches whose data files were begun or planned but are not complete; empty on a quiet warehouse. */
    public List<String> unfinished() {
        return plans.names();
    }

    /** Has each step told to a test once it is durable. */
    void watch(Consumer<String> steps) {
        plans.watch(steps);
    }
}
