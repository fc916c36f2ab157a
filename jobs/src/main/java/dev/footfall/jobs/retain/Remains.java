package dev.footfall.jobs.retain;

import dev.footfall.jobs.retain.Retention.Gone;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.table.TableSpec;
import dev.footfall.table.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * What lies about in a warehouse: snapshots and files.
 *
 * @param snapshots snapshots of all tables
 * @param files files under the tables' directories
 */
record Remains(long snapshots, long files) {
    static Remains of(Warehouse warehouse) {
        long snapshots = 0;
        long files = 0;
        for (TableSpec spec : Tables.ALL) {
            if (warehouse.holds(spec)) {
                Table table = warehouse.table(spec.fullName());
                table.refresh();
                for (Snapshot ignored : table.snapshots()) {
                    snapshots++;
                }
                files += files(Warehouse.path(table.location()));
            }
        }
        return new Remains(snapshots, files);
    }

    private static long files(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            return walk.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What went since; nothing where nothing did. */
    List<Gone> since(Warehouse warehouse) {
        Remains now = of(warehouse);
        List<Gone> gone = new ArrayList<>();
        if (now.snapshots < snapshots) {
            gone.add(new Gone("warehouse", "snapshots", snapshots - now.snapshots, "", ""));
        }
        if (now.files < files) {
            gone.add(new Gone("warehouse", "files", files - now.files, "", ""));
        }
        return gone;
    }
}
