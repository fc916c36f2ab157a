package dev.footfall.jobs;

import dev.footfall.jobs.warehouse.LocalFiles;
import dev.footfall.jobs.warehouse.Warehouse;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.RuntimeConfig;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Starts Spark for a command that needs it. */
public final class Engine {
    /** Name of the Iceberg catalogue in SQL: {@code footfall.audience.hits}. */
    public static final String CATALOGUE = "footfall";

    private static final String ICEBERG = "spark.sql.catalog." + CATALOGUE;

    /** Spark's names for running in one process: local, local[N], local[N,failures]; local-cluster is a cluster. */
    private static final Pattern LOCAL = Pattern.compile("local(?:\\[(\\*|\\d{1,4})(?:\\s*,\\s*\\d+)?])?");

    private Engine() {}

    /**
     * A session over a warehouse. Under {@code spark-submit} the master comes from there; else Spark runs in this
     * process on all cores. Where Spark runs already (a notebook, a test) it is a session beside the others. End it by
     * {@link #stop}.
     *
     * @param settings further Spark settings, which outrank ours
     */
    public static SparkSession start(Warehouse warehouse, Map<String, String> settings) {
        return session(warehouse.catalogueForSpark(), settings);
    }

    /** As {@link #start(Warehouse, Map)}, over a warehouse in this directory that need not exist yet. */
    public static SparkSession start(Path warehouse, Map<String, String> settings) {
        return session(Warehouse.catalogueForSpark(warehouse), settings);
    }

    private static SparkSession session(Map<String, String> catalogue, Map<String, String> settings) {
        var running = defaultSession();
        if (running.isDefined()) {
            return beside(running.get(), catalogue);
        }
        // The API's own builder looks for this class by Scala's reflection, which takes half a second.
        var builder = org.apache.spark.sql.classic.SparkSession.builder().appName("footfall");
        String master = master(settings);
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
                // Else tasks ask the driver over the network for each class that generated code names.
                .config("spark.sql.artifact.isolation.enabled", "false")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.adaptive.enabled", "true")
                .config("spark.sql.sources.parallelPartitionDiscovery.threshold", "1000000")
                .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
                .config(ICEBERG, "org.apache.iceberg.spark.SparkCatalog")
                .config(ICEBERG + ".cache-enabled", "false");
        catalogue.forEach((key, value) -> builder.config(ICEBERG + "." + key, value));
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }

    private static String master(Map<String, String> settings) {
        return settings.getOrDefault("spark.master", System.getProperty("spark.master", "local[*]"));
    }

    /**
     * How many threads Spark would use in this process; empty when it would run on a cluster. Starts no Spark.
     *
     * @param settings as for {@link #start(Warehouse, Map)}
     */
    public static OptionalInt localThreads(Map<String, String> settings) {
        var running = defaultSession();
        String master = running.isDefined() ? running.get().sparkContext().master() : master(settings);
        Matcher local = LOCAL.matcher(master);
        if (!local.matches()) {
            return OptionalInt.empty();
        }
        String threads = local.group(1) == null ? "1" : local.group(1);
        return OptionalInt.of(
                threads.equals("*") ? Runtime.getRuntime().availableProcessors() : Integer.parseInt(threads));
    }

    private static SparkSession beside(SparkSession running, Map<String, String> catalogue) {
        SparkSession session = running.newSession();
        RuntimeConfig conf = session.conf();
        conf.set("spark.sql.session.timeZone", "UTC");
        conf.set(ICEBERG, "org.apache.iceberg.spark.SparkCatalog");
        conf.set(ICEBERG + ".cache-enabled", "false");
        catalogue.forEach((key, value) -> conf.set(ICEBERG + "." + key, value));
        return session;
    }

    /** Ends a session that {@link #start} gave, and Spark with it unless it ran before. */
    public static void stop(SparkSession session) {
        var running = defaultSession();
        if (running.isDefined() && running.get() == session) {
            session.stop();
        }
    }

    private static Option<org.apache.spark.sql.classic.SparkSession> defaultSession() {
        return org.apache.spark.sql.classic.SparkSession.getDefaultSession();
    }
}
