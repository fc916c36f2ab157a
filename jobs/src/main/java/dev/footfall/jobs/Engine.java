package dev.footfall.jobs;

import dev.footfall.jobs.warehouse.LocalFiles;
import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Starts Spark for a command that needs it. */
public final class Engine {
    /** Name of the Iceberg catalogue in SQL: {@code footfall.audience.hits}. */
    public static final String CATALOGUE = "footfall";

    private static final String ICEBERG = "spark.sql.catalog." + CATALOGUE;

    private Engine() {}

    /**
     * A session over the warehouse. Under {@code spark-submit} the master comes from there; else Spark runs in this
     * process on all cores.
     *
     * @param settings further Spark settings, which outrank ours
     */
    public static SparkSession start(Path warehouse, Map<String, String> settings) {
        SparkSession.Builder builder = SparkSession.builder().appName("footfall");
        String master = settings.getOrDefault("spark.master", System.getProperty("spark.master", "local[*]"));
        if (master.startsWith("local")) {
            builder.master(master)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    // Hadoop's own local file system starts a process for each file that it makes.
                    .config("spark.hadoop.fs.file.impl", LocalFiles.class.getName());
        }
        builder.config("spark.hadoop.fs.file.impl", LocalFiles.class.getName())
                .config("spark.ui.enabled", "false")
                .config("spark.ui.showConsoleProgress", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.adaptive.enabled", "true")
                .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "1000000")
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config(ICEBERG, "org.apache.iceberg.spark.SparkCatalog")
                .config(ICEBERG + ".type", "hadoop")
                .config(
                        ICEBERG + ".warehouse",
                        warehouse.toAbsolutePath().toUri().toString())
                .config(ICEBERG + ".cache-enabled", "false");
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }
}
