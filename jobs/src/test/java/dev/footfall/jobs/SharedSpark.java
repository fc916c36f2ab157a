package dev.footfall.jobs;

import org.apache.spark.sql.SparkSession;

/** One Spark session for all tests of a JVM, without Iceberg. */
public final class SharedSpark {
    private static final SparkSession SESSION = SparkSession.builder()
            .appName("footfall-tests")
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.shuffle.partitions", "2")
            .config("spark.log.level", "WARN")
            .getOrCreate();

    private SharedSpark() {}

    /** The session; it ends with the JVM. */
    public static SparkSession session() {
        return SESSION;
    }
}
