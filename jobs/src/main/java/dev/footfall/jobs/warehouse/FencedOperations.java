package dev.footfall.jobs.warehouse;

import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.jdbc.UncheckedSQLException;
import org.jspecify.annotations.Nullable;

/**
 * The operations of a table whose commits pass the fence: whoever commits (an append, a rewriting by Spark, an expiry of
 * snapshots) still holds the warehouse at that moment, or is refused.
 */
final class FencedOperations implements TableOperations {
    private final TableOperations operations;
    private final Fence fence;

    FencedOperations(TableOperations operations, Fence fence) {
        this.operations = operations;
        this.fence = fence;
    }

    @Override
    public void commit(@Nullable TableMetadata base, TableMetadata metadata) {
        fence.guard(() -> {
            try {
                operations.commit(base, metadata);
            } catch (UncheckedSQLException e) {
                // Whether the pointer moved is not known; without being told so, Iceberg deletes what it has written.
                throw new CommitStateUnknownException(e);
            }
        });
    }

    @Override
    public TableMetadata current() {
        return operations.current();
    }

    @Override
    public TableMetadata refresh() {
        return operations.refresh();
    }

    @Override
    public FileIO io() {
        return operations.io();
    }

    @Override
    public EncryptionManager encryption() {
        return operations.encryption();
    }

    @Override
    public String metadataFileLocation(String fileName) {
        return operations.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
        return operations.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommittedMetadata) {
        return operations.temp(uncommittedMetadata);
    }

    @Override
    public long newSnapshotId() {
        return operations.newSnapshotId();
    }

    @Override
    public boolean requireStrictCleanup() {
        return operations.requireStrictCleanup();
    }
}
