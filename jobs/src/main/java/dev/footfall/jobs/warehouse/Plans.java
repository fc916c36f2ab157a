package dev.footfall.jobs.warehouse;

import dev.footfall.jobs.UserException;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import dev.footfall.text.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The directory of plans: what was begun, and what is decided but not complete. All but {@link #unfinished} need the
 * exclusive lock.
 */
final class Plans {
    private static final String OPEN = ".open";

    /** Marks a rewriting of tables by Spark, which names its files itself. */
    private static final String REWRITING = "rewriting-";

    private final Path directory;
    private final Warehouse warehouse;

    /** What must not be done by a process that has lost the lock without knowing it is done behind it. */
    private final Fence fence;

    /** Batches that this process began and has not planned, so that their files are its own to remove. */
    private final Set<String> begun = new HashSet<>();

    /** Told of each step once it is durable; a test that throws there dies there. */
    private Consumer<String> watcher = step -> {};

    Plans(Path directory, Warehouse warehouse, Fence fence) {
        this.directory = directory;
        this.warehouse = warehouse;
        this.fence = fence;
    }

    void watch(Consumer<String> steps) {
        watcher = steps;
    }

    private void did(String step) {
        watcher.accept(step);
    }

    /** Files of batches that are begun or planned, sorted. */
    List<Path> unfinished() {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(file -> BatchPlan.isPlan(file) || isMarker(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isMarker(Path file) {
        return file.getFileName().toString().endsWith(OPEN);
    }

    /** Whether there are plans that this user may not complete, so that some tables have a batch and others not. */
    boolean blocked() {
        return Files.isReadable(directory)
                && !Files.isWritable(directory)
                && unfinished().stream().anyMatch(BatchPlan::isPlan);
    }

    boolean completable() {
        return Files.isWritable(directory) && !unfinished().isEmpty();
    }

    void begin(String batch) {
        fence.guard(() -> mark(batch));
        begun.add(batch);
        did("begun");
    }

    private void mark(String batch) {
        try {
            Files.createFile(directory.resolve(batch + OPEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void commit(BatchPlan plan) {
        try {
            fence.guard(() -> {
                begun.remove(plan.batch()); // first: whoever finds the plan may complete it
                plan.write(directory, warehouse);
            });
        } catch (UserException lost) {
            // Whoever took over removed what it found; what was written since bears this batch's name, too.
            deleteFiles(plan.batch(), Set.of());
            throw lost;
        }
        did("planned");
        carryOut(plan);
    }

    /**
     * Leaves alone what has a plan, and what is complete: only a batch that is still open has files to remove, and one of
     * this process whose marker another took away when it took the lock over.
     */
    void abandon(String batch) {
        boolean own = begun.remove(batch);
        if (Files.exists(BatchPlan.file(directory, batch)) || !own && !Files.exists(directory.resolve(batch + OPEN))) {
            return;
        }
        deleteFiles(batch, Set.of());
        try {
            Files.deleteIfExists(directory.resolve(batch + ".tmp"));
            Files.deleteIfExists(directory.resolve(batch + OPEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> dataFiles(TableSpec spec) throws IOException {
        Path data = warehouse.directoryOf(spec).resolve("data");
        if (!Files.isDirectory(data)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(data)) {
            return walk.filter(Files::isRegularFile).toList();
        }
    }

    /** Says that Spark begins to write tables anew. */
    void beginRewriting(String act) {
        begin(REWRITING + act);
    }

    /** Removes what a rewriting left, whether it came to its end or not: data files that no table names. */
    void endRewriting(String act) {
        try {
            for (TableSpec spec : Tables.ALL) {
                if (warehouse.holds(spec)) {
                    fence.guard(() -> sweep(spec));
                }
            }
            Files.deleteIfExists(directory.resolve(REWRITING + act + OPEN));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void sweep(TableSpec spec) {
        try {
            deleteUnnamed(spec);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void deleteUnnamed(TableSpec spec) throws IOException {
        Table table = warehouse.table(spec.fullName());
        table.refresh();
        forgetHistory(table);
        Set<String> named = new HashSet<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                named.add(name(task.file().location()));
            }
        }
        for (Path file : dataFiles(spec)) {
            if (!named.contains(file.getFileName().toString())) {
                Files.delete(file);
            }
        }
        deleteUnnamedManifests(table);
    }

    /** Manifests of commits that were broken off, which name files that are gone. */
    private static void deleteUnnamedManifests(Table table) throws IOException {
        Set<String> named = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            named.add(name(snapshot.manifestListLocation()));
            snapshot.allManifests(table.io()).forEach(manifest -> named.add(name(manifest.path())));
        }
        try (Stream<Path> files = Files.list(Warehouse.path(table.location()).resolve("metadata"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".avro") && !named.contains(name)) {
                    Files.delete(file);
                }
            }
        }
    }

    /** Names of data files hold a UUID, so that they are unique without their directories. */
    private static String name(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }

    void recover() {
        for (Path file : unfinished()) {
            if (BatchPlan.isPlan(file)) {
                try {
                    BatchPlan plan = BatchPlan.read(file, warehouse);
                    System.err.println("footfall: completing batch " + plan.batch() + ", which was interrupted");
                    carryOut(plan);
                } catch (IOException e) {
                    throw UserException.failed(
                            "cannot read " + file + " (" + Reason.of(e) + ")",
                            "restore the file or its permissions: it names the rows of an unfinished batch");
                }
            }
        }
        for (Path file : unfinished()) {
            String name = file.getFileName().toString();
            if (isMarker(file)) {
                String act = name.substring(0, name.length() - OPEN.length());
                if (act.startsWith(REWRITING)) {
                    endRewriting(act.substring(REWRITING.length()));
                } else {
                    abandon(act);
                }
            }
        }
    }

    /** Does what of a plan is not done: each step can be done again. */
    private void carryOut(BatchPlan plan) {
        for (String name : plan.tables()) {
            Table table = warehouse.table(name);
            table.refresh();
            if (!carries(table, plan.batch())) {
                apply(plan, name, table);
                did("committed " + name);
            }
        }
        // Only now: until the last table is changed, what a table carries is told by its snapshots.
        for (String name : plan.tables()) {
            List<DataFile> gone = plan.gone(name);
            if (!gone.isEmpty()) {
                Table table = warehouse.table(name);
                forgetHistory(table);
                did("expired " + name);
                // Expiring deletes them, unless it was broken off between forgetting and deleting.
                fence.guard(() -> gone.forEach(file -> table.io().deleteFile(file.location())));
                did("deleted files of " + name);
            }
        }
        fence.guard(() -> {
            removeStrays(plan);
            finish(plan.batch());
        });
        did("finished");
    }

    /** Deletes what tasks wrote that died midway and were tried again, perhaps elsewhere: files that no plan names. */
    private void removeStrays(BatchPlan plan) {
        Set<String> named = new HashSet<>();
        plan.tables().forEach(table -> plan.added(table).forEach(file -> named.add(name(file.location()))));
        deleteFiles(plan.batch(), named);
    }

    /** Deletes the data files of a batch but for those that are named. */
    private void deleteFiles(String batch, Set<String> named) {
        try {
            for (TableSpec spec : Tables.ALL) {
                for (Path file : dataFiles(spec)) {
                    String name = file.getFileName().toString();
                    if (name.startsWith(batch) && !named.contains(name)) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void apply(BatchPlan plan, String name, Table table) {
        List<DataFile> gone = plan.gone(name);
        if (gone.isEmpty()) {
            AppendFiles append = table.newAppend();
            plan.added(name).forEach(append::appendFile);
            append.set(Warehouse.BATCH_PROPERTY, plan.batch()).commit();
        } else {
            OverwriteFiles overwrite = table.newOverwrite();
            gone.forEach(overwrite::deleteFile);
            plan.added(name).forEach(overwrite::addFile);
            overwrite.set(Warehouse.BATCH_PROPERTY, plan.batch()).commit();
        }
    }

    /** Drops all snapshots but the newest, and the data files that only they name. Nobody reads meanwhile. */
    private static void forgetHistory(Table table) {
        table.expireSnapshots().expireOlderThan(Long.MAX_VALUE).retainLast(1).commit();
    }

    private void finish(String batch) {
        try {
            Files.deleteIfExists(directory.resolve(batch + OPEN));
            Files.deleteIfExists(BatchPlan.file(directory, batch));
            // A plan that came back after a crash could no longer be told from one that was never carried out.
            BatchPlan.sync(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean carries(Table table, String batch) {
        for (Snapshot snapshot : table.snapshots()) {
            if (batch.equals(snapshot.summary().get(Warehouse.BATCH_PROPERTY))) {
                return true;
            }
        }
        return false;
    }

    /** Names of unfinished files. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        unfinished().forEach(p -> names.add(p.getFileName().toString()));
        return names;
    }
}
