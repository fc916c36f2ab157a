package dev.footfall.jobs;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import dev.footfall.jobs.config.Configuration;
import dev.footfall.jobs.warehouse.Warehouse;
import dev.footfall.jobs.warehouse.WarehouseLock;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A command's view of the warehouse while it reads: whole batches only, nobody writing. */
public final class ReadSession implements AutoCloseable {
    private final Workspace workspace;
    private final WarehouseLock lock;
    private final SparkSession spark;

    private ReadSession(Workspace workspace, WarehouseLock lock, SparkSession spark) {
        this.workspace = workspace;
        this.lock = lock;
        this.spark = spark;
    }

    /**
     * Opens the warehouse that the options name, locks it for reading and starts Spark.
     *
     * @throws UserException when there is no such warehouse or configuration, or another command holds the lock
     */
    public static ReadSession open(GlobalOptions options) {
        return open(Workspace.of(options));
    }

    /** Opens the warehouse of a workspace, locks it for reading and starts Spark. */
    public static ReadSession open(Workspace workspace) {
        Warehouse warehouse = workspace.openWarehouse();
        WarehouseLock lock = warehouse.lockForReading();
        try {
            SparkSession spark =
                    Engine.start(warehouse, workspace.configuration().spark());
            return new ReadSession(workspace, lock, spark);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** A table by its full name, such as {@code audience.hits}. */
    public Dataset<Row> table(String fullName) {
        return spark.table(Engine.CATALOGUE + "." + fullName);
    }

    /**
     * The hits of the audience vault that count in totals: where the policy says {@code opt_out.counted: false}, those of
     * browsers that opted out are not among them.
     */
    public Dataset<Row> countedHits() {
        Dataset<Row> hits = table("audience.hits");
        return workspace.policy().policy().optOut().counted()
                ? hits
                : hits.where(not(coalesce(col("opt_out"), lit(false))));
    }

    /** The session. */
    public SparkSession spark() {
        return spark;
    }

    /** Configuration and policy in force. */
    public Workspace workspace() {
        return workspace;
    }

    /** The configuration in force. */
    public Configuration configuration() {
        return workspace.configuration();
    }

    @Override
    public void close() {
        try {
            Engine.stop(spark);
        } finally {
            lock.close();
        }
    }
}
