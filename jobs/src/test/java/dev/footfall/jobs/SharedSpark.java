package dev.footfall.jobs;

import dev.footfall.jobs.warehouse.LocalFiles;
import org.apache.spark.sql.SparkSession;

/**
 * One Spark for all tests of a JVM. Commands that run in the JVM make their own session in it, see {@link Engine#start}.
 */
public final class SharedSpark {
    private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";
    private static final String FACTORY = "spark.sql.codegen.factoryMode";

    private static final SparkSession SESSION = SparkSession.builder()
            .appName("footfall-tests")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.hadoop.fs.file.impl", LocalFiles.class.getName())
            .config("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            // Compiling plans takes longer than running them on a handful of rows.
            .config(WHOLE_STAGE, "false")
            .config(FACTORY, "NO_CODEGEN")
            .config("spark.log.level", "WARN")
            .getOrCreate();

    private SharedSpark() {}

    /** The session; it ends with the JVM. */
    public static SparkSession session() {
        return SESSION;
    }

    /** Runs something with Spark's expressions compiled, as in production, or interpreted, as in other tests. */
    public static void compiling(boolean compiled, Runnable test) {
        SESSION.conf().set(WHOLE_STAGE, compiled);
        SESSION.conf().set(FACTORY, compiled ? "FALLBACK" : "NO_CODEGEN");
        try {
            test.run();
        } finally {
            SESSION.conf().set(WHOLE_STAGE, false);
            SESSION.conf().set(FACTORY, "NO_CODEGEN");
        }
    }
}
