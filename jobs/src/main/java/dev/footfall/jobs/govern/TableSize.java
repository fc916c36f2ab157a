package dev.footfall.jobs.govern;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * How much a table holds now, from its manifests alone.
 *
 * @param days distinct days, the partitions
 * @param bytes bytes of the data files
 */
record TableSize(long rows, long days, long files, long bytes) {
    static TableSize of(Table table) {
        long rows = 0;
        long files = 0;
        long bytes = 0;
        Set<Integer> days = new HashSet<>();
        try (CloseableIterable<FileScanTask> tasks = table.newScan().planFiles()) {
            for (FileScanTask task : tasks) {
                rows += task.file().recordCount();
                bytes += task.file().fileSizeInBytes();
                files++;
                days.add(task.file().partition().get(0, Integer.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TableSize(rows, days.size(), files, bytes);
    }
}
