package dev.footfall.jobs;

import dev.footfall.jobs.config.Configuration;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A command's view of the warehouse while it reads: whole batches only, nobody writing. */
public final class ReadSession implements AutoCloseable {
    private final SparkSession spark;
    private final Configuration configuration;

    private ReadSession(SparkSession spark, Configuration configuration) {
        this.spark = spark;
        this.configuration = configuration;
    }

    /** Opens the warehouse that the options name. */
    public static ReadSession open(GlobalOptions options) {
        Path warehouse = options.warehouse() == null ? Path.of("warehouse") : options.warehouse();
        return new ReadSession(Engine.start(warehouse, java.util.Map.of()), Configuration.defaults());
    }

    /** A table by its full name, such as {@code audience.hits}. */
    public Dataset<Row> table(String fullName) {
        return spark.table(Engine.CATALOGUE + "." + fullName);
    }

    /** The session. */
    public SparkSession spark() {
        return spark;
    }

    /** The configuration in force. */
    public Configuration configuration() {
        return configuration;
    }

    @Override
    public void close() {
        Engine.stop(spark);
    }
}
